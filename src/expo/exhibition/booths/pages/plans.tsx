import type { Edition, Hall } from '#expo/ground/editions/index.ts'
import { Constructed, Empty, Head, Page, RingLegend, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { PlanCount } from '../queries.ts'
import { planDesk } from './desk-parts.tsx'

export interface HallRow extends Hall {
  released: PlanCount | null
  draft: (PlanCount & { forbids: number; warns: number }) | null
}

/** Staff's list of halls: what is public, what is being drawn, and what still forbids a release. */
export function PlansPage(props: { reader: Reader; edition: Edition; rows: readonly HallRow[]; manages: boolean }) {
  const { reader, edition, rows } = props
  return (
    <Page reader={reader} title={reader.t('booths.plans')} wide>
      <Trail
        reader={reader}
        steps={[{ href: reader.at(`/${edition.code}/staff`), label: reader.t('front.way-staff') }]}
      />
      <Head
        title={reader.t('booths.plans')}
        kicker={reader.words(edition.name).text}
        lede={reader.t('booths.plans-lede')}
      >
        <p class="deeds">
          <a class="act" href={reader.at(`/${edition.code}/plan`)}>
            {reader.t('booths.see-public')}
          </a>
          <a class="act" href={reader.at(`/${edition.code}/staff/holdings`)}>
            {reader.t('holdings.title')}
          </a>
          {props.manages ? (
            <a class="act" href={reader.at(`/${edition.code}/staff/venue-rules`)}>
              {reader.t('booths.venue-rules')}
            </a>
          ) : null}
        </p>
      </Head>
      {rows.length === 0 ? (
        <Empty say={reader.t('booths.no-halls')} />
      ) : (
        <div class="scroll" tabindex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{reader.t('booths.hall')}</th>
                <th scope="col">{reader.t('booths.released')}</th>
                <th scope="col" class="number">
                  {reader.t('booths.booths')}
                </th>
                <th scope="col" class="number">
                  {reader.t('booths.net-m2')}
                </th>
                <th scope="col" class="number">
                  {reader.t('booths.share')}
                </th>
                <th scope="col">{reader.t('booths.draft')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row reader={reader} edition={edition} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.some((row) => row.released?.constructed) ? <RingLegend reader={reader} /> : null}
    </Page>
  )
}

function Row({ reader, edition, row }: { reader: Reader; edition: Edition; row: HallRow }) {
  const { released, draft } = row
  const share = released ? released.netM2 / (released.lengthM * released.widthM) : 0
  return (
    <tr>
      <th scope="row">
        <a href={reader.at(planDesk(edition, row))}>
          <Said {...reader.words(row.name)} />
        </a>{' '}
        {released?.constructed ? <Constructed reader={reader} small /> : null}
      </th>
      <td>
        {released?.releasedAt
          ? reader.t('booths.version-of', {
              number: released.number,
              moment: reader.moment(released.releasedAt, edition.timeZone, 'short'),
            })
          : '–'}
      </td>
      <td class="number">{released ? reader.number(released.booths) : '–'}</td>
      <td class="number">{released ? reader.number(Math.round(released.netM2)) : '–'}</td>
      <td class="number">{released ? reader.number(share, { style: 'percent' }) : '–'}</td>
      <td>
        {draft ? (
          <>
            <a href={reader.at(`${planDesk(edition, row)}/draft`)}>
              {reader.t('booths.version-of', {
                number: draft.number,
                moment: reader.moment(draft.madeAt, edition.timeZone, 'short'),
              })}
            </a>{' '}
            {draft.forbids > 0 ? (
              <span class="tag stop">{reader.t('booths.forbids-count', { count: draft.forbids })}</span>
            ) : (
              <span class="tag ok">{reader.t('booths.may-be-released')}</span>
            )}
          </>
        ) : (
          '–'
        )}
      </td>
    </tr>
  )
}
