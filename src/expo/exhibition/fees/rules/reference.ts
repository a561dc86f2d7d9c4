/**
 * Structured creditor references (ISO 11649): RF, two check digits, up to 21 letters and digits. A slip of the finger in it is seen, and
 * banks of many countries carry it apart from the text of a transfer.
 */
const BODY = /^[A-Z0-9]{1,21}$/

/** Letters count from ten on, so the whole is one long number of which the remainder by 97 is one. */
function remainder(text: string): number {
  let rest = 0
  for (const letter of text) {
    const value = Number.parseInt(letter, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}

export function referenceOf(body: string): string {
  if (!BODY.test(body)) throw new RangeError(`not the body of a reference: ${body}`)
  const check = 98 - remainder(`${body}RF00`)
  return `RF${String(check).padStart(2, '0')}${body}`
}

export const isReference = (text: string): boolean =>
  /^RF\d{2}[A-Z0-9]{1,21}$/.test(text) && remainder(text.slice(4) + text.slice(0, 4)) === 1

/** In groups of four, as it is printed. */
export const printed = (reference: string): string => reference.replace(/(.{4})(?=.)/g, '$1 ')

/** What account of an edition a transfer is for: the edition's code and the account's number, which fit into a reference. */
export const accountReference = (editionCode: string, number: number): string =>
  referenceOf(
    `${editionCode
      .replace(/[^a-z0-9]/gi, '')
      .toUpperCase()
      .slice(-15)}${String(number).padStart(5, '0')}`,
  )

/** Spaces, points and small letters come from people and banks; only letters and digits count. */
export const squeezed = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** Every right reference that stands somewhere in a text, also where a bank broke it in two. */
export function referencesIn(text: string): string[] {
  const found = new Set<string>()
  const plain = squeezed(text)
  for (const { index } of plain.matchAll(/RF(?=\d{2})/g))
    for (let length = 25; length > 4; length--) {
      const candidate = plain.slice(index, index + length)
      if (candidate.length === length && isReference(candidate)) found.add(candidate)
    }
  return [...found]
}
