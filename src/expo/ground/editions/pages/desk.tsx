import type { PropsWithChildren } from 'hono/jsx'
import { wallTimeAt } from '#kernel/day.ts'
import { LANGUAGES } from '#kernel/language.ts'
import type { Entry } from '#platform/journal.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Form, TextField } from '#web/fields.tsx'
import { History } from '#web/history.tsx'
import { Constructed, Empty, Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Area, Edition, Hall, RegistrationWindow } from '../queries.ts'
import type { Gap, Step } from '../rules.ts'
import { WINDOW_KINDS } from '../words.ts'
import { Halls, squareMetresOf } from './halls.tsx'
import { ShownTag } from './house.tsx'
import { Windows } from './windows.tsx'

export interface DeskProps {
  reader: Reader
  draft: Draft
  edition: Edition
  areas: Area[]
  halls: Hall[]
  windows: RegistrationWindow[]
  gaps: Gap[]
  entries: Entry[]
  /** The edition's own time. */
  now: Date
  /** What the rehearsal may walk on to. */
  ahead: Step[]
  mayDiscard: boolean
}

export const deskAddress = (edition: Pick<Edition, 'code'>, path = '') => `/${edition.code}/staff/edition${path}`

const SECTIONS = [
  ['facts', 'editions.facts-title'],
  ['areas', 'editions.areas'],
  ['halls', 'editions.halls'],
  ['windows', 'editions.calendar'],
  ['clock', 'editions.clock'],
  ['history', 'web.history'],
] as const

/** Everything that makes an edition what it is, for those who manage it. */
export function EditionDeskPage(props: DeskProps) {
  const { reader, edition } = props
  const name = reader.words(edition.name)
  return (
    <Page reader={reader} title={`${reader.t('editions.manage')} · ${name.text}`} wide>
      <Trail
        reader={reader}
        steps={[{ href: reader.at(`/${edition.code}/staff`), label: reader.t('front.way-staff') }]}
      />
      <Head
        title={name.text}
        lang={name.lang}
        kicker={reader.t('editions.manage')}
        lede={`${reader.days(edition.opensOn, edition.closesOn)} · ${reader.words(edition.city).text}`}
      >
        <p>
          <ShownTag reader={reader} edition={edition} /> {edition.constructed ? <Constructed reader={reader} /> : null}
        </p>
      </Head>
      <Shown {...props} />
      <nav class="states" aria-label={reader.t('editions.sections')}>
        {SECTIONS.map(([id, key]) => (
          <a href={`#${id}`}>{reader.t(key)}</a>
        ))}
      </nav>
      <Facts {...props} />
      <Areas {...props} />
      <HallsOfTheDesk {...props} />
      <WindowsOfTheDesk {...props} />
      <Clock {...props} />
      <Section {...props} id="history" title={reader.t('web.history')}>
        <History
          reader={reader}
          entries={props.entries}
          timeZone={edition.timeZone}
          say={(entry) => say(reader, entry)}
        />
      </Section>
    </Page>
  )
}

function Section(props: PropsWithChildren<{ id: string; title: string; way?: { href: string; label: string } }>) {
  return (
    <section id={props.id}>
      <h2>{props.title}</h2>
      {props.children}
      {props.way ? (
        <p class="deeds">
          <a class="act" href={props.way.href}>
            {props.way.label}
          </a>
        </p>
      ) : null}
    </section>
  )
}

const WAY_OF: Record<Gap, string> = {
  languages: 'facts',
  address: 'facts',
  areas: 'areas',
  halls: 'halls',
  windows: 'windows',
  clock: 'clock',
}

