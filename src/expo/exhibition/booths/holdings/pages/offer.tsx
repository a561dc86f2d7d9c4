import { raw } from 'hono/html'
import { type Application, StandFrame } from '#expo/exhibition/applications/index.ts'
import type { Area, Edition } from '#expo/ground/editions/index.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Form, TextArea, TextField } from '#web/fields.tsx'
import { Empty, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Holding } from '../queries.ts'
import { numbersOf } from '../say.ts'
import { draftOfForm, type Ground, GroundSheet, Refused } from './parts.tsx'
import { standAddress } from './stand.tsx'

export interface FitRow {
  /** Whole numbers, as an address names them. */
  numbers: string[]
  areaM2: number
  openSides: number
  reasons: string[]
  heldBy: { name: string; href: string }[]
}

export interface Chosen {
  /** Whole numbers. */
  numbers: string[]
  ground: Ground | null
  /** Why these cannot be offered, and what staff should know. */
  refusal: string | null
  warnings: string[]
  heldBy: { name: string; href: string }[]
}

export interface OfferProps {
  reader: Reader
  edition: Edition
  application: Application
  company: { text: string; lang: string }
  areas: readonly Area[]
  holding: Holding | null
  /** Booths that are set aside for it, by their whole numbers. */
  lock: string[] | null
  /** What was typed or pointed at. */
  typed: string
  unknown: string[]
  chosen: Chosen | null
  fits: readonly FitRow[]
  halls: readonly { code: string; text: string }[]
  hall: string
  all: boolean
  /** The hall in which most is to choose, each booth a way to choose it. */
  plan: { hall: string; svg: string } | null
  usualDay: string
  draft: Draft
  which: 'offer' | 'lock' | null
}

/** Placing by hand: what the application asks, what fits it, and what is offered. */
export function OfferPage(props: OfferProps) {
  const { reader, edition, application, chosen } = props
  const at = reader.at(standAddress(edition, application))
  return (
    <StandFrame
      reader={reader}
      edition={edition}
      application={application}
      company={props.company}
      here="booth"
      title={reader.t(props.holding ? 'holdings.offer-others' : 'holdings.offer-booths')}
      wide
      scripts={['booths-plan']}
    >
      <Refused reader={reader} draft={props.draft} />
      <Asks {...props} />
      <Choose {...props} at={at} />
      {chosen ? <Offering {...props} chosen={chosen} at={at} /> : null}
      <h2 id="fits">{reader.t('holdings.fitting')}</h2>
      <p class="why">
        {reader.t('holdings.fitting-says')}{' '}
        {props.all ? (
          <a href={`${at}/offer#fits`}>{reader.t('holdings.only-free')}</a>
        ) : (
          <a href={`${at}/offer?all=yes#fits`}>{reader.t('holdings.also-held')}</a>
        )}
      </p>
      {props.plan ? (
        <figure class="floor-plan broad">
          <p class="zoom" />
          <div class="window" tabindex={0} role="region" aria-label={props.plan.hall} data-plan>
            <div class="sheet-of-plan">{raw(props.plan.svg)}</div>
          </div>
        </figure>
      ) : null}
      {props.fits.length === 0 ? <Empty say={reader.t('holdings.nothing-fits')} /> : <Fits {...props} at={at} />}
    </StandFrame>
  )
}

function Asks({ reader, application, areas, holding, lock }: OfferProps) {
  const nameOf = (code: string | null) => {
    const area = areas.find((one) => one.code === code)
    return area ? <Said {...reader.words(area.name)} /> : '–'
  }
  return (
    <dl>
      <dt>{reader.t('booths.area')}</dt>
      <dd>
        {nameOf(application.areaCode)}
        {application.zoneCode ? <> · {nameOf(application.zoneCode)}</> : null}
      </dd>
      <dt>{reader.t('holdings.asks-for')}</dt>
      <dd>
        {application.areaM2 === null ? '–' : reader.t('booths.square-metres', { area: application.areaM2 })} ·{' '}
        {application.boothKind ? reader.t(`booths.kinds.${application.boothKind}`) : '–'} ·{' '}
        {reader.t('booths.sides-at-least', { sides: String(application.leastOpenSides) })}
      </dd>
      {application.wishes || application.wishedHall || application.wishedBooths.length > 0 ? (
        <>
          <dt>{reader.t('holdings.wishes')}</dt>
          <dd>
            {[application.wishedHall, ...application.wishedBooths].filter(Boolean).join(' · ')}{' '}
            {application.wishes ? <q>{application.wishes}</q> : null}
          </dd>
        </>
      ) : null}
      {holding ? (
        <>
          <dt>{reader.t('holdings.holds-now')}</dt>
          <dd>{numbersOf(reader, holding)}</dd>
        </>
      ) : null}
      {lock ? (
        <>
          <dt>{reader.t('holdings.locked-to')}</dt>
          <dd>{reader.list(lock)}</dd>
        </>
      ) : null}
    </dl>
  )
}

