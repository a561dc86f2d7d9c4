import { Constructed, Empty, Head, Page, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Compared, Edition, KnownArea } from '../queries.ts'
import { phaseOf, todayIn } from '../rules.ts'

export interface Comparison {
  /** Of one fair, newest first. */
  editions: Edition[]
  compared: Map<string, Compared>
  areas: KnownArea[]
}

/** Every edition of every fair of this installation, newest first, and what each fair's editions had in common. */
export function EditionsPage({ reader, fairs, now }: { reader: Reader; fairs: Comparison[]; now: Date }) {
  return (
    <Page reader={reader} title={reader.t('editions.title')} wide>
      <Head title={reader.t('editions.title')} lede={reader.t('editions.lede')} />
      {fairs.length === 0 ? <Empty say={reader.t('editions.none')} /> : null}
      {fairs.map((fair) => (
        <section>
          <h2>
            <Said {...reader.words(fair.editions[0]?.fairName ?? {})} />
          </h2>
          <Compare reader={reader} fair={fair} now={now} />
          <AreasOverTheYears reader={reader} fair={fair} />
        </section>
      ))}
    </Page>
  )
}

function Compare({ reader, fair, now }: { reader: Reader; fair: Comparison; now: Date }) {
  return (
    <div class="scroll" tabindex={0}>
      <table class="editions">
        <thead>
          <tr>
            <th scope="col">{reader.t('editions.edition')}</th>
            <th scope="col">{reader.t('editions.when')}</th>
            <th scope="col">{reader.t('editions.where')}</th>
            <th scope="col" class="number">
              {reader.t('editions.halls')}
            </th>
            <th scope="col" class="number">
              {reader.t('editions.hall-area')}
            </th>
            <th scope="col" class="number">
              {reader.t('editions.areas-and-zones')}
            </th>
          </tr>
        </thead>
        <tbody>
          {fair.editions.map((edition) => {
            const ground = fair.compared.get(edition.id)
            return (
              <tr>
                <th scope="row">
                  <a href={reader.at(`/${edition.code}`)}>
                    <Said {...reader.words(edition.name)} />
                  </a>{' '}
                  {edition.constructed ? <Constructed reader={reader} /> : null}{' '}
                  {edition.shown ? null : <span class="tag wait">{reader.t('editions.hidden')}</span>}
                </th>
                <td>
                  {reader.days(edition.opensOn, edition.closesOn)}
                  <br />
                  <span class="why">
                    <PhaseOf reader={reader} edition={edition} now={now} />
                  </span>
                </td>
                <td>
                  <Said {...reader.words(edition.city)} />
                </td>
                <td class="number">{counted(reader, ground?.halls)}</td>
                <td class="number">
                  {ground?.hallAreaM2
                    ? reader.t('editions.square-metres', { area: Math.round(ground.hallAreaM2) })
                    : '–'}
                </td>
                <td class="number">{counted(reader, ground?.areaCodes.length)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

const counted = (reader: Reader, count: number | undefined) => (count ? reader.number(count) : '–')

/** Which areas and zones each edition had: their codes stay, so that editions compare. */
function AreasOverTheYears({ reader, fair }: { reader: Reader; fair: Comparison }) {
  const editions = fair.editions.toReversed()
  if (fair.areas.length === 0 || editions.length < 2) return null
  const has = (edition: Edition, code: string) => fair.compared.get(edition.id)?.areaCodes.includes(code) ?? false
  const since = (code: string) => editions.findIndex((edition) => has(edition, code))
  const sorted = fair.areas.toSorted(
    (a, b) =>
      Number(a.kind === 'zone') - Number(b.kind === 'zone') ||
      since(a.code) - since(b.code) ||
      reader.compare(reader.words(a.name).text, reader.words(b.name).text),
  )
  return (
    <>
      <h3>{reader.t('editions.areas-over-years')}</h3>
      <div class="scroll" tabindex={0}>
        <table class="years">
          <thead>
            <tr>
              <td />
              {editions.map((edition) => (
                <th scope="col">
                  <a href={reader.at(`/${edition.code}/venue`)} title={reader.words(edition.name).text}>
                    {edition.code.split('-')[1]}
                  </a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((area) => (
              <tr>
                <th scope="row" class={area.kind === 'zone' ? 'within' : undefined}>
                  <Said {...reader.words(area.name)} />
                </th>
                {editions.map((edition) =>
                  has(edition, area.code) ? (
                    <td class={`tint-${area.tint}`}>
                      <span class="heard">{reader.t('editions.was-there')}</span>
                    </td>
                  ) : (
                    <td>
                      <span class="heard">{reader.t('editions.was-not-there')}</span>
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

export function PhaseOf({ reader, edition, now }: { reader: Reader; edition: Edition; now: Date }) {
  const phase = phaseOf(edition, todayIn(edition, now))
  if (phase.phase === 'before') return <span>{reader.t('editions.opens-in', { days: phase.days })}</span>
  if (phase.phase === 'over')
    return <span>{reader.t('editions.closed-on', { day: reader.day(edition.closesOn) })}</span>
  return <span class="tag ok">{reader.t('editions.open-day', { day: phase.day, of: phase.of })}</span>
}
