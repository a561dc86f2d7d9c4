import type { Edition } from '#expo/ground/editions/index.ts'
import { Empty, Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import { boothHref, type Ground, GroundSheet } from './parts.tsx'

export interface WhomRow {
  id: string
  name: string
  wantedM2: number
  points: number
  reasons: string[]
  href: string
}

/** From the plan: a booth, who holds it, and whom it would fit. */
export function FitsPage(props: {
  reader: Reader
  edition: Edition
  number: string
  own: string
  ground: Ground | null
  holder: { name: string; href: string } | null
  rows: readonly WhomRow[]
  all: boolean
}) {
  const { reader, edition, number, ground, holder, rows, all } = props
  const title = reader.t('holdings.whom-fits', { number })
  const here = reader.at(`/${edition.code}/staff/booths/${encodeURIComponent(number)}`)
  return (
    <Page reader={reader} title={title} wide>
      <Trail
        reader={reader}
        steps={[
          { href: reader.at(`/${edition.code}/staff`), label: reader.t('front.way-staff') },
          { href: reader.at(`/${edition.code}/staff/holdings`), label: reader.t('holdings.title') },
        ]}
      />
      <Head title={title} lede={reader.t('holdings.whom-fits-says')}>
        <p>
          {holder ? (
            <>
              {reader.t('holdings.is-held-by')}{' '}
              <a href={reader.at(holder.href)}>
                <bdi>{holder.name}</bdi>
              </a>
            </>
          ) : (
            <span class="tag ok">{reader.t('holdings.not-taken')}</span>
          )}
        </p>
      </Head>
      {ground ? <GroundSheet reader={reader} edition={edition} ground={ground} /> : null}
      <p class="deeds">
        <a class="act" href={boothHref(reader, edition, ground?.hall.code ?? '', props.own)}>
          {reader.t('holdings.public-page')}
        </a>
      </p>
      <h2>{reader.t('holdings.applications-fitting')}</h2>
      <p class="why">
        <a href={all ? here : `${here}?all=yes`}>{reader.t(all ? 'holdings.only-without' : 'holdings.also-with')}</a>
      </p>
      {rows.length === 0 ? (
        <Empty say={reader.t('holdings.fits-nobody')} />
      ) : (
        <div class="scroll" tabindex={0}>
          <table class="roomy">
            <thead>
              <tr>
                <th scope="col">{reader.t('holdings.application')}</th>
                <th scope="col" class="number">
                  {reader.t('holdings.wanted-m2')}
                </th>
                <th scope="col" class="number">
                  {reader.t('holdings.points')}
                </th>
                <th scope="col">{reader.t('holdings.because')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <th scope="row">
                    <a href={reader.at(row.href)}>
                      <bdi>{row.name}</bdi>
                    </a>
                  </th>
                  <td class="number">{reader.number(row.wantedM2)}</td>
                  <td class="number">{reader.number(row.points)}</td>
                  <td>{row.reasons.join(' · ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  )
}