/** Whether the public sees the edition, what that means, what may still want doing, and the button that turns it round. */
function Shown(props: DeskProps) {
  const { reader, edition, gaps } = props
  const deed = (which: 'show' | 'hide') => (
    <Form
      reader={reader}
      draft={emptyDraft}
      action={reader.at(deskAddress(edition, `/${which}`))}
      submit={reader.t(which === 'show' ? 'editions.show' : 'editions.hide')}
      tone={which === 'show' ? 'first' : 'grave'}
    />
  )
  return (
    <section class={edition.shown ? 'sheet counted' : 'sheet due'}>
      <h2>{reader.t(edition.shown ? 'editions.shown-title' : 'editions.hidden-title')}</h2>
      <p>{reader.t(edition.shown ? 'editions.shown-means' : 'editions.hidden-means')}</p>
      {gaps.length === 0 ? null : (
        <>
          <p>{reader.t('editions.gaps')}</p>
          <ul>
            {gaps.map((gap) => (
              <li>
                <a href={`#${WAY_OF[gap]}`}>{reader.t(`editions.gap.${gap}`)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {edition.shown ? (
        <details>
          <summary>{reader.t('editions.hide-again')}</summary>
          <p>{reader.t('editions.hide-means')}</p>
          {deed('hide')}
        </details>
      ) : (
        deed('show')
      )}
      {!edition.shown && props.mayDiscard ? (
        <details>
          <summary>{reader.t('editions.discard')}</summary>
          <p>{reader.t('editions.discard-means', { code: edition.code })}</p>
          <Form
            reader={reader}
            draft={emptyDraft}
            action={reader.at(`/house/editions/${edition.code}/discard`)}
            submit={reader.t('editions.discard')}
            tone="grave"
          />
        </details>
      ) : null}
    </section>
  )
}

function Facts(props: DeskProps) {
  const { reader, edition } = props
  const spoken = LANGUAGES.filter((language) => edition.name[language]).length
  const squareMetres = (area: number | null) => (area === null ? '–' : reader.t('editions.square-metres', { area }))
  const facts: [string, string][] = [
    [reader.t('editions.number'), reader.number(edition.number)],
    [reader.t('editions.when'), reader.days(edition.opensOn, edition.closesOn)],
    [reader.t('editions.venue'), reader.words(edition.venue).text],
    [reader.t('editions.address'), reader.words(edition.venueAddress).text || '–'],
    [reader.t('editions.time-zone'), `${reader.zone(edition.timeZone)} (${edition.timeZone})`],
    [reader.t('editions.indoor-area'), squareMetres(edition.indoorAreaM2)],
    [reader.t('editions.outdoor-area'), squareMetres(edition.outdoorAreaM2)],
    [reader.t('editions.currency'), edition.currency],
    [reader.t('editions.ldc-day'), reader.day(edition.ldcReferenceDay)],
    [reader.t('editions.languages'), reader.t('editions.languages-of', { spoken, all: LANGUAGES.length })],
    [reader.t('editions.edition-code'), edition.code],
    [reader.t('editions.source'), edition.source ?? '–'],
  ]
  return (
    <Section
      id="facts"
      title={reader.t('editions.facts-title')}
      way={{ href: reader.at(deskAddress(edition, '/facts')), label: reader.t('editions.change-facts') }}
    >
      <dl class="grid tight">
        {facts.map(([label, fact]) => (
          <div>
            <dt>{label}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

/** Areas and their zones as a tree, in their order, which buttons change. */
function Areas({ reader, edition, areas, halls }: DeskProps) {
  const branch = (parent: string | null) => {
    const beside = areas.filter((area) => area.parentCode === parent)
    if (beside.length === 0) return null
    return (
      <ol class="plain tree">
        {beside.map((area, index) => (
          <li>
            <div class="branch">
              <i class={`swatch tint-${area.tint}`} />
              <a href={reader.at(deskAddress(edition, `/areas/${area.code}`))}>
                <Said {...reader.words(area.name)} />
              </a>
              <code class="small soft">{area.code}</code>
              {area.kind === 'area' || area.kind === 'zone' ? null : (
                <span class="tag">{reader.t(`editions.kinds.${area.kind}`)}</span>
              )}
              <span class="why">
                {halls
                  .filter((hall) => hall.areaCodes.includes(area.code))
                  .map((hall) => hall.code)
                  .join(' · ')}
              </span>
              <span class="order">
                {index > 0 ? <MoveButton {...{ reader, edition, area }} way="up" to={index - 1} /> : null}
                {index < beside.length - 1 ? (
                  <MoveButton {...{ reader, edition, area }} way="down" to={index + 1} />
                ) : null}
              </span>
            </div>
            {branch(area.code)}
          </li>
        ))}
      </ol>
    )
  }
  return (
    <Section
      id="areas"
      title={reader.t('editions.areas')}
      way={{ href: reader.at(deskAddress(edition, '/areas')), label: reader.t('editions.add-area') }}
    >
      {areas.length === 0 ? <Empty say={reader.t('editions.areas-begin')} /> : branch(null)}
    </Section>
  )
}

/** The place is said whole, so that a button pressed twice moves once. */
function MoveButton(props: { reader: Reader; edition: Edition; area: Area; way: 'up' | 'down'; to: number }) {
  const { reader, area, way } = props
  const label = reader.t(way === 'up' ? 'editions.move-up' : 'editions.move-down', {
    name: reader.words(area.name).text,
  })
  return (
    <form method="post" action={reader.at(deskAddress(props.edition, `/areas/${area.code}/move`))} class="inline">
      <input type="hidden" name="to" value={String(props.to)} />
      <button type="submit" class="arrow" aria-label={label} title={label}>
        {way === 'up' ? '↑' : '↓'}
      </button>
    </form>
  )
}

function HallsOfTheDesk({ reader, edition, halls, areas }: DeskProps) {
  return (
    <Section
      id="halls"
      title={reader.t('editions.halls')}
      way={{ href: reader.at(deskAddress(edition, '/halls')), label: reader.t('editions.add-hall') }}
    >
      {halls.length === 0 ? (
        <Empty say={reader.t('editions.halls-begin')} />
      ) : (
        <>
          <p>{reader.t('editions.halls-of', { count: halls.length, area: squareMetresOf(halls) })}</p>
          <Halls
            reader={reader}
            halls={halls}
            areas={areas}
            deeds={(hall) => (
              <a href={reader.at(deskAddress(edition, `/halls/${hall.code}`))}>
                {reader.t('editions.edit-hall', { code: hall.code })}
              </a>
            )}
          />
        </>
      )}
    </Section>
  )
}

function WindowsOfTheDesk({ reader, edition, windows, now }: DeskProps) {
  const missing = WINDOW_KINDS.filter((kind) => !windows.some((window) => window.kind === kind))
  const at = (kind: string) => reader.at(deskAddress(edition, `/windows/${kind}`))
  return (
    <Section id="windows" title={reader.t('editions.calendar')}>
      {windows.length === 0 ? (
        <Empty say={reader.t('editions.windows-begin')} />
      ) : (
        <Windows
          reader={reader}
          edition={edition}
          windows={windows}
          now={now}
          deeds={(window) => <a href={at(window.kind)}>{reader.t('editions.change-window')}</a>}
        />
      )}
      {missing.length === 0 ? null : (
        <>
          <h3>{reader.t('editions.windows-not-set')}</h3>
          <ul class="plain columns">
            {missing.map((kind) => (
              <li>
                <a href={at(kind)}>{reader.t(`editions.windows.${kind}`)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

/** The rehearsal clock: set it, walk on to what comes next, give the real time back. */
function Clock({ reader, draft, edition, now, ahead }: DeskProps) {
  const { timeZone } = edition
  const rehearsing = edition.rehearsalFrom !== null
  const clock = reader.at(deskAddress(edition, '/clock'))
  return (
    <Section id="clock" title={reader.t('editions.clock')}>
      <p>{reader.t('editions.clock-about')}</p>
      <p>
        <strong>
          {reader.t(rehearsing ? 'editions.clock-stands' : 'editions.clock-real', {
            moment: reader.moment(now, timeZone),
            zone: reader.zone(timeZone),
          })}
        </strong>
      </p>
      {ahead.length === 0 ? null : (
        <div class="deeds">
          {ahead.map((step) => (
            <form method="post" action={clock} class="inline">
              <input type="hidden" name="to" value={wallTimeAt(step.at, timeZone)} />
              <button type="submit" class="act" title={reader.moment(step.at, timeZone)}>
                {reader.t(`editions.walk.${step.to}`, {
                  window: step.kind ? reader.t(`editions.windows.${step.kind}`) : '',
                })}
              </button>
            </form>
          ))}
        </div>
      )}
      <Form reader={reader} draft={draft} action={clock} submit={reader.t('editions.clock-set')} tone="plain">
        <TextField
          reader={reader}
          draft={draft}
          name="to"
          type="datetime-local"
          label={reader.t('editions.clock-to', { zone: reader.zone(timeZone) })}
          value={wallTimeAt(now, timeZone)}
          required
        />
      </Form>
      {rehearsing ? (
        <Form
          reader={reader}
          draft={emptyDraft}
          action={`${clock}/stop`}
          submit={reader.t('editions.clock-stop')}
          tone="grave"
        />
      ) : null}
    </Section>
  )
}

const KNOWN = new Set([
  'edition.set-up',
  'edition.changed',
  'edition.shown',
  'edition.hidden',
  'edition.clock-set',
  'edition.window-set',
  'edition.window-removed',
  'edition.hall-set',
  'edition.hall-removed',
  'edition.area-set',
  'edition.area-moved',
  'edition.area-removed',
] as const)
type Known = typeof KNOWN extends Set<infer What> ? What : never

function say(reader: Reader, entry: Entry): string | null {
  if (!KNOWN.has(entry.what as Known)) return null
  const { code, kind, to } = entry.details as Record<string, string | null | undefined>
  const window = WINDOW_KINDS.find((one) => one === kind)
  return reader.t(`editions.facts.${entry.what as Known}`, {
    thing: window ? reader.t(`editions.windows.${window}`) : (code ?? ''),
    stopped: String(to === null),
  })
}