function Choose({ reader, at, typed, unknown, hall, halls }: OfferProps & { at: string }) {
  return (
    <form class="filter compact" action={`${at}/offer#chosen-stand`}>
      <div class={unknown.length > 0 ? 'field wide wrong' : 'field wide'}>
        <label for="o-booths">{reader.t('holdings.booths')}</label>
        <input
          id="o-booths"
          name="booths"
          value={typed}
          maxlength={300}
          placeholder={reader.t('holdings.booths-hint')}
          autocomplete="off"
          aria-describedby={unknown.length > 0 ? 'o-booths-error' : undefined}
        />
        {unknown.length > 0 ? (
          <p class="error" id="o-booths-error">
            {reader.t('holdings.no-such-booths', { numbers: unknown.join(', ') })}
          </p>
        ) : null}
      </div>
      <div class="field">
        <label for="o-hall">{reader.t('booths.hall')}</label>
        <select id="o-hall" name="hall">
          <option value="">{reader.t('web.all')}</option>
          {halls.map(({ code, text }) => (
            <option value={code} selected={code === hall}>
              {text}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="act">
        {reader.t('holdings.look')}
      </button>
    </form>
  )
}

function Offering(props: OfferProps & { chosen: Chosen; at: string }) {
  const { reader, edition, holding, chosen, at, which, draft } = props
  const booths = chosen.numbers.join(', ')
  const own = draftOfForm(draft, which, 'offer')
  const isLocked = props.lock !== null
  return (
    <section class="sheet" id="chosen-stand">
      <h2>{reader.list(chosen.numbers)}</h2>
      {chosen.refusal ? <p class="refusal">{chosen.refusal}</p> : null}
      {chosen.heldBy.length > 0 ? (
        <p class="refusal">
          {reader.t('holdings.is-held-by')} <Holders reader={reader} heldBy={chosen.heldBy} />
        </p>
      ) : null}
      {chosen.warnings.length > 0 ? (
        <ul class="plain">
          {chosen.warnings.map((warning) => (
            <li>
              <span class="tag wait">{reader.t('booths.warns')}</span> {warning}
            </li>
          ))}
        </ul>
      ) : null}
      {chosen.ground ? <GroundSheet reader={reader} edition={edition} ground={chosen.ground} /> : null}
      <Form
        reader={reader}
        draft={own}
        action={`${at}/offer`}
        submit={reader.t('holdings.offer-deed')}
        {...(holding ? { version: holding.version } : {})}
        back={at}
      >
        <input type="hidden" name="booths" value={booths} />
        {holding ? <input type="hidden" name="holding" value={holding.id} /> : null}
        <TextField
          reader={reader}
          draft={own}
          name="answerBy"
          type="date"
          label={reader.t('holdings.answer-by')}
          hint={reader.t('holdings.answer-by-hint')}
          value={props.usualDay}
        />
        {holding ? (
          <TextArea
            reader={reader}
            draft={own}
            name="why"
            label={reader.t('holdings.why-others', { numbers: numbersOf(reader, holding) })}
            hint={reader.t('holdings.applicant-reads')}
            rows={2}
            required
          />
        ) : null}
        <TextArea
          reader={reader}
          draft={own}
          name="words"
          label={reader.t('holdings.words')}
          hint={reader.t('holdings.applicant-reads')}
          rows={2}
        />
      </Form>
      <details>
        <summary>{reader.t('holdings.lock')}</summary>
        <p>{reader.t('holdings.lock-says')}</p>
        <Form
          reader={reader}
          draft={draftOfForm(draft, which, 'lock')}
          action={`${at}/lock`}
          submit={reader.t('holdings.lock-deed')}
          tone="plain"
        >
          <input type="hidden" name="booths" value={booths} />
        </Form>
        {isLocked ? (
          <Form
            reader={reader}
            draft={{ ...emptyDraft, scope: 'unlock' }}
            action={`${at}/unlock`}
            submit={reader.t('holdings.unlock')}
            tone="plain"
          />
        ) : null}
      </details>
    </section>
  )
}

const Holders = ({ reader, heldBy }: { reader: Reader; heldBy: readonly { name: string; href: string }[] }) => (
  <>
    {heldBy.map(({ name, href }, index) => (
      <>
        {index > 0 ? ' · ' : null}
        <a href={reader.at(href)}>
          <bdi>{name}</bdi>
        </a>
      </>
    ))}
  </>
)

function Fits({ reader, fits, at, all }: OfferProps & { at: string }) {
  const search = (numbers: readonly string[]) =>
    new URLSearchParams({ booths: numbers.join(', '), ...(all ? { all: 'yes' } : {}) })
  return (
    <div class="scroll" tabindex={0}>
      <table class="roomy">
        <thead>
          <tr>
            <th scope="col">{reader.t('holdings.booths')}</th>
            <th scope="col" class="number">
              {reader.t('booths.size-m2')}
            </th>
            <th scope="col" class="number">
              {reader.t('booths.open-sides')}
            </th>
            <th scope="col">{reader.t('holdings.because')}</th>
            {all ? <th scope="col">{reader.t('holdings.held-by')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {fits.map((fit) => (
            <tr>
              <th scope="row">
                <a href={`${at}/offer?${search(fit.numbers)}#chosen-stand`}>{reader.list(fit.numbers)}</a>
              </th>
              <td class="number">{reader.number(fit.areaM2)}</td>
              <td class="number">{reader.number(fit.openSides)}</td>
              <td>{fit.reasons.join(' · ')}</td>
              {all ? (
                <td>
                  <Holders reader={reader} heldBy={fit.heldBy} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
