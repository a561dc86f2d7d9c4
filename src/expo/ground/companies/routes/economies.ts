import { listEconomies } from '#expo/ground/economies/index.ts'
import type { Call } from '#web/door.ts'
import type { Option } from '#web/fields.tsx'

/** Countries and territories to choose from, in the reader's alphabet. */
export async function economyOptions({ house, reader }: Call<unknown>): Promise<Option[]> {
  return (await listEconomies(house.db))
    .filter((one) => one.kind === 'country')
    .map((one) => ({ value: one.code, label: reader.words(one.names).text }))
    .sort((a, b) => reader.compare(a.label, b.label))
}

/** What each economy is called by this reader. */
export async function economyNames({ house, reader }: Call<unknown>) {
  const names = new Map(
    (await listEconomies(house.db, { hidden: true })).map((one) => [one.code, reader.words(one.names)]),
  )
  return (code: string) => names.get(code) ?? { text: code, lang: 'en' }
}
