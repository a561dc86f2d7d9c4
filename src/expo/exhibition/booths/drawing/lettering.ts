// How wide words are, told without a font: pages are drawn before anybody knows which one the reader's machine has. The table errs on
// the wide side, so that what fits here fits there.

/** Sizes of lettering on a plan, in tenths of a metre: the class `f0`... of the style sheet. */
export const SIZES = [6, 8, 10, 13, 17, 23, 32, 44] as const
const LINE = 1.16
/** Below this many letters a shortened name tells nobody anything. */
const FEWEST_LETTERS = 4

const NARROW = new Set([..."iIl.,:;'’|!·j()[]ftr-–/ "])
const WIDE = new Set([...'mwMW@%&—ЖШЩЮФМжшщюфм'])

/** The width of a letter in ems. */
function widthOfLetter(letter: string): number {
  const code = letter.codePointAt(0) ?? 0
  if (code < 0x300)
    return NARROW.has(letter) ? 0.36 : WIDE.has(letter) ? 0.94 : letter === letter.toLowerCase() ? 0.6 : 0.74
  if (/\p{M}/u.test(letter) || code === 0x200d || code === 0x200c) return 0
  if (code < 0x0530) return WIDE.has(letter) ? 0.98 : 0.68
  // Arabic, Hebrew, Persian, Urdu: joined letters are narrow, final ones wide.
  if (code < 0x0900 || (code >= 0xfb50 && code < 0xff00)) return 0.62
  // Chinese, Japanese, Korean, full-width forms, pictures.
  if (code >= 0x1100) return 1.02
  return 0.8
}

export const widthOf = (text: string): number => {
  let width = 0
  for (const letter of text) width += widthOfLetter(letter)
  return width
}

const isFullWidth = (letter: string): boolean =>
  (letter.codePointAt(0) ?? 0) >= 0x2e80 && (letter.codePointAt(0) ?? 0) < 0xfb00

/** Pieces that a line may break between: words, and every Chinese letter. A space stays with the piece before it. */
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const letter of text) {
    if (isFullWidth(letter)) {
      if (piece) pieces.push(piece)
      pieces.push(letter)
      piece = ''
    } else {
      piece += letter
      if (letter === ' ' || letter === '-') {
        pieces.push(piece)
        piece = ''
      }
    }
  }
  if (piece) pieces.push(piece)
  return pieces
}

/** Text in lines of at most so many ems; null where a piece is too long for one, or the lines are too many. */
function broken(text: string, ems: number, most: number): string[] | null {
  const lines: string[] = []
  let line = ''
  for (const piece of piecesOf(text)) {
    if (widthOf((line + piece).trimEnd()) <= ems) {
      line += piece
      continue
    }
    if (line) lines.push(line.trimEnd())
    if (lines.length >= most || widthOf(piece.trimEnd()) > ems) return null
    line = piece
  }
  lines.push(line.trimEnd())
  return lines.length <= most ? lines : null
}

/** As much of a text as goes into one line, with a sign that something is missing. */
function shortened(text: string, ems: number): string | null {
  let kept = ''
  for (const letter of text) {
    if (widthOf(`${kept}${letter}…`) > ems) break
    kept += letter
  }
  kept = kept.trimEnd()
  const enough = [...kept].length >= FEWEST_LETTERS || ([...kept].length >= 2 && isFullWidth(kept))
  return enough ? `${kept}…` : null
}

export interface Lettering {
  lines: string[]
  /** What stands between a line and the next in the text itself: a space, or nothing within a Chinese word. */
  seams: string[]
  /** It is not the whole text. */
  isShort: boolean
  /** Its place in SIZES. */
  size: number
  height: number
}

function seamsOf(text: string, lines: readonly string[]): string[] {
  let at = 0
  return lines.map((line) => {
    at += line.length
    const seam = text.charAt(at) === ' ' ? ' ' : ''
    while (text.charAt(at) === ' ') at += 1
    return seam
  })
}

/** A text in a box, as large as goes: broken into lines, else shortened, else left out. Measures are tenths of a metre. */
export function fitted(text: string, width: number, height: number, largest: number): Lettering | null {
  for (let size = largest; size >= 0; size--) {
    const letter = SIZES[size] as number
    const most = Math.min(4, Math.floor(height / (letter * LINE)))
    if (most === 0) continue
    const lines = broken(text, width / letter, most)
    if (lines) return { lines, seams: seamsOf(text, lines), isShort: false, size, height: lines.length * letter * LINE }
  }
  const [letter] = SIZES
  if (height < letter * LINE) return null
  const line = shortened(text, width / letter)
  return line ? { lines: [line], seams: [], isShort: true, size: 0, height: letter * LINE } : null
}

/** Where each line's foot stands, for lines around a middle. */
export const feetOf = ({ lines, size }: Lettering, middle: number): number[] => {
  const letter = SIZES[size] as number
  const top = middle - (lines.length * letter * LINE) / 2
  return lines.map((_, index) => Math.round((top + letter * LINE * (index + 0.5) + letter * 0.35) * 10) / 10)
}
