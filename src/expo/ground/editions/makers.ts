import { system } from '#kernel/actor.ts'
import { day } from '#kernel/day.ts'
import type { Db } from '#platform/database.ts'
import { setWindow } from './commands/set-ground.ts'
import { type NewEdition, setUpEdition } from './commands/set-up-edition.ts'

let made = 0

/** An edition of a fair of the test's own, shown, from 5 to 10 November 2023 in Shanghai, with the invitation window open all 2023. */
export async function anEdition(db: Db, over: Partial<NewEdition> = {}): Promise<{ id: string; code: string }> {
  made += 1
  const fairCode = over.fairCode ?? `harbour${made}`
  const year = (over.opensOn ?? '2023-11-05').slice(0, 4)
  const code = over.code ?? `${fairCode}-${year}`
  const by = system('test')
  const { id } = await setUpEdition(db, {
    fairCode,
    fairName: { en: 'Harbour Fair' },
    code,
    number: Number(year) - 2017,
    name: { en: `Harbour Fair ${year}`, ar: `معرض المرفأ ${year}` },
    opensOn: day('2023-11-05'),
    closesOn: day(over.opensOn ? `${year}-12-31` : '2023-11-10'),
    timeZone: 'Asia/Shanghai',
    city: { en: 'Harbour City' },
    venue: { en: 'Harbour Halls' },
    currency: 'CNY',
    shown: true,
    ...over,
    by,
  })
  await setWindow(db, {
    editionId: id,
    kind: 'pavilion-invitation',
    opensAt: new Date(`${year}-01-01T00:00:00+08:00`),
    closesAt: new Date(`${year}-12-31T00:00:00+08:00`),
    by,
  })
  return { id, code }
}
