import type { Child } from 'hono/jsx'
import type { Edition } from '#expo/ground/editions/index.ts'
import { isLanguage, LANGUAGES, OWN_NAME } from '#kernel/language.ts'
import type { Entry } from '#platform/journal.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Form, Refused } from '#web/fields.tsx'
import { Constructed, Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Pavilion, Picture, Profile, Terms } from '../queries.ts'
import { takesPart } from '../rules.ts'
import { PAGE_LANGUAGES, type State } from '../words.ts'
import { ModeTag, StateTag } from './parts.tsx'

export interface DeskProps {
  reader: Reader
  edition: Edition
  pavilion: Pavilion
  name: { text: string; lang: string }
  terms: Terms[]
  profiles: Profile[]
  pictures: Picture[]
  entries: Entry[]
  /** How many of its activities the programme announces. */
  activities: number
  team: Child
  draft: Draft
  staff: boolean
  /** The end of the window in which an answer counts, if one is set. */
  answerBy: Date | null
}

/** One page where a pavilion's people see what is decided, what is due next and by when, and do it. */
export function DeskPage(props: DeskProps) {
  const { reader, edition, pavilion, name } = props
  const desk = deskAddress(props)
  return (
    <Page reader={reader} title={name.text}>
      <Trail
        reader={reader}
        steps={[
          { href: reader.at(`/${edition.code}/pavilions`), label: reader.t('pavilions.title') },
          { href: reader.at(pavilionAddress(props)), label: name.text },
        ]}
      />
      <Head title={name.text} lang={name.lang} kicker={reader.t('pavilions.desk')}>
        <p>
          <StateTag reader={reader} state={pavilion.state} /> <ModeTag reader={reader} mode={pavilion.offeredMode} />{' '}
          {pavilion.constructed ? <Constructed reader={reader} /> : null}
        </p>
      </Head>
      <Refused reader={reader} draft={props.draft} />
      <Due {...props} desk={desk} />
      <h2>{reader.t('pavilions.decided')}</h2>
      <Decided {...props} />
      <h2>{reader.t('pavilions.page')}</h2>
      <p>
        {reader.t(pavilion.pageShownOn ? 'pavilions.page-is-public' : 'pavilions.page-is-draft', {
          count: PAGE_LANGUAGES,
        })}
      </p>
      <ul class="plain columns">
        {LANGUAGES.map((language) => (
          <li>
            <a href={reader.at(`${desk}/profile/${language}`)} lang={language}>
              {OWN_NAME[language]}
            </a>{' '}
            {props.profiles.some((profile) => profile.lang === language) ? (
              <span class="tag ok">{reader.t('pavilions.written')}</span>
            ) : (
              <span class="tag">{reader.t('pavilions.unwritten')}</span>
            )}
          </li>
        ))}
      </ul>
      <p>
        <a href={reader.at(`${desk}/pictures`)}>
          {reader.t('pavilions.pictures-count', { count: props.pictures.length })}
        </a>
      </p>
      <Form
        reader={reader}
        draft={emptyDraft}
        action={reader.at(`${desk}/${pavilion.pageShownOn ? 'hide' : 'show'}`)}
        submit={reader.t(pavilion.pageShownOn ? 'pavilions.hide-page' : 'pavilions.show-page')}
        tone="plain"
      />
      <h2>{reader.t('pavilions.activities')}</h2>
      <p>
        <a href={reader.at(`${desk}/activities`)}>
          {reader.t('pavilions.activities-count', { count: props.activities })}
        </a>
      </p>
      {props.team}
      <h2>{reader.t('web.history')}</h2>
      <History reader={reader} entries={props.entries} edition={edition} />
    </Page>
  )
}

