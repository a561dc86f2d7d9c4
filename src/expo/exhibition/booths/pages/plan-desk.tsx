import { raw } from 'hono/html'
import type { Area, Edition, Hall } from '#expo/ground/editions/index.ts'
import type { Entry } from '#platform/journal.ts'
import type { Draft } from '#web/door.ts'
import { Choice, Form, Refused, TextArea } from '#web/fields.tsx'
import { Constructed, Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Review } from '../commands/release.ts'
import { MIX_NAMES } from '../forms.ts'
import type { Plan } from '../queries.ts'
import type { Holder } from '../rules/change.ts'
import type { Booth } from '../rules/plan.ts'
import { Changes, Findings, planDesk } from './desk-parts.tsx'

interface Desk {
  reader: Reader
  edition: Edition
  hall: Hall
  areas: readonly Area[]
}

const trailOf = ({ reader, edition }: Desk) => [
  { href: reader.at(`/${edition.code}/staff/plans`), label: reader.t('booths.plans') },
]
const hallWord = ({ reader, hall }: Desk) => reader.t('booths.hall-title', { hall: reader.words(hall.name).text })

/** One hall's desk: its draft with what it would change and what forbids it, and all of its versions. */
export function PlanDeskPage(
  props: Desk & {
    released: Plan | null
    /** Another edition of the fair whose plan of this hall one may begin with. */
    earlier: Pick<Edition, 'code' | 'name'> | null
    review: Review | null
    versions: readonly Plan[]
    entries: readonly Entry[]
    svg: string
    draft: Draft
  },
) {
  const { reader, edition, review, released, earlier } = props
  const desk = reader.at(planDesk(edition, props.hall))
  const title = hallWord(props)
  return (
    <Page reader={reader} title={`${title} · ${reader.t('booths.plans')}`} wide>
      <Trail reader={reader} steps={trailOf(props)} />
      <Head title={title} kicker={reader.t('booths.plan-desk')} />
      <Refused reader={reader} draft={props.draft} />
      {review ? (
        <DraftSection {...props} review={review} desk={desk} />
      ) : (
        <section class="sheet due">
          <h2>{reader.t('booths.begin-draft')}</h2>
          <p>{reader.t('booths.begin-draft-lede')}</p>
          <Form reader={reader} draft={props.draft} action={`${desk}/begin`} submit={reader.t('booths.begin-draft')}>
            <Choice
              reader={reader}
              draft={props.draft}
              name="from"
              label={reader.t('booths.begin-from')}
              value={released ? 'released' : earlier ? 'earlier' : 'middle'}
              required
              options={[
                ...(released
                  ? [{ value: 'released', label: reader.t('booths.from-released', { number: released.number }) }]
                  : []),
                ...(earlier
                  ? [
                      {
                        value: 'earlier',
                        label: reader.t('booths.from-earlier', { edition: reader.words(earlier.name).text }),
                      },
                    ]
                  : []),
                { value: 'empty', label: reader.t('booths.from-empty') },
                ...MIX_NAMES.map((mix) => ({
                  value: mix,
                  label: reader.t('booths.from-suggestion', { mix: reader.t(`booths.mixes.${mix}`) }),
                })),
              ]}
            />
          </Form>
        </section>
      )}
      <h2>{reader.t('booths.versions')}</h2>
      <Versions {...props} desk={desk} />
      <h2>{reader.t('web.history')}</h2>
      <History reader={reader} edition={edition} entries={props.entries} />
    </Page>
  )
}

