// TEMPORARY: stands in for the applications room until it is on main.
import type { PropsWithChildren } from 'hono/jsx'
import { type Edition, editionInPath } from '#expo/ground/editions/index.ts'
import { type Actor, holds, isHouseAdministrator, isStaffOf } from '#kernel/actor.ts'
import { permission } from '#kernel/permission.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Call } from '#web/door.ts'
import { Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'

export interface Application {
  id: string
  editionId: string
  companyId: string
  number: number | null
  state: string
  constructed: boolean
}
export interface Standing {
  edition: Edition
  application: Application
}
export const applicationAddress = (edition: { code: string }, application: { id: string }) =>
  `/${edition.code}/applications/${application.id}`
export async function applicationInPath(call: Call): Promise<Standing> {
  const edition = await editionInPath(call)
  const application = await call.house.db
    .selectFrom('applicationsViews.applications')
    .selectAll()
    .where('id', '=', call.params.id ?? '')
    .where('editionId', '=', edition.id)
    .executeTakeFirst()
  if (!application) throw new Refusal('missing', 'web.no-such-page')
  return { edition, application }
}
const actsFor = (actor: Actor, companyId: string): boolean =>
  isHouseAdministrator(actor) ||
  holds(actor, 'administrator', 'company', companyId) ||
  holds(actor, 'member', 'company', companyId)
export const mayActForApplicant = permission<Standing>('act for the applicant', (actor, { application }) =>
  actsFor(actor, application.companyId),
)
export const maySeeApplication = permission<Standing>(
  'see the application',
  (actor, { edition, application }) => isStaffOf(actor, edition.id) || actsFor(actor, application.companyId),
)
export const mayReview = permission<Standing>('review the application', (actor, { edition }) =>
  isStaffOf(actor, edition.id),
)
const WAYS = [
  ['application', ''],
  ['statement', '/statement'],
  ['contract', '/contract'],
  ['payments', '/payments'],
] as const
export function StandFrame(
  props: PropsWithChildren<{
    reader: Reader
    edition: Edition
    application: Application
    company: { text: string; lang: string }
    here: string
    title: string
    lede?: string
    wide?: boolean
  }>,
) {
  const { reader, edition, application, company, here, title } = props
  const at = reader.at(applicationAddress(edition, application))
  return (
    <Page reader={reader} title={`${title} · ${company.text}`} wide={props.wide ?? false}>
      <Trail reader={reader} steps={[{ href: at, label: company.text }]} />
      <Head title={title} kicker={company.text} {...(props.lede ? { lede: props.lede } : {})} />
      <nav class="states" aria-label="ways">
        {WAYS.map(([code, path]) => (
          <a href={`${at}${path}`} aria-current={code === here ? 'page' : undefined}>
            {code}
          </a>
        ))}
      </nav>
      {props.children}
    </Page>
  )
}
export const endHolding =
  (_by: Actor, _why: string) => async (tx: import('#platform/database.ts').Tx, applicationId: string) => {
    await (await import('kysely'))
      .sql`update booths_views.holdings set state = 'ended' where application_id = ${applicationId}`.execute(tx)
  }
