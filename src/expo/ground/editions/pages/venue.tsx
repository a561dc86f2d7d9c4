import { Empty, Head, Page, RingLegend, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Area, Edition, Hall } from '../queries.ts'
import { Halls, squareMetresOf } from './halls.tsx'

/** Where the fair is: the address, its halls drawn to scale, and which area is where. */
export function VenuePage(props: { reader: Reader; edition: Edition; halls: Hall[]; areas: Area[] }) {
  const { reader, edition, halls, areas } = props
  const venue = reader.words(edition.venue)
  const city = reader.words(edition.city).text
  const measures: [string, string | null][] = [
    [reader.t('editions.city'), city],
    [reader.t('editions.indoor-area'), squareMetres(reader, edition.indoorAreaM2)],
    [reader.t('editions.outdoor-area'), squareMetres(reader, edition.outdoorAreaM2)],
    [
      reader.t('editions.halls'),
      halls.length === 0 ? null : reader.t('editions.halls-of', { count: halls.length, area: squareMetresOf(halls) }),
    ],
  ]
  const planOf = (hall: Hall) => reader.at(`/${edition.code}/plan/${encodeURIComponent(hall.code)}`)
  return (
    <Page reader={reader} title={reader.t('editions.venue')} wide>
      <Head
        title={venue.text}
        lang={venue.lang}
        kicker={reader.t('editions.venue')}
        lede={reader.words(edition.venueAddress)}
      />
      <dl class="grid">
        {measures.map(([label, measure]) =>
          measure === null ? null : (
            <div>
              <dt>{label}</dt>
              <dd>{measure}</dd>
            </div>
          ),
        )}
      </dl>
      <h2>{reader.t('editions.areas')}</h2>
      {areas.length === 0 ? <Empty say={reader.t('editions.no-areas')} /> : <Areas {...props} />}
      <h2>{reader.t('editions.halls')}</h2>
      {halls.length === 0 ? <Empty say={reader.t('editions.no-halls')} /> : <Halls {...props} planOf={planOf} />}
      {halls.some((hall) => hall.constructed) ? <RingLegend reader={reader} /> : null}
    </Page>
  )
}

const squareMetres = (reader: Reader, area: number | null) =>
  area === null ? null : reader.t('editions.square-metres', { area })

/** The areas with their zones, and the halls that each is in. */
function Areas({ reader, halls, areas }: { reader: Reader; halls: Hall[]; areas: Area[] }) {
  const hallsOf = (code: string) => halls.filter((hall) => hall.areaCodes.includes(code))
  const Where = ({ code }: { code: string }) => {
    const where = hallsOf(code)
    if (where.length === 0) return null
    return (
      <span class="small">
        {where.map((hall, index) => (
          <>
            {index > 0 ? ' · ' : null}
            <a href={`#hall-${hall.code}`}>{hall.code}</a>
          </>
        ))}
      </span>
    )
  }
  return (
    <ul class="plain columns">
      {areas
        .filter((area) => area.parentCode === null)
        .map((area) => (
          <li class={`area tint-${area.tint}`} id={`area-${area.code}`}>
            <strong>
              <Said {...reader.words(area.name)} />
            </strong>{' '}
            <Where code={area.code} />
            <ul class="plain small">
              {areas
                .filter((zone) => zone.parentCode === area.code)
                .map((zone) => (
                  <li>
                    <Said {...reader.words(zone.name)} /> <Where code={zone.code} />
                  </li>
                ))}
            </ul>
          </li>
        ))}
    </ul>
  )
}
