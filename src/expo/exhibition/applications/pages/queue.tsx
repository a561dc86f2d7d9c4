import type { Area, Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import { Narrow } from '#web/fields.tsx'
import { Empty, Head, Page, RingLegend, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Application } from '../queries/applications.ts'
import { BOOTH_KINDS, ROLES, STATES, type State } from '../words.ts'
import { QueueRows } from './queue-rows.tsx'
import { queueAddress } from './stand.tsx'

/** A filter of the queue as the address has it; empty where it narrows nothing. */
export interface QueueAsked {
  state: string
  area: string
  zone: string
  kind: string
  role: string
  economy: string
  ldc: string
  recommended: string
  owner: string
  open: string
  q: string
  sort: string
}

export interface Queued {
  application: Application
  company: { text: string; lang: string }
  economy: { text: string; lang: string }
  owner: string | null
}

export interface QueueProps {
  reader: Reader
  edition: Edition
  rows: Queued[]
  counts: Record<State, number>
  asked: QueueAsked
  areas: readonly Area[]
  economies: { value: string; label: string }[]
  staff: { value: string; label: string }[]
  next: string | null
  first: boolean
  today: Day
  manages: boolean
}

/** The parts of a filter that narrow something: what an address needs. */
export const narrowing = (asked: QueueAsked): [string, string][] =>
  Object.entries(asked).filter(([name, value]) => value !== '' && !(name === 'sort' && value === 'age'))

export function QueuePage(props: QueueProps) {
  const { reader, edition, rows, counts, asked } = props
  const address = reader.at(queueAddress(edition))
  const total = STATES.filter((state) => state !== 'discarded').reduce((sum, state) => sum + counts[state], 0)
  const at = (over: Partial<QueueAsked>, more: Record<string, string> = {}) =>
    `${address}?${new URLSearchParams([...narrowing({ ...asked, ...over }), ...Object.entries(more)])}`
  const query = new URLSearchParams(narrowing(asked)).toString()
  return (
    <Page reader={reader} title={reader.t('applications.queue')} wide scripts={['applications-queue']}>
      <Trail
        reader={reader}
        steps={[{ href: reader.at(`/${edition.code}/staff`), label: reader.t('front.way-staff') }]}
      />
      <Head title={reader.t('applications.queue')} kicker={reader.words(edition.name).text}>
        <p class="deeds">
          <a class="act" href={`${address}/waiting`}>
            {reader.t('applications.wait-list')}
          </a>
          {props.manages ? (
            <a class="act" href={`${address}/terms`}>
              {reader.t('applications.terms')}
            </a>
          ) : null}
        </p>
      </Head>
      <nav class="states" aria-label={reader.t('applications.by-state')}>
        <a href={at({ state: '' })} aria-current={asked.state === '' ? 'true' : undefined}>
          {reader.t('web.all')} {reader.number(total)}
        </a>
        {STATES.map((state) => (
          <a href={at({ state })} aria-current={asked.state === state ? 'true' : undefined}>
            {reader.t(`applications.states-short.${state}`)} {reader.number(counts[state])}
          </a>
        ))}
      </nav>
      <Filter {...props} address={address} />
      {rows.length === 0 ? (
        <Empty say={reader.t(total === 0 && query === '' ? 'applications.queue-empty' : 'applications.none-match')} />
      ) : (
        <QueueRows {...props} address={address} query={query} />
      )}
      <p>
        {props.first ? null : <a href={at({})}>{reader.t('applications.first-page')}</a>}{' '}
        {props.next ? <a href={at({}, { after: props.next })}>{reader.t('web.next')}</a> : null}
      </p>
      <p class="why">
        {reader.t('web.export')}: <a href={`${address}.csv?${query}`}>CSV</a> ·{' '}
        <a href={`${address}.xlsx?${query}`}>XLSX</a>
      </p>
      {rows.some((row) => row.application.constructed) ? <RingLegend reader={reader} /> : null}
    </Page>
  )
}

/** What narrows the queue. The commonest stand in the open, the others fold away unless they narrow. */
function Filter(props: QueueProps & { address: string }) {
  const { reader, asked, areas } = props
  const select = (name: keyof QueueAsked, label: string, options: [string, string][]) => (
    <Narrow prefix="q" reader={reader} name={name} label={label} value={asked[name]} options={options} />
  )
  const named = (kind: Area['kind']) =>
    areas.filter((one) => one.kind === kind).map((one): [string, string] => [one.code, reader.words(one.name).text])
  const zones = named('zone')
  const folded = [asked.zone, asked.kind, asked.role, asked.economy, asked.ldc, asked.recommended].some(Boolean)
  const yesNo: [string, string][] = [
    ['yes', reader.t('applications.yes')],
    ['no', reader.t('applications.no')],
  ]
  return (
    <form class="filter" action={props.address}>
      {asked.state ? <input type="hidden" name="state" value={asked.state} /> : null}
      <div class="field">
        <label for="q">{reader.t('applications.name-or-number')}</label>
        <input id="q" name="q" type="search" value={asked.q} dir="auto" />
      </div>
      {select('area', reader.t('applications.area'), named('area'))}
      {select('owner', reader.t('applications.owner'), [
        ['me', reader.t('applications.owner-me')],
        ['none', reader.t('applications.owner-none')],
        ...props.staff.map((one): [string, string] => [one.value, one.label]),
      ])}
      {select('open', reader.t('applications.open-question'), [
        ['heard', reader.t('applications.heard')],
        ['asked', reader.t('applications.asked')],
      ])}
      <Narrow
        prefix="q"
        reader={reader}
        name="sort"
        label={reader.t('applications.sort')}
        value={asked.sort}
        all={false}
        options={(['age', 'newest', 'area', 'size', 'economy'] as const).map((sort) => [
          sort,
          reader.t(`applications.sorts.${sort}`),
        ])}
      />
      <button type="submit" class="act">
        {reader.t('web.filter')}
      </button>
      <details class="more" open={folded}>
        <summary>{reader.t('applications.more-filters')}</summary>
        <div class="filter">
          {zones.length > 0 ? select('zone', reader.t('applications.zone'), zones) : null}
          {select(
            'kind',
            reader.t('applications.booth-kind'),
            BOOTH_KINDS.map((kind) => [kind, reader.t(`applications.kinds.${kind}`)]),
          )}
          {select(
            'role',
            reader.t('applications.role'),
            ROLES.map((role) => [role, reader.t(`applications.roles-short.${role}`)]),
          )}
          {select(
            'economy',
            reader.t('applications.economy'),
            props.economies.map((one) => [one.value, one.label]),
          )}
          {select('ldc', reader.t('applications.ldc-short'), yesNo.slice(0, 1))}
          {select('recommended', reader.t('applications.recommended-filter'), yesNo)}
          <button type="submit" class="act">
            {reader.t('web.filter')}
          </button>
        </div>
      </details>
    </form>
  )
}