/** What is to be done next, by whom and by when: one thing at a time, in the order it comes. */
function Due(props: DeskProps & { desk: string }) {
  const { reader, pavilion, desk, edition } = props
  const act = (path: string, label: string, tone = 'first') => (
    <a class={`act ${tone}`} href={reader.at(`${desk}/${path}`)}>
      {label}
    </a>
  )
  const staffAct: Partial<Record<State, string>> = {
    confirmed: reader.t('pavilions.approve-design'),
    'design-approved': reader.t('pavilions.open'),
  }
  const step = staffAct[pavilion.state]
  return (
    <section class="sheet due">
      <h2>{reader.t('pavilions.due')}</h2>
      <p>{reader.t(`pavilions.due-when.${pavilion.state}`)}</p>
      {pavilion.state === 'invited' && props.answerBy ? (
        <p class="why">
          {reader.t('pavilions.answer-by', { moment: reader.moment(props.answerBy, edition.timeZone) })}
        </p>
      ) : null}
      <p class="deeds">
        {pavilion.state === 'invited' ? act('answer', reader.t('pavilions.answer')) : null}
        {props.staff && step ? act('progress', step) : null}
        {props.staff && !['declined', 'withdrawn'].includes(pavilion.state)
          ? act('terms', reader.t('pavilions.change-terms'), 'plain')
          : null}
        {takesPart(pavilion.state) ? act('withdraw', reader.t('pavilions.withdraw'), 'grave') : null}
      </p>
    </section>
  )
}

function Decided({ reader, pavilion, terms }: DeskProps) {
  const days: [string, string | null][] = [
    [reader.t('pavilions.invited-on'), pavilion.invitedOn],
    [reader.t('pavilions.answered-on'), pavilion.answeredOn],
    [reader.t('pavilions.design-approved-on'), pavilion.designApprovedOn],
    [reader.t('pavilions.opened-on'), pavilion.openedOn],
    [reader.t('pavilions.withdrawn-on'), pavilion.withdrawnOn],
  ]
  return (
    <>
      <dl class="grid">
        {days.map(([label, day]) =>
          day ? (
            <div>
              <dt>{label}</dt>
              <dd>{reader.day(day as Pavilion['invitedOn'])}</dd>
            </div>
          ) : null,
        )}
        <div>
          <dt>{reader.t('pavilions.area')}</dt>
          <dd>{reader.t('pavilions.square-metres', { area: pavilion.offeredAreaM2 })}</dd>
        </div>
        <div>
          <dt>{reader.t('pavilions.badges')}</dt>
          <dd>{reader.number(pavilion.badgeQuota)}</dd>
        </div>
        <div>
          <dt>{reader.t('pavilions.booths')}</dt>
          <dd>{reader.number(pavilion.boothQuota)}</dd>
        </div>
      </dl>
      {terms.length > 1 ? (
        <ul class="why">
          {terms.map((one) => (
            <li>
              {reader.day(one.from, 'medium')} – {one.until ? reader.day(one.until, 'medium') : '…'}:{' '}
              {reader.t(`pavilions.modes.${one.mode}`)}, {reader.t('pavilions.square-metres', { area: one.areaM2 })}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

const KNOWN = new Set([
  'pavilion.invited',
  'pavilion.confirmed',
  'pavilion.declined',
  'pavilion.withdrawn',
  'pavilion.design-approved',
  'pavilion.opened',
  'pavilion.terms-changed',
  'pavilion.quotas-changed',
  'pavilion.profile-written',
  'pavilion.profile-removed',
  'pavilion.page-shown',
  'pavilion.page-hidden',
  'pavilion.picture-added',
  'pavilion.picture-removed',
] as const)
type Known = typeof KNOWN extends Set<infer What> ? What : never

/** The journal of a pavilion in words. Who did it is an id: the page says whether it was Rialto or a person. */
function History({ reader, entries, edition }: { reader: Reader; entries: Entry[]; edition: Edition }) {
  if (entries.length === 0) return <p class="soft">{reader.t('web.history-empty')}</p>
  return (
    <ol class="plain history">
      {entries.map((entry) => (
        <li>
          <time datetime={entry.at.toISOString()}>{reader.moment(entry.at, edition.timeZone, 'short')}</time>{' '}
          {KNOWN.has(entry.what as Known) ? reader.t(`pavilions.facts.${entry.what as Known}`) : entry.what}
          {typeof entry.details.lang === 'string' && isLanguage(entry.details.lang)
            ? ` (${OWN_NAME[entry.details.lang]})`
            : null}
          {entry.byWhom.startsWith('system:') ? <span class="soft"> · {reader.t('web.by-system')}</span> : null}
          {entry.why ? <q class="why">{entry.why}</q> : null}
        </li>
      ))}
    </ol>
  )
}

export const pavilionAddress = ({ edition, pavilion }: Pick<DeskProps, 'edition' | 'pavilion'>) =>
  `/${edition.code}/pavilions/${pavilion.economyCode.toLowerCase()}`
export const deskAddress = (of: Pick<DeskProps, 'edition' | 'pavilion'>) => `${pavilionAddress(of)}/desk`
