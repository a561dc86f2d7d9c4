import { raw } from 'hono/html'
import type { PropsWithChildren } from 'hono/jsx'
import type { Area, Edition } from '#expo/ground/editions/index.ts'
import { Narrow } from '#web/fields.tsx'
import { Constructed, Empty, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Occupants } from '../drawings.ts'
import { type BoothFilter, type Findable, SIZE_BANDS, wholeNumber } from '../rules/find.ts'
import type { ToldWay } from '../ways.ts'
import { BOOTH_KINDS } from '../words.ts'

export interface Listed extends Findable {
  constructed: boolean
}

export const ZOOMS = [1, 2, 4] as const

/** A plan in a window that scrolls, with ways to look closer that need no script, and what its signs mean. */
export function PlanFigure(
  props: PropsWithChildren<{
    reader: Reader
    /** What the window is called. */
    label: string
    svg: string
    zoom: number
    /** The address of this page at a zoom. */
    zoomHref(zoom: number): string
    narrowed?: boolean
  }>,
) {
  const { reader } = props
  return (
    <figure class="floor-plan broad">
      <p class="zoom">
        <span>{reader.t('booths.zoom')}</span>
        {ZOOMS.map((zoom) => (
          <a href={props.zoomHref(zoom)} aria-current={zoom === props.zoom ? 'true' : undefined} rel="nofollow">
            {zoom}×
          </a>
        ))}
      </p>
      <div
        class={`window zoom-${props.zoom}${props.narrowed ? ' narrowed' : ''}`}
        tabindex={0}
        role="region"
        aria-label={props.label}
        data-plan
        data-help={reader.t('booths.keys')}
      >
        <div class="sheet-of-plan">{raw(props.svg)}</div>
      </div>
      {props.children}
    </figure>
  )
}

/** The areas that are on a plan, by their tints, and the signs on it. */
export function Legend({ reader, areas, signs = true }: { reader: Reader; areas: readonly Area[]; signs?: boolean }) {
  return (
    <figcaption class="legend signs">
      {areas.map((area) => (
        <span>
          <i class={`tint-${area.tint}`} />
          <Said {...reader.words(area.name)} />
        </span>
      ))}
      {signs ? (
        <>
          <span>
            <i class="sign-wall" />
            {reader.t('booths.sign-wall')}
          </span>
          <span>
            <i class="sign-exit" />
            {reader.t('booths.structures.emergency-exit')}
          </span>
          <span>
            <i class="sign-hydrant" />
            {reader.t('booths.structures.hydrant')}
          </span>
          <span>
            <i class="sign-pillar" />
            {reader.t('booths.structures.pillar')}
          </span>
          <span>
            <em class="sign-aisle">I</em> {reader.t('booths.sign-aisle')}
          </span>
        </>
      ) : null}
    </figcaption>
  )
}

export const sizeWord = (reader: Reader, band: string): string => {
  const [from = '', to = ''] = band.split('-')
  return to === '' ? reader.t('booths.size-from', { from }) : reader.t('booths.size-between', { from, to })
}

/** Narrow a plan by words and by what booths are: its own address for each view. */
export function FindForm(props: { reader: Reader; address: string; filter: BoothFilter; areas: readonly Area[] }) {
  const { reader, filter, areas } = props
  const named = (kind: 'zone' | 'area'): [string, string][] =>
    areas
      .filter((area) => (area.kind === 'zone') === (kind === 'zone'))
      .map((area) => [area.code, reader.words(area.name).text])
  return (
    <form class="filter compact" action={props.address} id="find">
      <div class="field wide">
        <label for="b-q">{reader.t('booths.find')}</label>
        <input
          id="b-q"
          name="q"
          type="search"
          value={filter.q}
          placeholder={reader.t('booths.find-hint')}
          maxlength={100}
          data-find
        />
      </div>
      {named('area').length > 1 ? (
        <Narrow
          reader={reader}
          prefix="b"
          name="area"
          label={reader.t('booths.area')}
          value={filter.area}
          options={named('area')}
        />
      ) : null}
      {named('zone').length > 0 ? (
        <Narrow
          reader={reader}
          prefix="b"
          name="zone"
          label={reader.t('booths.zone')}
          value={filter.zone}
          options={named('zone')}
        />
      ) : null}
      <Narrow
        reader={reader}
        prefix="b"
        name="kind"
        label={reader.t('booths.kind')}
        value={filter.kind}
        options={BOOTH_KINDS.map((kind) => [kind, reader.t(`booths.kinds.${kind}`)])}
      />
      <Narrow
        reader={reader}
        prefix="b"
        name="size"
        label={reader.t('booths.size')}
        value={filter.size}
        options={SIZE_BANDS.map((band) => [band, sizeWord(reader, band)])}
      />
      <Narrow
        reader={reader}
        prefix="b"
        name="sides"
        label={reader.t('booths.open-sides')}
        value={filter.sides > 0 ? String(filter.sides) : ''}
        options={['2', '3', '4'].map((sides) => [sides, reader.t('booths.sides-at-least', { sides })])}
      />
      <button type="submit" class="act">
        {reader.t('web.filter')}
      </button>
    </form>
  )
}

/** How far a booth is from the nearest gate, as one walks. */
export interface Gate {
  word: string
  metres: number
  minutes: number
}

export const FromGate = ({ reader, gate }: { reader: Reader; gate: Gate | null }) => (
  <>
    <dt>{reader.t('booths.way')}</dt>
    <dd>
      {gate
        ? reader.t('booths.from-gate', { gate: gate.word, metres: gate.metres, minutes: gate.minutes })
        : reader.t('booths.no-way')}
    </dd>
  </>
)

