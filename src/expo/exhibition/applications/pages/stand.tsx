import type { PropsWithChildren } from 'hono/jsx'
import type { Edition } from '#expo/ground/editions/index.ts'
import { Constructed, Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Application } from '../queries/applications.ts'
import { referenceOf } from '../rules.ts'
import { STAND_WAYS, type StandWay } from '../words.ts'
import { StateTag } from './parts.tsx'

export const applicationAddress = (edition: { code: string }, application: { id: string }) =>
  `/${edition.code}/applications/${application.id}`

/** Where staff's queue of an edition stands. */
export const queueAddress = (edition: { code: string }) => `/${edition.code}/staff/applications`

/** The ways from the application to the payments, as far as there is something to see. */
export function StandWays(props: {
  reader: Reader
  edition: { code: string }
  application: Application
  here?: StandWay
}) {
  const { reader, edition, application, here } = props
  // Whoever withdrew after it was accepted still looks up what is owed or paid back.
  const ways = STAND_WAYS.filter((way) => way.from === 'begun' || application.acceptedOn !== null)
  if (ways.length < 2) return null
  const at = reader.at(applicationAddress(edition, application))
  return (
    <nav class="states" aria-label={reader.t('applications.ways')}>
      {ways.map((way) => (
        <a href={`${at}${way.path}`} aria-current={way.code === here ? 'page' : undefined}>
          {reader.t(`applications.way.${way.code}`)}
        </a>
      ))}
    </nav>
  )
}

/**
 * The frame of every page of one application: whose it is, its number and state, and the ways from the application to the payments. Rooms
 * above put their pages into it and add their way to `STAND_WAYS`.
 * @public
 */
export function StandFrame(
  props: PropsWithChildren<{
    reader: Reader
    edition: Edition
    application: Application
    company: { text: string; lang: string }
    here: StandWay
    title: string
    lede?: string
    wide?: boolean
    scripts?: string[]
  }>,
) {
  const { reader, edition, application, company, here, title } = props
  const at = reader.at(applicationAddress(edition, application))
  return (
    <Page
      reader={reader}
      title={`${title} · ${company.text}`}
      wide={props.wide ?? false}
      {...(props.scripts ? { scripts: props.scripts } : {})}
    >
      <Trail
        reader={reader}
        steps={[
          { href: reader.at(`/${edition.code}/exhibit`), label: reader.t('applications.exhibit') },
          ...(here === 'application' ? [] : [{ href: at, label: company.text }]),
        ]}
      />
      <Head title={title} kicker={company.text} {...(props.lede ? { lede: props.lede } : {})}>
        <p>
          <StateTag reader={reader} state={application.state} />{' '}
          {application.number === null ? null : (
            <span class="small">{referenceOf(edition.code, application.number)}</span>
          )}{' '}
          {application.constructed ? <Constructed reader={reader} /> : null}
        </p>
      </Head>
      <StandWays {...props} />
      {props.children}
    </Page>
  )
}