function DraftSection(props: Desk & { review: Review; svg: string; desk: string; draft: Draft }) {
  const { reader, edition, review, desk } = props
  const { draft } = review
  const way = (path: string, label: string, tone = '') => (
    <a class={`act ${tone}`} href={`${desk}/draft${path}`}>
      {label}
    </a>
  )
  return (
    <>
      <section class="sheet due">
        <h2>{reader.t('booths.draft-title', { number: draft.number })}</h2>
        <p class="why">
          {reader.t('booths.draft-since', { moment: reader.moment(draft.madeAt, edition.timeZone) })} ·{' '}
          {reader.t('booths.booths-count', { count: draft.booths.length })}
        </p>
        <Findings reader={reader} findings={review.findings} booths={draft.booths} most={12} />
        <p class="deeds">
          {way('', reader.t('booths.draw'), 'first')}
          {way('/upload', reader.t('booths.upload'))}
          <a class="act" href={`${desk}/draft/plan.geojson`}>
            GeoJSON
          </a>
          {way('/release', reader.t('booths.release'))}
          {way('/discard', reader.t('booths.discard'), 'grave')}
        </p>
      </section>
      <h2>{reader.t('booths.draft-changes')}</h2>
      <figure class="floor-plan broad">
        <div class="window" tabindex={0} role="region" aria-label={reader.t('booths.draft-changes')}>
          <div class="sheet-of-plan">{raw(props.svg)}</div>
        </div>
        <figcaption class="legend signs">
          {(['comes', 'was', 'changes', 'forbids', 'warns'] as const).map((sign) => (
            <span>
              <i class={`sign-${sign}`} />
              {reader.t(`booths.signs.${sign}`)}
            </span>
          ))}
        </figcaption>
      </figure>
      <Changes
        reader={reader}
        changes={review.changes}
        areas={props.areas}
        structuresChanged={review.structuresChanged}
      />
    </>
  )
}