/** Booths as a list, for those who would rather read than look. */
export function BoothTable(props: {
  reader: Reader
  edition: Edition
  booths: readonly Listed[]
  areas: readonly Area[]
  occupants: Occupants
  /** With the hall of each, where they stand in several. */
  halls: boolean
}) {
  const { reader, edition, areas, occupants } = props
  const whoIsIn = props.booths.map((booth) => occupants.nameOf(booth.id))
  const known = whoIsIn.some((one) => one !== null)
  const nameOf = (code: string) => {
    const area = areas.find((one) => one.code === code)
    return area ? reader.words(area.name) : { text: code, lang: 'en' }
  }
  return (
    <div class="scroll" tabindex={0}>
      <table class="booths">
        <thead>
          <tr>
            <th scope="col">{reader.t('booths.number')}</th>
            {known ? <th scope="col">{reader.t('holdings.exhibitor')}</th> : null}
            <th scope="col">{reader.t('booths.area')}</th>
            <th scope="col">{reader.t('booths.kind')}</th>
            <th scope="col" class="number">
              {reader.t('booths.size-m2')}
            </th>
            <th scope="col" class="number">
              {reader.t('booths.open-sides')}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.booths.map((booth, index) => (
            <tr>
              <th scope="row">
                <a
                  href={reader.at(
                    `/${edition.code}/booths/${encodeURIComponent(wholeNumber(booth.hallCode, booth.number))}`,
                  )}
                >
                  {props.halls ? wholeNumber(booth.hallCode, booth.number) : booth.number}
                </a>
              </th>
              {known ? <td>{whoIsIn[index] ? <Said {...whoIsIn[index]} /> : null}</td> : null}
              <td>
                <Said {...nameOf(booth.zoneCode ?? booth.areaCode)} />
              </td>
              <td>{reader.t(`booths.kinds.${booth.kind}`)}</td>
              <td class="number">{reader.number(booth.areaM2)}</td>
              <td class="number">{reader.number(booth.openSides)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Ask for a way: from where, to where, with or without steps. */
export function WayForm(props: {
  reader: Reader
  address: string
  from: string
  to: string
  stepFree: boolean
  suggestions: readonly string[]
  /** What was asked for and not understood. */
  unknown: readonly ('from' | 'to')[]
}) {
  const { reader, unknown } = props
  const field = (name: 'from' | 'to', value: string) => {
    const wrong = unknown.includes(name)
    return (
      <div class={wrong ? 'field wrong' : 'field'}>
        <label for={`way-${name}`}>{reader.t(`booths.way-${name}`)}</label>
        <input
          id={`way-${name}`}
          name={name}
          value={value}
          list="way-places"
          maxlength={60}
          autocomplete="off"
          aria-invalid={wrong ? 'true' : undefined}
          aria-describedby={wrong ? `way-${name}-error` : undefined}
        />
        {wrong ? (
          <p class="error" id={`way-${name}-error`}>
            {reader.t('booths.way-unknown')}
          </p>
        ) : null}
      </div>
    )
  }
  return (
    <form class="filter compact way-form" action={`${props.address}#way`} method="get">
      {field('from', props.from)}
      {field('to', props.to)}
      <label class="tick">
        <input type="checkbox" name="step-free" value="yes" checked={props.stepFree} /> {reader.t('booths.step-free')}
      </label>
      <button type="submit" class="act">
        {reader.t('booths.show-way')}
      </button>
      <datalist id="way-places">
        {props.suggestions.map((word) => (
          <option value={word} />
        ))}
      </datalist>
    </form>
  )
}

/** A way in words: how far, how long, and each turn; hall by hall, with the way to each hall's own plan. */
export function WayTold({ reader, way, edition }: { reader: Reader; way: ToldWay; edition: Edition }) {
  const halls = way.parts.filter((part) => part.hallCode !== null)
  const hrefOf = ({ hallCode, from, to }: ToldWay['parts'][number]) =>
    `${reader.at(`/${edition.code}/plan/${encodeURIComponent(hallCode ?? '')}`)}?${new URLSearchParams({ from, to })}#way`
  return (
    <section class="sheet way-told" id="way">
      <h2>{reader.t('booths.way-title', { from: way.from.word, to: way.to.word })}</h2>
      <p class="when">
        {reader.t('booths.way-length', { metres: way.lengthM, minutes: way.minutes })}{' '}
        {way.stepFree ? (
          <span class="tag ok">{reader.t('booths.step-free')}</span>
        ) : (
          <span class="tag wait">{reader.t('booths.with-steps')}</span>
        )}
      </p>
      {halls.length === 1 && way.parts.length === 1 ? (
        <Steps sentences={way.parts[0]?.sentences ?? []} />
      ) : (
        <ol class="stages">
          {way.parts.map((part) => (
            <li>
              {part.hallCode === null ? (
                part.sentences[0]
              ) : (
                <>
                  <a href={hrefOf(part)}>{part.word}</a>
                  <Steps sentences={part.sentences} />
                </>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

const Steps = ({ sentences }: { sentences: readonly string[] }) => (
  <ol>
    {sentences.map((sentence) => (
      <li>{sentence}</li>
    ))}
  </ol>
)

/** Where plans were made up, the page says so once. */
export const ConstructedNote = ({ reader, show }: { reader: Reader; show: boolean }) =>
  show ? (
    <p class="why">
      <Constructed reader={reader} /> {reader.t('booths.constructed-why')}
    </p>
  ) : null

export const NoPlan = ({ reader }: { reader: Reader }) => <Empty say={reader.t('booths.not-released')} />
