import type { Edition } from '#expo/ground/editions/index.ts'
import { type Day, daysBetween } from '#kernel/day.ts'
import { LANGUAGES, OWN_NAME } from '#kernel/language.ts'
import type { Draft } from '#web/door.ts'
import { Choice, Form, type Option, TextField } from '#web/fields.tsx'
import { Constructed, Empty, Head, Page, RingLegend, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Pavilion } from '../queries.ts'
import { STATES, type State } from '../words.ts'
import { OfferFields } from './desk-forms.tsx'
import { ModeTag, StateTag } from './parts.tsx'

export interface Queued extends Pavilion {
  name: { text: string; lang: string }
}

/** Staff's queue of pavilions: what waits, since when, narrowed by address so that a view can be sent to a colleague. */
export function QueuePage(props: {
  reader: Reader
  edition: Edition
  rows: Queued[]
  counts: Partial<Record<State, number>>
  filter: { state: State | undefined; q: string }
  today: Day
}) {
  const { reader, edition, rows, filter, today } = props
  const address = reader.at(`/${edition.code}/staff/pavilions`)
  const total = Object.values(props.counts).reduce((sum, count) => sum + count, 0)
  return (
    <Page reader={reader} title={reader.t('pavilions.queue')} wide>
      <Trail
        reader={reader}
        steps={[{ href: reader.at(`/${edition.code}/staff`), label: reader.t('front.way-staff') }]}
      />
      <Head title={reader.t('pavilions.queue')} kicker={reader.words(edition.name).text}>
        <p class="deeds">
          <a class="act first" href={`${address}/invite`}>
            {reader.t('pavilions.invite')}
          </a>
          <a class="act" href={`${address}.csv`}>
            CSV
          </a>
        </p>
      </Head>
      <nav class="states" aria-label={reader.t('pavilions.by-state')}>
        <a href={address} aria-current={filter.state === undefined ? 'true' : undefined}>
          {reader.t('web.all')} {reader.number(total)}
        </a>
        {STATES.map((state) => (
          <a href={`${address}?state=${state}`} aria-current={filter.state === state ? 'true' : undefined}>
            {reader.t(`pavilions.states.${state}`)} {reader.number(props.counts[state] ?? 0)}
          </a>
        ))}
      </nav>
      <form class="filter" action={address}>
        {filter.state ? <input type="hidden" name="state" value={filter.state} /> : null}
        <div class="field">
          <label for="q">{reader.t('pavilions.find')}</label>
          <input id="q" name="q" type="search" value={filter.q} />
        </div>
        <button type="submit" class="act">
          {reader.t('web.filter')}
        </button>
      </form>
      {rows.length === 0 ? (
        <Empty say={reader.t(total === 0 ? 'pavilions.queue-empty' : 'pavilions.none-match')} />
      ) : (
        <div class="scroll" tabindex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{reader.t('pavilions.participant')}</th>
                <th scope="col">{reader.t('pavilions.state')}</th>
                <th scope="col">{reader.t('pavilions.mode')}</th>
                <th scope="col" class="number">
                  {reader.t('pavilions.area-field')}
                </th>
                <th scope="col" class="number">
                  {reader.t('pavilions.waits')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <th scope="row">
                    <a href={reader.at(`/${edition.code}/pavilions/${row.economyCode.toLowerCase()}/desk`)}>
                      <Said {...row.name} />
                    </a>{' '}
                    {row.constructed ? <Constructed reader={reader} small /> : null}
                  </th>
                  <td>
                    <StateTag reader={reader} state={row.state} />
                  </td>
                  <td>
                    <ModeTag reader={reader} mode={row.offeredMode} />
                  </td>
                  <td class="number">{reader.number(row.offeredAreaM2)}</td>
                  <td class="number">
                    {reader.t('pavilions.days', { days: Math.max(0, daysBetween(sinceOf(row), today)) })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.some((row) => row.constructed) ? <RingLegend reader={reader} /> : null}
    </Page>
  )
}

/** The day a pavilion came into the state it is in. */
const sinceOf = (pavilion: Pavilion): Day =>
  pavilion.withdrawnOn ?? pavilion.openedOn ?? pavilion.designApprovedOn ?? pavilion.answeredOn ?? pavilion.invitedOn

export function InvitePage(props: {
  reader: Reader
  edition: Edition
  draft: Draft
  economies: Option[]
  window: string
}) {
  const { reader, edition, draft } = props
  const queue = reader.at(`/${edition.code}/staff/pavilions`)
  return (
    <Page reader={reader} title={reader.t('pavilions.invite')}>
      <Trail reader={reader} steps={[{ href: queue, label: reader.t('pavilions.queue') }]} />
      <Head title={reader.t('pavilions.invite')} lede={props.window} />
      <Form
        reader={reader}
        draft={draft}
        action={`${queue}/invite`}
        submit={reader.t('pavilions.send-invitation')}
        back={queue}
      >
        <Choice
          reader={reader}
          draft={draft}
          name="economy"
          label={reader.t('pavilions.participant')}
          hint={reader.t('pavilions.participant-hint')}
          options={props.economies}
          empty="–"
          required
        />
        <OfferFields reader={reader} draft={draft} />
        <TextField
          reader={reader}
          draft={draft}
          name="email"
          type="email"
          label={reader.t('pavilions.invite-email')}
          hint={reader.t('pavilions.invite-email-hint')}
          required
        />
        <Choice
          reader={reader}
          draft={draft}
          name="language"
          label={reader.t('pavilions.invite-language')}
          value={reader.lang}
          options={LANGUAGES.map((language) => ({ value: language, label: OWN_NAME[language], lang: language }))}
          required
        />
      </Form>
    </Page>
  )
}
