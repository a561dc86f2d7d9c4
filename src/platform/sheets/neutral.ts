export type Cell = string | number | boolean | null

/** What a spreadsheet would compute instead of showing (OWASP, CSV injection), in the forms of East Asian keyboards too. */
const COMPUTED = /^[=+\-@\t\r\n＝＋－＠]/
/** A number written out is what it says it is. */
const NUMBER = /^-?\d+(\.\d+)?$/

export const isComputed = (text: string): boolean => COMPUTED.test(text) && !NUMBER.test(text)

const isUnderApostrophes = (text: string) => isComputed(text.replace(/^'+/, ''))

/** Text that would be computed gets an apostrophe before it: spreadsheets show it and compute nothing. */
export const neutral = (text: string): string => (isUnderApostrophes(text) ? `'${text}` : text)

/** The text as it was before it was made neutral. */
export const raw = (text: string): string => (text[0] === "'" && isUnderApostrophes(text) ? text.slice(1) : text)
