import type { Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import { LANGUAGES, OWN_NAME } from '#kernel/language.ts'
import { type Draft, draftIn, emptyDraft } from '#web/door.ts'
import { Choice, FileField, Form, type Option, Radios, TextArea, TextField } from '#web/fields.tsx'
import { Constructed } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Link } from '../queries/links.ts'
import type { Recommendation } from '../queries/recommendations.ts'
import { RECOMMENDER_KINDS } from '../words.ts'
import type { OfApplication } from './frame.tsx'
import { applicationAddress, StandFrame } from './stand.tsx'
import { DOCUMENTS_ACCEPTED } from './thread.tsx'

/** Who recommends the company: body, author, day and words; what waits to be confirmed and what was withdrawn says so. */
export function RecommendationList(props: {
  reader: Reader
  recommendations: readonly Recommendation[]
  /** The application's address, for those who may see its files; else empty. */
  at: string
  /** Where one of them is confirmed or withdrawn, for those who may. */
  manage?: ((one: Recommendation) => string) | undefined
}) {
  const { reader, recommendations } = props
  if (recommendations.length === 0) return <p class="soft">{reader.t('applications.no-recommendations')}</p>
  return (
    <ul class="plain recommendations">
      {recommendations.map((one) => (
        <li>
          <strong dir="auto">{one.body}</strong>{' '}
          <span class="tag">{reader.t(`applications.recommenders.${one.byKind}`)}</span>{' '}
          {one.until ? (
            <span class="tag stop">
              {reader.t('applications.recommendation-ended', { day: reader.day(one.until) })}
            </span>
          ) : one.confirmed ? null : (
            <span class="tag wait">{reader.t('applications.unconfirmed')}</span>
          )}{' '}
          {one.constructed ? <Constructed reader={reader} small /> : null}
          <p class="why">
            <bdi>{one.office ? `${one.author}, ${one.office}` : one.author}</bdi> · {reader.day(one.on)}
          </p>
          {one.words ? (
            <p class="said" dir="auto">
              {one.words}
            </p>
          ) : null}
          {one.whyWithdrawn ? (
            <p class="why" dir="auto">
              {one.whyWithdrawn}
            </p>
          ) : null}
          {one.digest && props.at ? (
            <p class="why">
              <a href={`${props.at}/recommendations/${one.id}/file`}>
                <bdi>{one.fileName}</bdi>
              </a>
            </p>
          ) : null}
          {props.manage ? (
            <p class="why">
              {one.sentTo ? `${reader.t('applications.came-by-link', { email: one.sentTo })} ` : null}
              <a href={props.manage(one)}>{reader.t('applications.manage-recommendation')}</a>
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

/** Ask an embassy, a ministry or a United Nations agency for a recommendation: by a link in a letter that needs no account. */
export function AskRecommendationPage(
  props: OfApplication & {
    recommendations: readonly Recommendation[]
    links: readonly Link[]
    staff: boolean
    today: Day
    economies: Option[]
    which: 'link' | 'enter'
  },
) {
  const { reader, edition, application } = props
  const at = reader.at(applicationAddress(edition, application))
  const draftOf = (which: typeof props.which) => draftIn(which, props.which === which ? props.draft : emptyDraft)
  return (
    <StandFrame
      {...props}
      here="application"
      title={reader.t('applications.recommendations')}
      lede={reader.t('applications.recommendations-lede')}
    >
      <RecommendationList
        {...props}
        at={at}
        {...(props.staff ? { manage: (one: Recommendation) => `${at}/recommendations/${one.id}` } : {})}
      />
      <h2>{reader.t('applications.send-recommend-link')}</h2>
      <p class="soft">{reader.t('applications.recommend-link-lede')}</p>
      <Form
        reader={reader}
        draft={draftOf('link')}
        action={`${at}/recommendations`}
        submit={reader.t('applications.send-letter')}
        back={at}
      >
        <LinkFields reader={reader} draft={draftOf('link')} />
      </Form>
      <Links {...props} at={at} purpose="recommend" />
      {props.staff ? (
        <>
          <h2>{reader.t('applications.enter-recommendation')}</h2>
          <p class="soft">{reader.t('applications.enter-recommendation-lede')}</p>
          <Form
            reader={reader}
            draft={draftOf('enter')}
            action={`${at}/recommendations/enter`}
            submit={reader.t('applications.enter-recommendation')}
            tone="plain"
            upload
          >
            <SaidFields {...props} draft={draftOf('enter')} evidence />
          </Form>
        </>
      ) : null}
    </StandFrame>
  )
}

/** To whom a link goes, and in which language its letter is written. */
export const LinkFields = ({ reader, draft }: { reader: Reader; draft: Draft }) => (
  <>
    <TextField
      reader={reader}
      draft={draft}
      name="email"
      type="email"
      label={reader.t('applications.their-email')}
      required
    />
    <Choice
      reader={reader}
      draft={draft}
      name="language"
      label={reader.t('applications.letter-language')}
      value={reader.lang}
      options={LANGUAGES.map((language) => ({ value: language, label: OWN_NAME[language], lang: language }))}
      required
    />
  </>
)

/** Links that wait for an answer, each to be taken back. */
export function Links(props: {
  reader: Reader
  edition: Edition
  links: readonly Link[]
  at: string
  purpose: Link['purpose']
}) {
  const { reader, edition } = props
  const links = props.links.filter((one) => one.purpose === props.purpose)
  if (links.length === 0) return null
  return (
    <>
      <h3>{reader.t('applications.links')}</h3>
      <ul class="plain windows">
        {links.map((one) => (
          <li>
            <bdi>{one.email}</bdi>{' '}
            <span class="why">
              {reader.t('applications.link-until', { moment: reader.moment(one.expiresAt, edition.timeZone, 'short') })}
            </span>{' '}
            <form method="post" action={`${props.at}/links/take-back`} class="inline">
              <input type="hidden" name="id" value={one.id} />
              <button type="submit" class="link">
                {reader.t('applications.take-back')}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Who recommends, in what words, on which day. */
export function SaidFields(props: {
  reader: Reader
  draft: Draft
  today: Day
  economies: Option[]
  /** Staff enter it by what they hold in hand. */
  evidence?: boolean
  economyCode?: string
  byKind?: string
  body?: string
}) {
  const { reader, draft } = props
  return (
    <>
      <Radios
        reader={reader}
        draft={draft}
        name="kind"
        label={reader.t('applications.recommender-kind')}
        value={props.byKind}
        options={RECOMMENDER_KINDS.map((kind) => ({
          value: kind,
          label: reader.t(`applications.recommenders.${kind}`),
        }))}
      />
      <TextField
        reader={reader}
        draft={draft}
        name="body"
        label={reader.t('applications.recommender-body')}
        hint={reader.t('applications.recommender-body-hint')}
        value={props.body}
        required
      />
      <Choice
        reader={reader}
        draft={draft}
        name="economy"
        label={reader.t('applications.recommender-economy')}
        value={props.economyCode}
        options={props.economies}
        empty={reader.t('applications.of-no-economy')}
      />
      <div class="row">
        <TextField
          reader={reader}
          draft={draft}
          name="author"
          label={reader.t('applications.recommender-author')}
          autocomplete="name"
          required
        />
        <TextField reader={reader} draft={draft} name="office" label={reader.t('applications.recommender-office')} />
      </div>
      <TextField
        reader={reader}
        draft={draft}
        name="on"
        type="date"
        label={reader.t('applications.recommended-on')}
        value={props.today}
        required
      />
      <TextArea
        reader={reader}
        draft={draft}
        name="words"
        label={reader.t('applications.recommendation-words')}
        hint={reader.t('applications.recommendation-words-hint')}
        rows={5}
      />
      <FileField
        reader={reader}
        draft={draft}
        name="file"
        label={reader.t(props.evidence ? 'applications.evidence' : 'applications.file')}
        hint={reader.t('applications.file-hint')}
        accept={DOCUMENTS_ACCEPTED}
        required={props.evidence ?? false}
      />
    </>
  )
}

/** One recommendation, for staff: confirm that it is of whom it says, or withdraw it with a reason. */
export function ManageRecommendationPage(
  props: OfApplication & { recommendation: Recommendation; today: Day; mayConfirm: boolean },
) {
  const { reader, draft, edition, application, recommendation } = props
  const at = reader.at(applicationAddress(edition, application))
  const here = `${at}/recommendations/${recommendation.id}`
  return (
    <StandFrame {...props} here="application" title={reader.t('applications.recommendation')}>
      <RecommendationList reader={reader} recommendations={[recommendation]} at={at} />
      {recommendation.sentTo ? (
        <p class="why">{reader.t('applications.came-by-link', { email: recommendation.sentTo })}</p>
      ) : null}
      {recommendation.until ? null : (
        <>
          {!recommendation.confirmed && props.mayConfirm ? (
            <>
              <p>{reader.t('applications.confirm-means')}</p>
              <Form
                reader={reader}
                draft={emptyDraft}
                action={`${here}/confirm`}
                submit={reader.t('applications.confirm-recommendation')}
              />
            </>
          ) : null}
          <h2>{reader.t('applications.withdraw-recommendation')}</h2>
          <Form
            reader={reader}
            draft={draft}
            action={`${here}/withdraw`}
            submit={reader.t('applications.withdraw-recommendation')}
            tone="grave"
            back={`${at}/recommendations`}
          >
            <TextField
              reader={reader}
              draft={draft}
              name="on"
              type="date"
              label={reader.t('applications.recommended-until')}
              value={props.today}
              required
            />
            <TextArea reader={reader} draft={draft} name="why" label={reader.t('web.reason')} rows={3} required />
          </Form>
        </>
      )}
    </StandFrame>
  )
}
