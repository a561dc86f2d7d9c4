import type { Reader } from '#web/reader.ts'
import { wholeNumber } from '../rules/find.ts'

/** Numbers of booths run from left to right; in a sentence that does not, they stand for themselves. */
const apart = (reader: Reader, text: string): string => (reader.dir === 'rtl' && text ? `\u2068${text}\u2069` : text)

/** The booths of a holding by their whole numbers: 4.1H-A01 and 4.1H-A02. */
export const numbersOf = (
  reader: Reader,
  { hallCode, booths }: { hallCode: string; booths: readonly { number: string }[] },
): string => reader.list(booths.map(({ number }) => apart(reader, wholeNumber(hallCode, number))))
