// The press: a process of its own that sets documents one after the other. Here and nowhere else is Typst known.
import { type NodeCompiler, NodeCompiler as Typst } from '@myriaddreamin/typst-ts-node-compiler'
import { inRoot } from '../root.ts'
import { fontFiles } from './fonts.ts'

export interface Order {
  /** A template's name, of those in templates/. */
  template: string
  /** What the document says, as JSON: the template reads it as data, never as markup. */
  data: string
}
export type Answer = { pdf: Uint8Array } | { failure: string }

const templates = inRoot('src', 'platform', 'typeset', 'templates')
/** PDF/A-2a: made to be kept, with its fonts inside, tagged so that it can be read aloud, text that can be copied out. */
const STANDARD = 'a-2a'
/** What printers put where a letter is missing. */
const GETA = '〓'
/** Joiners and variants of letters that are missing themselves leave nothing behind. */
const UNSEEN = /^(?:[\u200b-\u200f\u2060]|\p{Variation_Selector})+$/u
/** Typst's words for it, which come quoted twice over. */
const UNSETTABLE = /the text `\\"(.+?)\\"` could not be displayed/g
const ROUNDS = 4

let typst: NodeCompiler | null = null

function set({ template, data }: Order): Uint8Array {
  // Fonts are looked at when the first document comes, and only those: the machine's own would make other bytes elsewhere.
  typst ??= Typst.create({ workspace: templates, fontArgs: [{ fontPaths: fontFiles() }] })
  const missing = new Set<string>()
  let text = data
  for (let round = 1; ; round++) {
    const inputs = { data: text, missing: JSON.stringify([...missing].map(codes)) }
    const done = typst.compile({ mainFilePath: `${templates}/${template}.typ`, inputs })
    const { result } = done
    if (!result) throw new Error(told(typst, done))
    try {
      return typst.pdf(result, { pdfStandard: STANDARD })
    } catch (error) {
      // Letters that no font of the house has stand as a geta, and the document says at its end which they were.
      const found = [...String(error).matchAll(UNSETTABLE)].map(([, quoted]) => unquoted(quoted as string))
      if (found.length === 0 || round === ROUNDS) throw error
      for (const letters of found.sort((a, b) => b.length - a.length)) {
        text = text.replaceAll(letters, UNSEEN.test(letters) ? '' : GETA)
        if (!UNSEEN.test(letters)) missing.add(letters)
      }
    } finally {
      typst.evictCache(8)
    }
  }
}

const codes = (letters: string) =>
  [...letters]
    .map((letter) => `U+${(letter.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ')

const unquoted = (text: string) =>
  text.replace(/\\+u\{([0-9a-f]+)\}/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))

interface Diagnostic {
  message: string
  path: string
  range: { start: { line: number } } | null
}

function told(compiler: NodeCompiler, done: ReturnType<NodeCompiler['compile']>): string {
  const error = done.takeError()
  const diagnostics: Diagnostic[] = error ? compiler.fetchDiagnostics(error) : []
  return diagnostics.map(({ path, range, message }) => `${path}:${(range?.start.line ?? -1) + 1} ${message}`).join('; ')
}

process.on('message', (order: Order) => {
  let answer: Answer
  try {
    answer = { pdf: set(order) }
  } catch (error) {
    answer = { failure: error instanceof Error ? error.message.slice(0, 2_000) : String(error) }
  }
  process.send?.(answer)
})
// Whoever ordered is gone, so nobody waits any more.
process.on('disconnect', () => process.exit(0))
