import type { Edition } from '#expo/ground/editions/index.ts'
import type { Draft } from '#web/door.ts'
import { Form, Tick } from '#web/fields.tsx'
import { Empty, Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { RunState } from '../../words.ts'
import type { Run } from '../queries.ts'

const TONE: Record<RunState, string> = {
  running: 'wait',
  done: 'wait',
  failed: 'stop',
  cancelled: '',
  applied: 'ok',
  stale: 'stop',
  undone: '',
}
export const RunTag = ({ reader, state }: { reader: Reader; state: RunState }) => (
  <span class={`tag ${TONE[state]}`}>{reader.t(`holdings.run-states.${state}`)}</span>
)

export const allocationAddress = (edition: { code: string }) => `/${edition.code}/staff/allocation`
export const runAddress = (edition: { code: string }, run: { id: string }) => `${allocationAddress(edition)}/${run.id}`

/** The allocation: what there is to place, begin a run, and the runs there were. */
export function RunsPage(props: {
  reader: Reader
  edition: Edition
  runs: readonly Run[]
  counts: { accepted: number; without: number; booths: number; free: number }
  manages: boolean
  draft: Draft
}) {
  const { reader, edition, runs, counts } = props
  const at = reader.at(allocationAddress(edition))
  return (
    <Page reader={reader} title={reader.t('holdings.allocation')}>
      <Trail
        reader={reader}
        steps={[
          { href: reader.at(`/${edition.code}/staff`), label: reader.t('front.way-staff') },
          { href: reader.at(`/${edition.code}/staff/holdings`), label: reader.t('holdings.title') },
        ]}
      />
      <Head
        title={reader.t('holdings.allocation')}
        kicker={reader.words(edition.name).text}
        lede={reader.t('holdings.allocation-lede')}
      />
      <section class="sheet">
        <h2>{reader.t('holdings.run-begin')}</h2>
        <p>{reader.t('holdings.run-counts', counts)}</p>
        <Form reader={reader} draft={props.draft} action={at} submit={reader.t('holdings.run-begin-deed')}>
          <Tick draft={props.draft} name="keeps" label={reader.t('holdings.keeps-offers')} checked />
          <p class="hint">{reader.t('holdings.keeps-says')}</p>
        </Form>
        {props.manages ? (
          <p>
            <a href={`${at}/terms`}>{reader.t('holdings.terms')}</a>
          </p>
        ) : null}
      </section>
      <h2>{reader.t('holdings.runs')}</h2>
      {runs.length === 0 ? (
        <Empty say={reader.t('holdings.no-runs')} />
      ) : (
        <div class="scroll" tabindex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{reader.t('holdings.run-begun')}</th>
                <th scope="col">{reader.t('booths.state')}</th>
                <th scope="col">{reader.t('holdings.run-kept')}</th>
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <tr>
                  <th scope="row">
                    <a href={reader.at(runAddress(edition, run))}>
                      {reader.moment(run.begunAt, edition.timeZone, 'short')}
                    </a>
                  </th>
                  <td>
                    <RunTag reader={reader} state={run.state} />
                  </td>
                  <td>{reader.t(run.keepsOffers ? 'holdings.kept-offers' : 'holdings.kept-accepted')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  )
}
