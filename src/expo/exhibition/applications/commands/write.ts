import { searchCompanies } from '#expo/ground/companies/index.ts'
import { listAreas, listHalls } from '#expo/ground/editions/index.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { isChapter } from '../chapters.ts'
import { type Application, lockApplication } from '../queries/applications.ts'
import { getTerms } from '../queries/terms.ts'
import { mayAskFor, mayWrite } from '../rules.ts'
import type { Block, BoothKind, Nearness, NeighbourWish, Part } from '../words.ts'

/** What every writing brings: which application, the page it was seen on, when, who. */
export interface Writing {
  applicationId: string
  version: number
  now: Date
  by: Actor
}

/** Locks the application and refuses a part that is written no more, and a stale page. */
export async function takeToWrite(tx: Tx, order: Omit<Writing, 'now'>, part: Part): Promise<Application> {
  const application = await lockApplication(tx, order.applicationId)
  insist('applications', mayWrite(application.state, part))
  if (application.version !== order.version) throw new Refusal('conflict', 'web.stale')
  return application
}

/** A draft is written; what was submitted is amended, and staff see that it was. */
export async function written(
  tx: Tx,
  { id, state, version, heardSince }: Application,
  { part, now, by }: { part: Part; now: Date; by: Actor },
): Promise<void> {
  await tx
    .updateTable('applications.applications')
    .set({ version: version + 1, heardSince: state === 'draft' ? heardSince : (heardSince ?? now) })
    .where('id', '=', id)
    .execute()
  if (state === 'draft') await record(tx, { what: 'application.written', about: id, by, details: { part } })
  else await record(tx, { what: 'application.amended', about: id, by, details: { part, state } })
}

/** Writes one part, with its own checks, and says that it was. */
const writing =
  <Said>(part: Part, keep: (tx: Tx, application: Application, said: Said) => Promise<void>) =>
  async (db: Db, { applicationId, version, now, by, ...said }: Writing & Said): Promise<void> => {
    await transact(db, async (tx) => {
      const application = await takeToWrite(tx, { applicationId, version, by }, part)
      await keep(tx, application, said as Said)
      await written(tx, application, { part, now, by })
    })
  }

type Columns = Partial<
  Pick<Application, 'areaCode' | 'zoneCode' | 'showsItself' | 'boothKind' | 'leastOpenSides' | 'shows' | 'hsChapters'>
> &
  Partial<
    Pick<Application, 'brands' | 'certificates' | 'wishes' | 'near' | 'wishedHall' | 'wishedBooths' | 'block'>
  > & {
    areaM2?: string
  }
const set = (tx: Tx, { id }: Application, columns: Columns) =>
  tx.updateTable('applications.applications').set(columns).where('id', '=', id).execute()

/** Whoever stands by what was submitted must ask for something that the edition offers; a draft may still be on its way there. */
async function insistOnStand(tx: Tx, application: Application): Promise<void> {
  const { boothKind, areaM2, areaCode, zoneCode } = application
  if (application.state === 'draft' || boothKind === null || areaM2 === null) return
  const terms = await getTerms(tx, application.editionId)
  insist('applications', mayAskFor({ kind: boothKind, areaM2, areaCode, zoneCode }, terms), 'invalid')
}

/**
 * Say where the company wants to stand: the area, and the special zone in it.
 * Who: those who act for the company. Holds: an area of the edition, and a zone of that area. Follows: `application.written` or `.amended`.
 */
export const writePlace = writing<{ areaCode: string; zoneCode: string | null; showsItself: boolean }>(
  'place',
  async (tx, application, { areaCode, zoneCode, showsItself }) => {
    const areas = await listAreas(tx, application.editionId)
    if (!areas.some((one) => one.code === areaCode && one.kind === 'area'))
      throw new Refusal('invalid', 'applications.no-such-area', {}, 'area')
    if (zoneCode !== null && !areas.some((one) => one.code === zoneCode && one.parentCode === areaCode))
      throw new Refusal('invalid', 'applications.no-such-zone', {}, 'zone')
    await insistOnStand(tx, { ...application, areaCode, zoneCode })
    await set(tx, application, { areaCode, zoneCode, showsItself: application.role === 'exhibitor' || showsItself })
  },
)

