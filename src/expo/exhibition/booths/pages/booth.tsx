import { raw } from 'hono/html'
import type { Area, Edition, Hall } from '#expo/ground/editions/index.ts'
import { Constructed, Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Exhibiting } from '../holdings/occupants.ts'
import type { PlannedBooth } from '../queries.ts'
import { wholeNumber } from '../rules/find.ts'
import type { Compass } from '../rules/venue.ts'
import { FromGate, type Gate } from './parts.tsx'

export interface BoothProps {
  reader: Reader
  edition: Edition
  hall: Hall
  areas: readonly Area[]
  booth: PlannedBooth
  box: { width: number; depth: number }
  isRectangle: boolean
  openTo: readonly Compass[]
  neighbours: readonly PlannedBooth[]
  /** Who stands here. */
  exhibitors: readonly Exhibiting[]
  /** Who stands in a booth beside it. */
  nameIn(boothId: string): { text: string; lang: string } | null
  svg: string
  /** Whoever reads works on the edition: the way to whom it would fit. */
  staff: boolean
  gate: Gate | null
}

/** More than so many names fold away: an umbrella organiser brings hundreds. */
const NAMED = 8

function Exhibitors(props: { reader: Reader; edition: Edition; exhibitors: readonly Exhibiting[] }) {
  const { reader, edition, exhibitors } = props
  const list = (some: readonly Exhibiting[]) => (
    <ul class="plain">
      {some.map((one) => (
        <li>
          {one.role === 'organiser' ? (
            <Said {...reader.words(one.names)} />
          ) : (
            <a href={reader.at(`/${edition.code}/exhibitors/${one.recordId}`)}>
              <Said {...reader.words(one.names)} />
            </a>
          )}
        </li>
      ))}
    </ul>
  )
  const rest = exhibitors.slice(NAMED)
  return (
    <>
      {list(exhibitors.slice(0, NAMED))}
      {rest.length > 0 ? (
        <details>
          <summary>{reader.t('holdings.more', { count: rest.length })}</summary>
          {list(rest)}
        </details>
      ) : null}
    </>
  )
}

const BesideIt = ({ name }: { name: { text: string; lang: string } | null }) =>
  name ? (
    <>
      {' '}
      <span class="soft">
        <Said {...name} />
      </span>
    </>
  ) : null

/** One booth: how large, where it is open, who stands beside it, and how one gets there. */
export function BoothPage(props: BoothProps) {
  const { reader, edition, hall, booth, gate } = props
  const number = wholeNumber(hall.code, booth.number)
  const title = reader.t('booths.booth-title', { number })
  const plan = reader.at(`/${edition.code}/plan/${encodeURIComponent(hall.code)}`)
  const hallName = reader.words(hall.name).text
  const onPlan = `${plan}?booth=${encodeURIComponent(booth.number)}`
  const nameOf = (code: string) => reader.words(props.areas.find((area) => area.code === code)?.name ?? { en: code })
  return (
    <Page reader={reader} title={title}>
      <Trail
        reader={reader}
        steps={[
          { href: reader.at(`/${edition.code}/plan`), label: reader.t('booths.title') },
          { href: plan, label: reader.t('booths.hall-title', { hall: hallName }) },
        ]}
      />
      <Head title={title} kicker={reader.t(`booths.kinds.${booth.kind}`)} lede={nameOf(booth.areaCode)}>
        {booth.constructed ? (
          <p>
            <Constructed reader={reader} />
          </p>
        ) : null}
      </Head>
      <div class="two">
        <dl>
          {props.exhibitors.length > 0 ? (
            <>
              <dt>{reader.t('holdings.exhibitors', { count: props.exhibitors.length })}</dt>
              <dd>
                <Exhibitors reader={reader} edition={edition} exhibitors={props.exhibitors} />
              </dd>
            </>
          ) : null}
          <dt>{reader.t('booths.size')}</dt>
          <dd>
            <strong>{reader.t('booths.square-metres', { area: booth.areaM2 })}</strong>{' '}
            {reader.t(props.isRectangle ? 'booths.metres-by' : 'booths.metres-by-cut', props.box)}
          </dd>
          {booth.zoneCode ? (
            <>
              <dt>{reader.t('booths.zone')}</dt>
              <dd>
                <Said {...nameOf(booth.zoneCode)} />
              </dd>
            </>
          ) : null}
          <dt>{reader.t('booths.open-sides')}</dt>
          <dd>
            {reader.t('booths.open-to', {
              count: props.openTo.length,
              sides: reader.list(props.openTo.map((side) => reader.t(`booths.compass.${side}`))),
            })}
          </dd>
          {booth.holdsPillar ? (
            <>
              <dt>{reader.t('booths.structures.pillar')}</dt>
              <dd>{reader.t('booths.holds-pillar')}</dd>
            </>
          ) : null}
          <dt>{reader.t('booths.neighbours')}</dt>
          <dd>
            {props.neighbours.length === 0
              ? reader.t('booths.no-neighbours')
              : props.neighbours.map((one, index) => (
                  <>
                    {index > 0 ? ' · ' : null}
                    <a
                      href={reader.at(
                        `/${edition.code}/booths/${encodeURIComponent(wholeNumber(hall.code, one.number))}`,
                      )}
                    >
                      {one.number}
                    </a>
                    <BesideIt name={props.nameIn(one.id)} />
                  </>
                ))}
          </dd>
          <FromGate reader={reader} gate={gate} />
        </dl>
        <figure class="floor-plan">
          <div class="window part">
            <div class="sheet-of-plan">{raw(props.svg)}</div>
          </div>
        </figure>
      </div>
      <p class="deeds">
        <a class="act first" href={`${onPlan}#chosen`}>
          {reader.t('booths.see-on-plan')}
        </a>
        {gate ? (
          <a
            class="act"
            href={`${plan}?${new URLSearchParams({ from: gate.word, to: booth.number, booth: booth.number })}#way`}
          >
            {reader.t('booths.way-from-place', { place: gate.word })}
          </a>
        ) : null}
        {props.staff ? (
          <a class="act" href={reader.at(`/${edition.code}/staff/booths/${encodeURIComponent(number)}`)}>
            {reader.t('holdings.whom-fits', { number })}
          </a>
        ) : null}
      </p>
      <form class="filter compact way-form" action={`${plan}#way`}>
        <input type="hidden" name="to" value={booth.number} />
        <input type="hidden" name="booth" value={booth.number} />
        <div class="field">
          <label for="way-from">{reader.t('booths.way-from-where')}</label>
          <input
            id="way-from"
            name="from"
            maxlength={60}
            placeholder={reader.t('booths.way-hint')}
            autocomplete="off"
          />
        </div>
        <button type="submit" class="act">
          {reader.t('booths.show-way')}
        </button>
      </form>
    </Page>
  )
}
