import { Constructed, Empty, Head, Page, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Area, Edition, Hall } from '../queries.ts'

/** Where the fair is: the address, its halls in metres, and which area is where. */
export function VenuePage({
  reader,
  edition,
  halls,
  areas,
}: {
  reader: Reader
  edition: Edition
  halls: Hall[]
  areas: Area[]
}) {
  const venue = reader.words(edition.venue)
  const nameOf = (code: string) => {
    const area = areas.find((one) => one.code === code)
    return area ? reader.words(area.name) : { text: code, lang: 'en' }
  }
  return (
    <Page reader={reader} title={reader.t('editions.venue')} wide>
      <Head
        title={venue.text}
        lang={venue.lang}
        kicker={reader.t('editions.venue')}
        lede={reader.words(edition.venueAddress)}
      />
      <dl class="grid">
        {edition.indoorAreaM2 === null ? null : (
          <div>
            <dt>{reader.t('editions.indoor-area')}</dt>
            <dd>{reader.t('editions.square-metres', { area: edition.indoorAreaM2 })}</dd>
          </div>
        )}
        {edition.outdoorAreaM2 === null ? null : (
          <div>
            <dt>{reader.t('editions.outdoor-area')}</dt>
            <dd>{reader.t('editions.square-metres', { area: edition.outdoorAreaM2 })}</dd>
          </div>
        )}
        <div>
          <dt>{reader.t('editions.halls')}</dt>
          <dd>{reader.number(halls.length)}</dd>
        </div>
      </dl>
      <h2>{reader.t('editions.halls')}</h2>
      {halls.length === 0 ? (
        <Empty say={reader.t('editions.no-halls')} />
      ) : (
        <div class="scroll" tabindex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{reader.t('editions.hall')}</th>
                <th scope="col" class="number">
                  {reader.t('editions.size')}
                </th>
                <th scope="col">{reader.t('editions.what-is-there')}</th>
              </tr>
            </thead>
            <tbody>
              {halls.map((hall) => (
                <tr id={`hall-${hall.code}`}>
                  <th scope="row">
                    <Said {...reader.words(hall.name)} /> {hall.constructed ? <Constructed reader={reader} /> : null}
                  </th>
                  <td class="number">{reader.t('editions.metres-by', { length: hall.lengthM, width: hall.widthM })}</td>
                  <td>
                    {hall.areaCodes.length === 0
                      ? '–'
                      : hall.areaCodes.map((code, index) => (
                          <>
                            {index > 0 ? ' · ' : null}
                            <Said {...nameOf(code)} />
                          </>
                        ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <h2>{reader.t('editions.areas')}</h2>
      {areas.length === 0 ? <Empty say={reader.t('editions.no-areas')} /> : null}
      <ul class="plain columns">
        {areas
          .filter((area) => area.parentCode === null)
          .map((area) => (
            <li class={`area tint-${area.tint}`}>
              <strong>
                <Said {...reader.words(area.name)} />
              </strong>
              <ul class="plain small">
                {areas
                  .filter((zone) => zone.parentCode === area.code)
                  .map((zone) => (
                    <li>
                      <Said {...reader.words(zone.name)} />
                    </li>
                  ))}
              </ul>
            </li>
          ))}
      </ul>
    </Page>
  )
}
