import { raw } from 'hono/html'
import { applicationAddress } from '#expo/exhibition/applications/index.ts'
import type { Area, Edition } from '#expo/ground/editions/index.ts'
import type { Draft } from '#web/door.ts'
import { Form, TextArea, Ticks } from '#web/fields.tsx'
import { Empty, Head, Next, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { LevelSum } from '../../allocation/index.ts'
import { draftOfForm, Refused } from '../../holdings/pages/parts.tsx'
import type { Run, RunResult } from '../queries.ts'
import { FATES, type Fate, type RunRow } from '../saying.ts'
import { allocationAddress, RunTag, runAddress } from './list.tsx'

export interface RunProps {
  reader: Reader
  edition: Edition
  run: Run
  result: RunResult | null
  progress: string
  counts: Record<Fate, number>
  show: Fate
  rows: readonly RunRow[]
  next: string | null
  nameOf: (id: string) => string
  areas: readonly Area[]
  /** The areas in which something changes. */
  changing: readonly { code: string; count: number }[]
  halls: readonly { code: string; text: string; changes: number }[]
  plan: { hall: string; text: string; svg: string } | null
  /** Why a lock cannot hold, each in words. */
  contradictions: readonly string[]
  manages: boolean
  draft: Draft
  which: 'apply' | 'undo' | 'cancel' | null
}

/** One run of the allocation: how far it is, what came out and why, and what applying it changes. */
export function RunPage(props: RunProps) {
  const { reader, edition, run, result } = props
  const title = reader.t('holdings.run-of', { moment: reader.moment(run.begunAt, edition.timeZone, 'short') })
  const at = reader.at(runAddress(edition, run))
  return (
    <Page
      reader={reader}
      title={title}
      wide
      scripts={run.state === 'running' ? ['booths-run'] : props.plan ? ['booths-plan'] : []}
    >
      <Trail
        reader={reader}
        steps={[
          { href: reader.at(`/${edition.code}/staff`), label: reader.t('front.way-staff') },
          { href: reader.at(allocationAddress(edition)), label: reader.t('holdings.allocation') },
        ]}
      />
      <Head title={title} kicker={reader.t('holdings.allocation')}>
        <p>
          <RunTag reader={reader} state={run.state} />{' '}
          <span class="soft">{reader.t(run.keepsOffers ? 'holdings.kept-offers' : 'holdings.kept-accepted')}</span>
        </p>
      </Head>
      <Refused reader={reader} draft={props.draft} />
      {run.state === 'running' ? <Running {...props} at={at} /> : <p>{reader.t(`holdings.run-says.${run.state}`)}</p>}
      {props.contradictions.length > 0 ? (
        <div class="refusal">
          <p>{reader.t('holdings.contradictions')}</p>
          <ul>
            {props.contradictions.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {result && result.sums.length > 0 ? <Result {...props} result={result} at={at} /> : null}
    </Page>
  )
}

function Running({ reader, run, progress, at, which, draft }: RunProps & { at: string }) {
  return (
    <section class="sheet" data-run={`${at}/progress.json`}>
      <p>
        <progress value={run.done} max={Math.max(1, run.most)} aria-label={reader.t('holdings.run-progress-label')} />
      </p>
      <p role="status" data-says>
        {progress}
      </p>
      <p class="hint">
        {reader.t('holdings.run-leave')} <a href={at}>{reader.t('holdings.look-again')}</a>
      </p>
      <Form
        reader={reader}
        draft={draftOfForm(draft, which, 'cancel')}
        action={`${at}/cancel`}
        submit={reader.t('holdings.run-cancel')}
        tone="plain"
      />
    </section>
  )
}

function Result(props: RunProps & { result: RunResult; at: string }) {
  const { reader, result, run, at, counts, show, rows, plan } = props
  const looked = result.looked
  return (
    <>
      <h2>{reader.t('holdings.levels-title')}</h2>
      <Levels reader={reader} sums={result.sums} />
      {looked ? (
        <p class="why">{reader.t('holdings.looked', { stands: looked.stands, joined: looked.joined })}</p>
      ) : null}
      {props.manages && run.state === 'done' && result.contradictions.length === 0 ? <Apply {...props} /> : null}
      {props.manages && run.state === 'applied' ? <Undo {...props} /> : null}
      <h2 id="rows">{reader.t('holdings.what-changes')}</h2>
      <nav class="states" aria-label={reader.t('holdings.what-changes')}>
        {FATES.map((fate) => (
          <a href={`${at}?show=${fate}#rows`} aria-current={fate === show ? 'page' : undefined}>
            {reader.t(`holdings.fates.${fate}`)} <span class="soft">{reader.number(counts[fate])}</span>
          </a>
        ))}
      </nav>
      {rows.length === 0 ? <Empty say={reader.t('holdings.nobody-so')} /> : <Rows {...props} />}
      <Next reader={reader} href={props.next ? `${at}?show=${show}&after=${props.next}#rows` : null} />
      <p class="why">
        {reader.t('web.export')}: <a href={`${at}/result.csv`}>CSV</a>
      </p>
      {plan ? <Plan {...props} plan={plan} /> : null}
    </>
  )
}

function Levels({ reader, sums }: { reader: Reader; sums: readonly LevelSum[] }) {
  return (
    <div class="scroll" tabindex={0}>
      <table class="roomy">
        <thead>
          <tr>
            <th scope="col">{reader.t('holdings.level')}</th>
            <th scope="col" class="number">
              {reader.t('holdings.asking')}
            </th>
            <th scope="col" class="number">
              {reader.t('holdings.content')}
            </th>
            <th scope="col" class="number">
              {reader.t('holdings.reached')}
            </th>
            <th scope="col" class="number">
              {reader.t('holdings.most')}
            </th>
            <th scope="col">{reader.t('holdings.share')}</th>
          </tr>
        </thead>
        <tbody>
          {sums
            .filter((sum) => sum.asking > 0)
            .map((sum) => (
              <tr>
                <th scope="row" title={reader.t(`holdings.level-says.${sum.level}`)}>
                  {reader.t(`holdings.levels.${sum.level}`)}
                </th>
                <td class="number">{reader.number(sum.asking)}</td>
                <td class="number">{reader.number(sum.content)}</td>
                <td class="number">{reader.number(Math.round(sum.reached * 10) / 10)}</td>
                <td class="number">{reader.number(Math.round(sum.most * 10) / 10)}</td>
                <td>
                  <meter value={sum.reached} max={Math.max(1, sum.most)}>
                    {reader.number(sum.most === 0 ? 0 : sum.reached / sum.most, { style: 'percent' })}
                  </meter>{' '}
                  {reader.number(sum.most === 0 ? 0 : sum.reached / sum.most, { style: 'percent' })}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}

function Apply(props: RunProps) {
  const { reader, edition, run, areas, changing, which } = props
  const draft = draftOfForm(props.draft, which, 'apply')
  const nameOf = (code: string) => reader.words(areas.find((area) => area.code === code)?.name ?? { en: code }).text
  return (
    <section class="sheet" id="apply">
      <h2>{reader.t('holdings.apply')}</h2>
      {changing.length === 0 ? (
        <p>{reader.t('holdings.nothing-to-apply')}</p>
      ) : (
        <>
          <p>{reader.t('holdings.apply-says', { count: changing.reduce((sum, one) => sum + one.count, 0) })}</p>
          <Form
            reader={reader}
            draft={draft}
            action={reader.at(`${runAddress(edition, run)}/apply`)}
            submit={reader.t('holdings.apply-deed')}
          >
            <Ticks
              reader={reader}
              draft={draft}
              name="areas"
              label={reader.t('holdings.apply-areas')}
              options={changing.map(({ code, count }) => ({
                value: code,
                label: `${nameOf(code)} (${reader.number(count)})`,
              }))}
              value={changing.map(({ code }) => code)}
            />
          </Form>
        </>
      )}
    </section>
  )
}

function Undo(props: RunProps) {
  const { reader, edition, run, which } = props
  const draft = draftOfForm(props.draft, which, 'undo')
  return (
    <details open={which === 'undo'}>
      <summary>{reader.t('holdings.undo')}</summary>
      <p>{reader.t('holdings.undo-says')}</p>
      <Form
        reader={reader}
        draft={draft}
        action={reader.at(`${runAddress(edition, run)}/undo`)}
        submit={reader.t('holdings.undo-deed')}
        tone="grave"
      >
        <TextArea
          reader={reader}
          draft={draft}
          name="why"
          label={reader.t('web.reason')}
          hint={reader.t('holdings.applicant-reads')}
          rows={2}
          required
        />
      </Form>
    </details>
  )
}

function Rows({ reader, edition, rows, nameOf, show }: RunProps) {
  const showsFrom = show === 'moved' || show === 'unseated'
  const showsTo = show !== 'refused' && show !== 'unseated'
  return (
    <div class="scroll" tabindex={0}>
      <table class="roomy">
        <thead>
          <tr>
            <th scope="col">{reader.t('holdings.application')}</th>
            {showsFrom ? <th scope="col">{reader.t('holdings.from')}</th> : null}
            {showsTo ? <th scope="col">{reader.t('holdings.booths')}</th> : null}
            {showsTo ? (
              <th scope="col" class="number">
                {reader.t('booths.size-m2')}
              </th>
            ) : null}
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
                <a href={reader.at(`${applicationAddress(edition, { id: row.applicationId })}/booth`)}>
                  <bdi>{nameOf(row.applicationId)}</bdi>
                </a>
              </th>
              {showsFrom ? <td>{reader.list(row.from)}</td> : null}
              {showsTo ? <td>{reader.list(row.to)}</td> : null}
              {showsTo ? <td class="number">{row.areaM2 === null ? '–' : reader.number(row.areaM2)}</td> : null}
              <td class="number">{reader.number(row.points)}</td>
              <td>
                <Why reasons={row.reasons} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The first reasons say most; the others fold away. */
function Why({ reasons }: { reasons: readonly string[] }) {
  const [first, ...others] = reasons
  if (others.length === 0) return first ?? ''
  return (
    <details>
      <summary>{first}</summary>
      <ul class="plain">
        {others.map((reason) => (
          <li>{reason}</li>
        ))}
      </ul>
    </details>
  )
}

function Plan({ reader, edition, run, halls, plan }: RunProps & { plan: { hall: string; text: string; svg: string } }) {
  const at = reader.at(runAddress(edition, run))
  return (
    <section id="plan">
      <h2>{reader.t('holdings.on-plan')}</h2>
      <nav class="states" aria-label={reader.t('booths.halls')}>
        {halls.map((hall) => (
          <a
            href={`${at}?hall=${encodeURIComponent(hall.code)}#plan`}
            aria-current={hall.code === plan.hall ? 'page' : undefined}
          >
            <Said text={hall.text} lang={reader.lang} /> <span class="soft">{reader.number(hall.changes)}</span>
          </a>
        ))}
      </nav>
      <figure class="floor-plan broad">
        <p class="zoom" />
        <div class="window" tabindex={0} role="region" aria-label={plan.text} data-plan>
          <div class="sheet-of-plan">{raw(plan.svg)}</div>
        </div>
        <figcaption class="why">{reader.t('holdings.plan-signs')}</figcaption>
      </figure>
    </section>
  )
}
