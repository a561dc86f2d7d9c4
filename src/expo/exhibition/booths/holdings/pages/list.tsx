import { applicationAddress } from '#expo/exhibition/applications/index.ts'
import { referenceOf } from '#expo/exhibition/applications/rules.ts'
import type { Area, Edition } from '#expo/ground/editions/index.ts'
import { Constructed, Empty, Head, Next, Page, RingLegend, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import { HOLDING_STATES, type HoldingState } from '../../words.ts'
import type { ListedHolding } from '../queries.ts'
import { numbersOf } from '../say.ts'
import { HoldingTag } from './parts.tsx'

/** Who has which booths: what waits for an answer, what is held, what has ended. */
export function HoldingsPage(props: {
  reader: Reader
  edition: Edition
  areas: readonly Area[]
  rows: readonly ListedHolding[]
  counts: Partial<Record<HoldingState, number>>
  state: HoldingState
  next: string | null
}) {
  const { reader, edition, rows, counts, state } = props
  const at = reader.at(`/${edition.code}/staff/holdings`)
  const areaOf = (code: string | null) => {
    const area = props.areas.find((one) => one.code === code)
    return area ? <Said {...reader.words(area.name)} /> : '–'
  }
  return (
    <Page reader={reader} title={reader.t('holdings.title')} wide>
      <Trail
        reader={reader}
        steps={[{ href: reader.at(`/${edition.code}/staff`), label: reader.t('front.way-staff') }]}
      />
      <Head
        title={reader.t('holdings.title')}
        kicker={reader.words(edition.name).text}
        lede={reader.t('holdings.lede')}
      >
        <p class="deeds">
          <a class="act" href={reader.at(`/${edition.code}/staff/plans`)}>
            {reader.t('booths.plans')}
          </a>
          <a class="act" href={reader.at(`/${edition.code}/staff/allocation`)}>
            {reader.t('holdings.allocation')}
          </a>
        </p>
      </Head>
      <nav class="states" aria-label={reader.t('holdings.by-state')}>
        {HOLDING_STATES.map((one) => (
          <a href={`${at}?state=${one}`} aria-current={one === state ? 'page' : undefined}>
            {reader.t(`holdings.states.${one}`)} <span class="soft">{reader.number(counts[one] ?? 0)}</span>
          </a>
        ))}
      </nav>
      {rows.length === 0 ? (
        <Empty say={reader.t('holdings.none-in-state')} />
      ) : (
        <div class="scroll" tabindex={0}>
          <table class="roomy">
            <thead>
              <tr>
                <th scope="col">{reader.t('holdings.application')}</th>
                <th scope="col">{reader.t('holdings.booths')}</th>
                <th scope="col">{reader.t('booths.area')}</th>
                <th scope="col" class="number">
                  {reader.t('booths.size-m2')}
                </th>
                <th scope="col">{reader.t('booths.state')}</th>
                <th scope="col">{reader.t('holdings.when')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <th scope="row">
                    <a href={reader.at(`${applicationAddress(edition, { id: row.applicationId })}/booth`)}>
                      <Said {...reader.words(row.names)} />
                    </a>{' '}
                    {row.number === null ? null : <span class="soft">{referenceOf(edition.code, row.number)}</span>}
                  </th>
                  <td>
                    {numbersOf(reader, row)} {row.constructed ? <Constructed reader={reader} small /> : null}
                  </td>
                  <td>{areaOf(row.areaCode)}</td>
                  <td class="number">{reader.number(row.areaM2)}</td>
                  <td>
                    <HoldingTag reader={reader} state={row.state} />
                  </td>
                  <td>{whenOf(reader, edition, row)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.some((row) => row.constructed) ? <RingLegend reader={reader} /> : null}
      <Next reader={reader} href={props.next ? `${at}?state=${state}&before=${props.next}` : null} />
      <p class="why">
        {reader.t('web.export')}: <a href={`${at}.csv`}>CSV</a>
      </p>
    </Page>
  )
}

function whenOf(reader: Reader, { timeZone }: Edition, row: ListedHolding): string {
  if (row.state === 'accepted' && row.acceptedOn)
    return reader.t('holdings.held-since', { day: reader.day(row.acceptedOn, 'medium') })
  if (row.endedOn && row.endedAs)
    return `${reader.day(row.endedOn, 'medium')} · ${reader.t(`holdings.ends.${row.endedAs}`)}`
  if (row.state === 'change-asked' && row.changeBy)
    return reader.t('holdings.needed-by', { day: reader.day(row.changeBy, 'medium') })
  return row.answerBy
    ? reader.t('holdings.answer-until', { moment: reader.moment(row.answerBy, timeZone, 'short') })
    : '–'
}
