import { raw } from 'hono/html'
import type { Edition, Hall } from '#expo/ground/editions/index.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Empty, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Occupant } from '../../drawing/hall.ts'
import { FromGate, type Gate } from '../../pages/parts.tsx'
import { wholeNumber } from '../../rules/find.ts'
import type { HoldingState } from '../../words.ts'
import type { Holding } from '../queries.ts'
import { numbersOf } from '../say.ts'

const TONE: Record<HoldingState, string> = { offered: 'wait', 'change-asked': 'wait', accepted: 'ok', ended: 'stop' }

export const HoldingTag = ({ reader, state }: { reader: Reader; state: HoldingState }) => (
  <span class={`tag ${TONE[state]}`}>{reader.t(`holdings.states.${state}`)}</span>
)

/** Why a deed was refused, on top: its form may be gone from the page, as somebody else was faster. */
export const Refused = ({ reader, draft }: { reader: Reader; draft: Draft }) =>
  draft.refusal ? (
    <p class="refusal" role="alert" id="refusal" tabindex={-1}>
      <strong>{reader.sentence(draft.refusal.code, draft.refusal.details)}</strong>
    </p>
  ) : null

/** What was typed into one form of several on a page; what it was refused for stands on top. */
export const draftOfForm = <Which extends string>(draft: Draft, which: Which | null, form: Which): Draft => ({
  ...(which === form ? { ...draft, refusal: null } : emptyDraft),
  scope: form,
})

/** Where a stand lies: what a page tells of its booths, whoever holds them. */
export interface Ground {
  hall: Hall
  svg: string
  booths: readonly { number: string; pillar: boolean }[]
  areaM2: number
  openSides: number
  neighbours: readonly { number: string; name: Occupant | null }[]
  gate: Gate | null
}

export const boothHref = (reader: Reader, edition: Edition, hallCode: string, number: string): string =>
  reader.at(`/${edition.code}/booths/${encodeURIComponent(wholeNumber(hallCode, number))}`)

/** Size, sides, neighbours and the way in, beside the floor around it. */
export function GroundSheet({ reader, edition, ground }: { reader: Reader; edition: Edition; ground: Ground }) {
  const { hall, gate, neighbours, booths } = ground
  const title = reader.list(booths.map((booth) => wholeNumber(hall.code, booth.number)))
  return (
    <div class="two">
      <dl>
        <dt>{reader.t('booths.hall')}</dt>
        <dd>
          <a href={reader.at(`/${edition.code}/plan/${encodeURIComponent(hall.code)}`)}>
            <Said {...reader.words(hall.name)} />
          </a>
        </dd>
        <dt>{reader.t('booths.size')}</dt>
        <dd>
          <strong>{reader.t('booths.square-metres', { area: ground.areaM2 })}</strong>
          {booths.length > 1 ? ` · ${reader.t('booths.booths-count', { count: booths.length })}` : null}
        </dd>
        <dt>{reader.t('booths.open-sides')}</dt>
        <dd>{reader.number(ground.openSides)}</dd>
        {booths.some((booth) => booth.pillar) ? (
          <>
            <dt>{reader.t('booths.structures.pillar')}</dt>
            <dd>{reader.t('booths.holds-pillar')}</dd>
          </>
        ) : null}
        <dt>{reader.t('booths.neighbours')}</dt>
        <dd>
          {neighbours.length === 0 ? (
            reader.t('booths.no-neighbours')
          ) : (
            <ul class="plain">
              {neighbours.map(({ number, name }) => (
                <li>
                  <a href={boothHref(reader, edition, hall.code, number)}>{number}</a>{' '}
                  {name ? <Said {...name} /> : <span class="soft">{reader.t('holdings.not-taken')}</span>}
                </li>
              ))}
            </ul>
          )}
        </dd>
        <FromGate reader={reader} gate={gate} />
      </dl>
      <figure class="floor-plan">
        <div class="window part" role="region" aria-label={title} tabindex={0}>
          <div class="sheet-of-plan">{raw(ground.svg)}</div>
        </div>
      </figure>
    </div>
  )
}

/** What an application was offered before, and how it ended. */
export function PastHoldings({ reader, past }: { reader: Reader; past: readonly Holding[] }) {
  if (past.length === 0) return <Empty say={reader.t('holdings.none-before')} />
  return (
    <div class="scroll" tabindex={0}>
      <table class="roomy">
        <thead>
          <tr>
            <th scope="col">{reader.t('holdings.booths')}</th>
            <th scope="col" class="number">
              {reader.t('booths.size-m2')}
            </th>
            <th scope="col">{reader.t('holdings.offered-on')}</th>
            <th scope="col">{reader.t('holdings.accepted-on')}</th>
            <th scope="col">{reader.t('holdings.ended-on')}</th>
            <th scope="col">{reader.t('web.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {past.map((one) => (
            <tr>
              <th scope="row">{numbersOf(reader, one)}</th>
              <td class="number">{reader.number(one.areaM2)}</td>
              <td>{reader.day(one.offeredOn, 'medium')}</td>
              <td>{one.acceptedOn ? reader.day(one.acceptedOn, 'medium') : '–'}</td>
              <td>{one.endedOn ? reader.day(one.endedOn, 'medium') : '–'}</td>
              <td>
                {one.endedAs ? reader.t(`holdings.ends.${one.endedAs}`) : null}
                {one.reason ? <q class="why">{one.reason}</q> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