/**
 * Say what stand the company wants: its kind, its size, how many sides are open at least.
 * Who: those who act for the company. Holds: what the edition offers. Follows: `application.written` or `.amended`.
 */
export const writeStand = writing<{ boothKind: BoothKind; areaM2: number; leastOpenSides: number }>(
  'stand',
  async (tx, application, { boothKind, areaM2, leastOpenSides }) => {
    const { areaCode, zoneCode, editionId } = application
    const verdict = mayAskFor({ kind: boothKind, areaM2, areaCode, zoneCode }, await getTerms(tx, editionId))
    if (!verdict.ok) {
      const field = verdict.reason === 'kind-not-offered' || verdict.reason === 'pods-elsewhere' ? 'kind' : 'size'
      throw new Refusal('invalid', `applications.${verdict.reason}`, verdict.details, field)
    }
    await set(tx, application, { boothKind, areaM2: String(areaM2), leastOpenSides })
  },
)

/**
 * Say what the company will show.
 * Who: those who act for the company. Holds: chapters of the Harmonized System. Follows: `application.written` or `.amended`.
 */
export const writeGoods = writing<{ shows: Wording; hsChapters: string[]; brands: string; certificates: string }>(
  'goods',
  async (tx, application, said) => {
    if (!said.hsChapters.every(isChapter)) throw new Refusal('invalid', 'web.choose-one', {}, 'chapters')
    if (application.state !== 'draft' && application.showsItself && Object.keys(said.shows).length === 0)
      throw new Refusal('invalid', 'web.required', {}, 'shows')
    if (application.state !== 'draft' && application.showsItself && said.hsChapters.length === 0)
      throw new Refusal('invalid', 'web.choose-some', {}, 'chapters')
    await set(tx, application, said)
  },
)

/**
 * Say what the company wishes: near what, in which hall, beside whom, apart from whom. Wishes bind nobody.
 * Who: those who act for the company. Holds: a hall of the edition. Follows: `application.written` or `.amended`.
 * @public
 */
export const writeWishes = writing<{
  wishes: string
  near: Nearness[]
  wishedHall: string | null
  wishedBooths: string[]
  block: Block
  neighbours: Record<NeighbourWish, string[]>
}>('wishes', async (tx, application, { neighbours, ...said }) => {
  if (
    said.wishedHall !== null &&
    !(await listHalls(tx, application.editionId)).some((one) => one.code === said.wishedHall)
  )
    throw new Refusal('invalid', 'applications.no-such-hall', {}, 'hall')
  await set(tx, application, said)
  await tx.deleteFrom('applications.neighbours').where('applicationId', '=', application.id).execute()
  const rows = Object.entries(neighbours).flatMap(([wish, names]) =>
    [...new Set(names)].map((name) => ({ wish: wish as NeighbourWish, name })),
  )
  for (const row of rows) {
    const companyId = await namedCompany(tx, row.name, application.companyId)
    await tx
      .insertInto('applications.neighbours')
      .values({ ...row, applicationId: application.id, companyId })
      .execute()
  }
})

/** The one public company of that very name, if there is one: nobody learns here that another exists. */
async function namedCompany(tx: Tx, name: string, besides: string): Promise<string | null> {
  const named = (await searchCompanies(tx, { words: name, known: true }, 10)).filter(
    (one) => one.id !== besides && Object.values(one.names).some((own) => sameName(own, name)),
  )
  return named.length === 1 ? (named[0]?.id ?? null) : null
}
const sameName = (one: string, other: string) => one.toLocaleLowerCase() === other.toLocaleLowerCase()
