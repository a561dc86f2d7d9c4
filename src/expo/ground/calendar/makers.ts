import { system } from '#kernel/actor.ts'
import { day, plusDays } from '#kernel/day.ts'
import { hour } from '#kernel/hour.ts'
import type { Db } from '#platform/database.ts'
import { setHours } from './commands/hours.ts'
import { type PlaceOrder, setPlace } from './commands/places.ts'
import { type Plan, plan } from './commands/plan.ts'

const by = system('test')
let made = 0

/** An instant of 6 November 2023 in Shanghai, or of another day. */
export const at = (clock: string, on = '2023-11-06'): Date => new Date(`${on}T${clock}:00+08:00`)

/** Opens the days of `anEdition`, 5 to 10 November 2023, from nine to five. */
export async function openDays(db: Db, editionId: string): Promise<void> {
  const days = [0, 1, 2, 3, 4, 5].map((count) => plusDays(day('2023-11-05'), count))
  const hours = days.map((one) => ({ day: one, opens: hour('09:00'), closes: hour('17:00') }))
  await setHours(db, { editionId, hours, by })
}

/** A stage without a changeover. */
export async function aPlace(
  db: Db,
  editionId: string,
  over: Partial<PlaceOrder> = {},
): Promise<{ id: string; code: string }> {
  made += 1
  const code = over.code ?? `stage-${made}`
  const { id } = await setPlace(db, {
    editionId,
    kind: 'stage',
    name: { en: `Stage ${made}`, ar: `منصة ${made}` },
    hallCode: null,
    capacity: null,
    changeoverMinutes: 0,
    closed: false,
    place: null,
    today: day('2023-06-01'),
    by,
    ...over,
    code,
  })
  return { id, code }
}

/** A talk that is set and announced, of the edition's own, online unless a place is given, on 6 November from ten to a quarter to eleven. */
export async function aHappening(
  db: Db,
  editionId: string,
  over: Partial<Plan> = {},
): Promise<{ id: string; version: number }> {
  made += 1
  const { id } = await plan(db, {
    editionId,
    owner: { kind: 'edition', id: editionId },
    kind: 'talk',
    title: { en: `Talk ${made}`, ar: `محاضرة ${made}` },
    about: {},
    languages: ['en'],
    public: true,
    titleLanguages: 1,
    placeId: null,
    startsAt: at('10:00'),
    endsAt: at('10:45'),
    unusualWhy: null,
    proposed: false,
    now: at('12:00', '2023-06-15'),
    namedIn: 'en',
    by,
    ...over,
  })
  return { id, version: 1 }
}
