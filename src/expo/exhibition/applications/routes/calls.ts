import { type Company, getCompany, listCompanies } from '#expo/ground/companies/index.ts'
import { listEconomies, listMembersOn } from '#expo/ground/economies/index.ts'
import { type Edition, findWindow } from '#expo/ground/editions/index.ts'
import { mayRegisterNow, nowIn, todayIn } from '#expo/ground/editions/rules.ts'
import { listHolders, listPeople } from '#expo/ground/people/index.ts'
import { holds } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Call } from '#web/door.ts'
import type { Option } from '#web/fields.tsx'
import { tidy } from '#web/form.ts'
import type { Sent } from '../commands/documents.ts'
import type { Application } from '../queries/applications.ts'

/** What the doors of this room ask of a call. */

/** The day at the venue. */
export const todayOf = (call: Call<unknown>, edition: Edition): Day => todayIn(edition, call.now)

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** An id as an address or a form brings it; '' for anything else. */
export const asId = (told: string): string => (UUID.test(told) ? told : '')
export const idIn = (call: Call<unknown>, name: string): string => asId(call.query.get(name) ?? '')
/** A short word of an address, such as a code. */
export const codeIn = (call: Call<unknown>, name: string): string => (call.query.get(name) ?? '').slice(0, 40)
export const wordsIn = (call: Call<unknown>): string => tidy(call.query.get('q') ?? '').slice(0, 200)
export const oneOf = <const Values extends readonly string[]>(call: Call<unknown>, name: string, values: Values) =>
  values.find((one): one is Values[number] => one === call.query.get(name))

/** Countries and territories to choose from, in the reader's alphabet; organisations too where they are asked for. */
export async function economyOptions(
  { house, reader }: Call<unknown>,
  { organisations = false }: { organisations?: boolean } = {},
): Promise<Option[]> {
  return (await listEconomies(house.db))
    .filter((one) => organisations || one.kind === 'country')
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

/** Whoever asks is one of a company's own people; administrators of the house are not. */
export const isOwn = ({ actor }: Call<unknown>, companyId: string): boolean =>
  holds(actor, 'administrator', 'company', companyId) || holds(actor, 'member', 'company', companyId)

/** The company that an application is of, and what this reader calls it. */
export async function applicantOf(
  { house, reader }: Call<unknown>,
  { companyId }: Application,
): Promise<{ organisation: Company; company: { text: string; lang: string } }> {
  const organisation = await getCompany(house.db, companyId)
  return { organisation, company: reader.words(organisation.names) }
}

/** What this reader calls the companies of some applications, in one query. */
export async function applicantNames({ house, reader }: Call<unknown>, applications: readonly Application[]) {
  const companies = await listCompanies(
    house.db,
    applications.map((one) => one.companyId),
  )
  return ({ companyId }: Application) => reader.words(companies.get(companyId)?.names ?? {})
}

/** Is an economy among the least developed on the edition's day? Asked of many, in one query. */
export async function leastDevelopedOn({ house }: Call<unknown>, edition: Edition): Promise<ReadonlySet<string>> {
  return new Set(await listMembersOn(house.db, 'LDC', edition.ldcReferenceDay))
}

/** Whether applications are taken now, and until or from when, in words; a draft that was let in late has its own end. */
export async function windowOf(
  call: Call<unknown>,
  edition: Edition,
  lateUntil: Date | null = null,
): Promise<{ open: boolean; say: string }> {
  const { house, reader } = call
  const window = await findWindow(house.db, edition.id, 'exhibitor-application')
  const now = nowIn(edition, call.now)
  const say = (at: Date) => ({ moment: reader.moment(at, edition.timeZone), zone: reader.zone(edition.timeZone) })
  if (lateUntil !== null && now < lateUntil)
    return { open: true, say: reader.t('applications.window-late', say(lateUntil)) }
  if (!window) return { open: false, say: reader.t('applications.window-none') }
  if (mayRegisterNow(window, now).ok)
    return { open: true, say: reader.t('applications.window-open', say(window.closesAt)) }
  return now < window.opensAt
    ? { open: false, say: reader.t('applications.window-before', say(window.opensAt)) }
    : { open: false, say: reader.t('applications.window-over', say(window.closesAt)) }
}

/** The staff of an edition to choose an owner from. */
export async function staffOptions({ house }: Call<unknown>, edition: Edition): Promise<Option[]> {
  const holders = [
    ...(await listHolders(house.db, 'edition', edition.id)),
    ...(await listHolders(house.db, 'house', '')),
  ]
  return [...new Map(holders.map((one) => [one.personId, { value: one.personId, label: one.name }])).values()]
}

/** What people are called, by their ids; those erased are missing. */
export async function namesOfPeople({ house }: Call<unknown>, ids: readonly (string | null)[]) {
  const people = await listPeople(
    house.db,
    ids.filter((one) => one !== null),
  )
  return new Map([...people].map(([id, one]) => [id, one.name]))
}

/** A file of a form, read; null where none was chosen. */
export async function sentIn(file: File | null): Promise<Sent | null> {
  return file && { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
}

/** A form around a file weighs a little, too. */
export const FORM_AROUND = 64 * 1024

/**
 * A kept file as whoever may have it takes it home.
 * Danger: it came from outside. It is never opened here as a page of ours, and kept by no cache.
 */
export async function fileOf(
  { house }: Call<unknown>,
  kept: { digest: string | null; fileName: string | null; mediaType: string | null },
): Promise<Response> {
  const file = kept.digest && (await house.files.open(kept.digest))
  if (!file) throw new Refusal('missing', 'web.no-such-page')
  const name = encodeURIComponent(kept.fileName ?? 'document')
  return new Response(file.stream, {
    headers: {
      'content-type': kept.mediaType ?? 'application/octet-stream',
      'content-length': String(file.size),
      'content-disposition': `attachment; filename="document"; filename*=UTF-8''${name}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
