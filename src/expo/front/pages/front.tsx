import { ExhibitionMap, type Listed } from '#expo/exhibition/pavilions/index.ts'
import { type Happening, NowAndNext } from '#expo/ground/calendar/index.ts'
import type { Area, Edition, RegistrationWindow } from '#expo/ground/editions/index.ts'
import type { Phase } from '#expo/ground/editions/rules.ts'
import type { Counted } from '#expo/results/index.ts'
import type { Day } from '#kernel/day.ts'
import { Constructed, Page, RingLegend, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'

export interface FrontProps {
  reader: Reader
  edition: Edition
  phase: Phase
  asOf: Day
  listed: Listed[]
  computed: Counted[]
  areas: Area[]
  open: RegistrationWindow[]
  next: RegistrationWindow[]
  programme: { on: Happening[]; next: Happening[] }
}

/** What, where, when, what is on, and who comes: answered in the first screen. */
export function FrontPage(props: FrontProps) {
  const { reader, edition, listed } = props
  const name = reader.words(edition.name)
  const at = (path: string) => reader.at(`/${edition.code}${path}`)
  return (
    <Page reader={reader} title={name.text} description={sayWho(props)} wide>
      <div class="hero">
        <div>
          <p class="kicker">
            {reader.t('front.kicker', { number: edition.number })} · {reader.days(edition.opensOn, edition.closesOn)}
          </p>
          <h1 lang={name.lang}>{name.text}</h1>
          <p class="when">
            {sayWhen(props)} ·{' '}
            {reader.t('front.at-venue', {
              venue: reader.words(edition.venue).text,
              city: reader.words(edition.city).text,
            })}
          </p>
          <p class="lede">{sayWho(props)}</p>
          <p class="deeds">
            <a class="act first" href={at('/pavilions')}>
              {reader.t(props.phase.phase === 'over' ? 'front.see-pavilions-over' : 'front.see-pavilions')}
            </a>
            <a class="act" href={at('/results')}>
              {reader.t('front.see-results')}
            </a>
            {props.open.some((window) => window.kind === 'exhibitor-application') ? (
              <a class="act" href={at('/exhibit')}>
                {reader.t('front.way-exhibit')}
              </a>
            ) : null}
          </p>
          {edition.constructed ? <Constructed reader={reader} /> : null}
        </div>
        {listed.length > 0 ? <ExhibitionMap reader={reader} edition={edition} listed={listed} /> : <Areas {...props} />}
      </div>
      <Numbers {...props} />
      <WhatIsOn {...props} />
      <div class="two">
        <Registration {...props} />
        {listed.length > 0 ? <Areas {...props} /> : null}
      </div>
      {edition.source ? <p class="why">{reader.t('front.source', { source: edition.source })}</p> : null}
    </Page>
  )
}

function sayWhen({ reader, edition, phase }: FrontProps): string {
  if (phase.phase === 'before') return reader.t('front.when.before', { days: phase.days })
  if (phase.phase === 'open') return reader.t('front.when.open', { day: phase.day, of: phase.of })
  return reader.t('front.when.over', { day: reader.day(edition.closesOn) })
}

function sayWho({ reader, phase, listed }: FrontProps): string {
  const organisations = listed.filter((one) => one.region === null).length
  const values = { countries: listed.length - organisations, organisations }
  return reader.t(phase.phase === 'over' ? 'front.lede-over' : 'front.lede', values)
}

function Numbers({ reader, edition, asOf, computed }: FrontProps) {
  const shown = computed.filter((one) => one.value > 0).slice(0, 4)
  if (shown.length === 0) return null
  const constructed = Math.max(...shown.map((one) => one.constructed))
  return (
    <section>
      <h2 class="kicker">{reader.t('front.numbers', { day: reader.day(asOf) })}</h2>
      <ul class="tiles">
        {shown.map(({ figure, value }) => (
          <li>
            <a href={reader.at(`/${edition.code}/results/${figure.id}?as-of=${asOf}`)}>
              <span class="n">{reader.number(value)}</span>
              {reader.t(`results.figures.${figure.id}.name`)}
            </a>
          </li>
        ))}
      </ul>
      <p class="why">
        {reader.t('front.numbers-why')}{' '}
        {constructed > 0 ? reader.t('results.footnotes.constructed', { count: constructed }) : null}
      </p>
    </section>
  )
}

/** What the programme has on at this hour and next, as soon as there is one. */
function WhatIsOn({ reader, edition, programme }: FrontProps) {
  if (programme.on.length + programme.next.length === 0) return null
  return (
    <section>
      <h2>{reader.t('front.now')}</h2>
      <NowAndNext reader={reader} edition={edition} {...programme} />
      {[...programme.on, ...programme.next].some((one) => one.constructed) ? (
        <RingLegend reader={reader} why={reader.t('calendar.constructed-why')} />
      ) : null}
      <p>
        <a href={reader.at(`/${edition.code}/programme`)}>{reader.t('front.see-programme')}</a>
      </p>
    </section>
  )
}

function Registration({ reader, edition, open, next }: FrontProps) {
  const windows = (list: RegistrationWindow[], moment: (window: RegistrationWindow) => string) => (
    <ul class="plain windows">
      {list.map((window) => (
        <li>
          <a href={reader.at(`/${edition.code}/calendar#${window.kind}`)}>
            {reader.t(`editions.windows.${window.kind}`)}
          </a>{' '}
          <span class="why">{moment(window)}</span>
        </li>
      ))}
    </ul>
  )
  const at = (moment: Date) => reader.moment(moment, edition.timeZone)
  return (
    <section>
      <h2>{reader.t('front.registration')}</h2>
      {open.length + next.length === 0 ? <p class="soft">{reader.t('front.now-nothing')}</p> : null}
      {open.length > 0 ? (
        <>
          <h3 class="kicker">{reader.t('front.now-open')}</h3>
          {windows(open, (window) => reader.t('front.until', { moment: at(window.closesAt) }))}
        </>
      ) : null}
      {next.length > 0 ? (
        <>
          <h3 class="kicker">{reader.t('front.now-next')}</h3>
          {windows(next, (window) => reader.t('front.from', { moment: at(window.opensAt) }))}
        </>
      ) : null}
    </section>
  )
}

function Areas({ reader, edition, areas }: FrontProps) {
  const top = areas.filter((area) => area.parentCode === null)
  return (
    <section>
      <h2>{reader.t('front.areas')}</h2>
      {top.length === 0 ? <p class="soft">{reader.t('front.areas-none')}</p> : null}
      <ul class="plain swatches">
        {top.map((area) => (
          <li class={`tint-${area.tint}`}>
            <a href={reader.at(`/${edition.code}/venue`)}>
              <Said {...reader.words(area.name)} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
