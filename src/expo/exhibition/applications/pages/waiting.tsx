import type { Area, Edition } from '#expo/ground/editions/index.ts'
import { Empty, Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Demand } from '../queries/capacity.ts'
import type { Decided } from '../queries/decisions.ts'
import { referenceOf } from '../rules.ts'
import type { Reason } from '../words.ts'
import { Demands } from './demand.tsx'
import { Because } from './overview.tsx'
import type { Queued } from './queue.tsx'
import { queueAddress } from './stand.tsx'
import { squareMetres } from './summary.tsx'

/** The wait list by area, in its order: whoever applied first is next when a place frees. */
export function WaitingPage(props: {
  reader: Reader
  edition: Edition
  rows: readonly Queued[]
  decisions: ReadonlyMap<string, Decided>
  reasons: readonly Reason[]
  areas: readonly Area[]
  demand: readonly Demand[]
  drawn: ReadonlyMap<string, number>
  area: string
  /** Whether the rows begin with the first of the list. */
  first: boolean
  next: string | null
}) {
  const { reader, edition, rows, area, areas } = props
  const queue = reader.at(queueAddress(edition))
  const address = `${queue}/waiting`
  const waited = props.demand.filter((one) => one.waiting > 0)
  return (
    <Page reader={reader} title={reader.t('applications.wait-list')} wide>
      <Trail reader={reader} steps={[{ href: queue, label: reader.t('applications.queue') }]} />
      <Head
        title={reader.t('applications.wait-list')}
        kicker={reader.words(edition.name).text}
        lede={reader.t('applications.wait-list-lede')}
      />
      <nav class="states" aria-label={reader.t('applications.area')}>
        <a href={address} aria-current={area === '' ? 'true' : undefined}>
          {reader.t('web.all')}
        </a>
        {waited.map((one) => (
          <a href={`${address}?area=${one.areaCode}`} aria-current={area === one.areaCode ? 'true' : undefined}>
            {reader.words(areas.find((known) => known.code === one.areaCode)?.name ?? {}).text}{' '}
            {reader.number(one.waiting)}
          </a>
        ))}
      </nav>
      <Demands {...props} {...(area === '' ? {} : { only: area })} />
      {rows.length === 0 ? <Empty say={reader.t('applications.wait-list-empty')} /> : null}
      {[...Map.groupBy(rows, (row) => row.application.areaCode ?? '')].map(([code, waiting], index) => (
        <section>
          <h2>
            <Said {...reader.words(areas.find((one) => one.code === code)?.name ?? {})} />
          </h2>
          <Freed {...props} demand={props.demand.find((one) => one.areaCode === code)} />
          <ol class="plain waiting">
            {waiting.map((row, place) => (
              <li class={props.first && place === 0 && (index === 0 || area === '') ? 'sheet due' : undefined}>
                {props.first && place === 0 ? <span class="tag ok">{reader.t('applications.is-next')}</span> : null}{' '}
                <a href={`${queue}/${row.application.id}?state=wait-listed`}>
                  <Said {...row.company} />
                </a>{' '}
                <span class="why">
                  {row.application.number === null ? '' : `${referenceOf(edition.code, row.application.number)} · `}
                  {row.application.areaM2 === null ? '' : squareMetres(reader, row.application.areaM2)} ·{' '}
                  {row.application.submittedOn ? reader.day(row.application.submittedOn, 'medium') : ''}
                </span>
                <Reasoned {...props} id={row.application.id} />
              </li>
            ))}
          </ol>
        </section>
      ))}
      {props.next ? (
        <p>
          <a href={`${address}?${new URLSearchParams({ area, after: props.next })}`}>{reader.t('web.next')}</a>
        </p>
      ) : null}
    </Page>
  )
}

function Freed({ reader, demand }: { reader: Reader; demand: Demand | undefined }) {
  if (!demand || demand.freed === 0) return null
  return (
    <p class="why">
      {reader.t('applications.freed', { count: demand.freed, area: squareMetres(reader, demand.freedM2) })}
    </p>
  )
}

function Reasoned(props: Parameters<typeof WaitingPage>[0] & { id: string }) {
  const decision = props.decisions.get(props.id)
  return decision ? <Because reader={props.reader} decision={decision} reasons={props.reasons} /> : null
}