function Versions(props: Desk & { versions: readonly Plan[]; desk: string }) {
  const { reader, edition, versions } = props
  const stood = versions.filter((plan) => plan.state !== 'draft')
  if (stood.length === 0) return <p class="soft">{reader.t('booths.no-versions')}</p>
  return (
    <div class="scroll" tabindex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{reader.t('booths.version')}</th>
            <th scope="col">{reader.t('booths.released')}</th>
            <th scope="col">{reader.t('booths.state')}</th>
            <th scope="col">{reader.t('booths.note')}</th>
          </tr>
        </thead>
        <tbody>
          {stood.map((plan) => (
            <tr>
              <th scope="row">
                <a href={`${props.desk}/versions/${plan.number}`}>{reader.number(plan.number)}</a>{' '}
                {plan.constructed ? <Constructed reader={reader} /> : null}
              </th>
              <td>{plan.releasedAt ? reader.moment(plan.releasedAt, edition.timeZone, 'short') : '–'}</td>
              <td>
                <span class={`tag ${plan.state === 'released' ? 'ok' : ''}`}>
                  {reader.t(`booths.states.${plan.state}`)}
                </span>
              </td>
              <td>
                <bdi>{plan.note || '–'}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function History({ reader, edition, entries }: { reader: Reader; edition: Edition; entries: readonly Entry[] }) {
  if (entries.length === 0) return <p class="soft">{reader.t('web.history-empty')}</p>
  return (
    <ul class="plain history">
      {inStrokes(entries).map((entry) => (
        <li>
          <span class="why">{reader.moment(entry.at, edition.timeZone, 'short')}</span>{' '}
          {reader.t(`booths.facts.${entry.what as 'plan.begun'}`, entry.details as Record<string, number>)}
          {entry.why ? <q>{entry.why}</q> : null}
        </li>
      ))}
    </ul>
  )
}

/** Strokes that follow each other, as the editor saves them, are told as one. */
function inStrokes(entries: readonly Entry[]): Entry[] {
  const told: Entry[] = []
  for (const entry of entries) {
    const last = told.at(-1)
    if (entry.what !== 'plan.drawn' || last?.what !== 'plan.drawn') told.push(entry)
    else told[told.length - 1] = { ...last, details: together(last.details, entry.details) }
  }
  return told
}

const together = (one: Entry['details'], other: Entry['details']): Entry['details'] => {
  const of = (name: string) => Number(one?.[name] ?? 0) + Number(other?.[name] ?? 0)
  return { added: of('added'), gone: of('gone'), changed: of('changed') }
}

/** A version as it was public once. */
export function VersionPage(props: Desk & { plan: Plan; svg: string; count: number; netM2: number }) {
  const { reader, edition, plan } = props
  const desk = reader.at(planDesk(edition, props.hall))
  const title = reader.t('booths.version-title', { hall: hallWord(props), number: plan.number })
  return (
    <Page reader={reader} title={title} wide scripts={['booths-plan']}>
      <Trail reader={reader} steps={[...trailOf(props), { href: desk, label: hallWord(props) }]} />
      <Head
        title={title}
        kicker={reader.t(`booths.states.${plan.state}`)}
        lede={reader.t('booths.version-lede', { count: props.count, net: Math.round(props.netM2) })}
      />
      {plan.note ? (
        <p>
          <q>{plan.note}</q>
        </p>
      ) : null}
      <figure class="floor-plan broad">
        <p class="zoom" />
        <div class="window" tabindex={0} role="region" aria-label={title} data-plan>
          <div class="sheet-of-plan">{raw(props.svg)}</div>
        </div>
      </figure>
      <p class="why">
        {reader.t('web.export')}: <a href={`${desk}/versions/${plan.number}/plan.geojson`}>GeoJSON</a>
      </p>
    </Page>
  )
}

/** Throw the draft away: a page of its own, so that no slip does it. */
export function DiscardPage(props: Desk & { plan: Plan; draft: Draft }) {
  const { reader, edition, plan } = props
  const desk = reader.at(planDesk(edition, props.hall))
  return (
    <Page reader={reader} title={reader.t('booths.discard')}>
      <Trail reader={reader} steps={[...trailOf(props), { href: desk, label: hallWord(props) }]} />
      <Head title={reader.t('booths.discard')} lede={reader.t('booths.discard-lede', { number: plan.number })} />
      <Form
        reader={reader}
        draft={props.draft}
        action={`${desk}/draft/discard`}
        submit={reader.t('booths.discard')}
        tone="grave"
        version={plan.version}
        back={desk}
      />
    </Page>
  )
}

/** Release: what changes, what the rules say, and for each holder a replacement, a notice and a reason. */
export function ReleasePage(
  props: Desk & {
    review: Review
    holders: readonly Holder[]
    /** Booths that may be offered instead. */
    offers: readonly { id: string; word: string }[]
    draft: Draft
  },
) {
  const { reader, edition, review, draft, holders } = props
  const desk = reader.at(planDesk(edition, props.hall))
  const forbids = review.findings.filter((one) => one.forbids).length
  const nothing = review.changes.length === 0 && !review.structuresChanged
  const title = reader.t('booths.release-title', { hall: hallWord(props), number: review.draft.number })
  return (
    <Page reader={reader} title={title} wide>
      <Trail reader={reader} steps={[...trailOf(props), { href: desk, label: hallWord(props) }]} />
      <Head title={title} lede={reader.t('booths.release-lede')} />
      <h2>{reader.t('booths.rules-say')}</h2>
      <Findings reader={reader} findings={review.findings} booths={review.draft.booths} />
      <h2>{reader.t('booths.draft-changes')}</h2>
      <Changes
        reader={reader}
        changes={review.changes}
        areas={props.areas}
        structuresChanged={review.structuresChanged}
      />
      <h2>{reader.t('booths.release')}</h2>
      {forbids > 0 || nothing ? (
        <p class="refusal">
          {reader.sentence(nothing ? 'booths.nothing-changed' : 'booths.findings-forbid', { count: forbids })}
        </p>
      ) : null}
      <Form
        reader={reader}
        draft={draft}
        action={`${desk}/draft/release`}
        submit={reader.t('booths.release-deed')}
        version={review.draft.version}
        back={desk}
      >
        {holders.length === 0 ? <p class="soft">{reader.t('booths.no-holders')}</p> : null}
        {holders.map((holder) => (
          <HolderFields reader={reader} draft={draft} holder={holder} offers={props.offers} review={review} />
        ))}
        <TextArea
          reader={reader}
          draft={draft}
          name="note"
          label={reader.t('booths.release-note')}
          hint={reader.t('booths.release-note-hint')}
          rows={3}
          required
        />
      </Form>
    </Page>
  )
}

function HolderFields(props: {
  reader: Reader
  draft: Draft
  holder: Holder
  offers: readonly { id: string; word: string }[]
  review: Review
}) {
  const { reader, draft, holder } = props
  const field = (name: string) => `${name}.${holder.boothId}.${holder.holder}`
  const booth: Booth | undefined =
    props.review.changes.find((change) => change.boothId === holder.boothId)?.before ?? undefined
  return (
    <fieldset>
      <legend>{reader.t('booths.holder-of', { name: holder.name, number: booth?.number ?? '' })}</legend>
      <Choice
        reader={reader}
        draft={draft}
        name={field('replacement')}
        label={reader.t('booths.replacement')}
        empty="–"
        required
        options={props.offers.map(({ id, word }) => ({ value: id, label: word }))}
      />
      <TextArea
        reader={reader}
        draft={draft}
        name={field('notice')}
        label={reader.t('booths.notice')}
        rows={3}
        required
      />
      <TextArea reader={reader} draft={draft} name={field('reason')} label={reader.t('web.reason')} rows={2} required />
    </fieldset>
  )
}
