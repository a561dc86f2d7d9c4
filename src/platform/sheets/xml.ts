import { LIMITS, unreadable } from './limits.ts'

/** What a reader of XML is told, with names bare of their prefixes. Text comes in as many pieces as it likes. */
export interface XmlReader {
  open?(name: string, attributes: string, empty: boolean): void
  close?(name: string): void
  text?(text: string): void
}

const LONGEST_TAG = 64 * 1024
const damaged = () => unreadable('sheets.damaged')

/**
 * Reads the XML of a workbook's part while it is unpacked. Entities are the five that XML itself has and numbers; a document type,
 * which OOXML forbids and which XML bombs are made of, is refused.
 */
export async function readXml(chunks: AsyncIterable<Uint8Array>, reader: XmlReader): Promise<void> {
  let decoder: TextDecoder | null = null
  let held = ''
  /** The end of what is being passed over: a comment, an instruction. */
  let until: string | null = null
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(chunk[0] === 0xff ? 'utf-16le' : chunk[0] === 0xfe ? 'utf-16be' : 'utf-8')
    const text = held + decoder.decode(chunk, { stream: true })
    let at = 0
    while (at < text.length) {
      if (until) {
        const end = text.indexOf(until, at)
        if (end < 0) {
          if (until === ']]>') reader.text?.(text.slice(at, Math.max(at, text.length - 2)))
          at = Math.max(at, text.length - 2)
          break
        }
        if (until === ']]>') reader.text?.(text.slice(at, end))
        at = end + until.length
        until = null
        continue
      }
      const tag = text.indexOf('<', at)
      if (tag < 0) {
        // An entity may be cut in two by the end of the chunk.
        const cut = text.lastIndexOf('&')
        const whole = cut >= at && !text.includes(';', cut) && text.length - cut < 12 ? cut : text.length
        if (whole > at) reader.text?.(resolved(text.slice(at, whole)))
        at = whole
        break
      }
      if (tag > at) {
        reader.text?.(resolved(text.slice(at, tag)))
        at = tag
      }
      if (text.length - tag < 9 && !text.includes('>', tag)) break
      if (text.startsWith('<!--', tag)) {
        until = '-->'
        at = tag + 4
      } else if (text.startsWith('<?', tag)) {
        until = '?>'
        at = tag + 2
      } else if (text.startsWith('<![CDATA[', tag)) {
        until = ']]>'
        at = tag + 9
      } else if (text.startsWith('<!', tag)) throw damaged()
      else {
        const end = endOfTag(text, tag)
        if (end < 0) break
        tell(reader, text.slice(tag + 1, end))
        at = end + 1
      }
    }
    held = text.slice(at)
  }
  if (held.includes('<')) throw damaged()
}

/** The `>` that ends a tag, -1 where it is still to come; one inside a quoted attribute ends nothing. */
function endOfTag(text: string, from: number): number {
  let quote = ''
  for (let at = from; at < text.length; at++) {
    const letter = text[at] as string
    if (quote) quote = letter === quote ? '' : quote
    else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '>') return at
    if (at - from > LONGEST_TAG) throw damaged()
  }
  return -1
}

function tell(reader: XmlReader, tag: string): void {
  if (tag[0] === '/') return void reader.close?.(bare(tag.slice(1).trim()))
  const empty = tag.endsWith('/')
  const space = tag.search(/[\s/]/)
  const name = bare(space < 0 ? tag : tag.slice(0, space))
  reader.open?.(name, space < 0 ? '' : tag.slice(space), empty)
  if (empty) reader.close?.(name)
}

const bare = (name: string) => name.slice(name.indexOf(':') + 1)

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

export const resolved = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);/gi, (whole, entity: string) => {
        if (entity[0] !== '#') return ENTITIES[entity] ?? whole
        const code =
          entity[1] === 'x' || entity[1] === 'X' ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1))
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
      })
    : text

const patterns = new Map<string, RegExp>()

/** An attribute's value, whatever prefix its name has. */
export function attribute(attributes: string, name: string): string | undefined {
  const pattern = patterns.get(name) ?? new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  patterns.set(name, pattern)
  const found = pattern.exec(attributes)
  return found ? resolved(found[1] ?? found[2] ?? '') : undefined
}

/** Gathers text up to a little over what a cell may hold; the rest is only counted as too much. */
export function gathered(so: string, more: string): string {
  return so.length > LIMITS.cell ? so : so + more
}
