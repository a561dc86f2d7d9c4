import { type Application, applicationAddress, StandFrame } from '#expo/exhibition/applications/index.ts'
import type { Edition } from '#expo/ground/editions/index.ts'
import type { Draft } from '#web/door.ts'
import { Form, TextArea, TextField } from '#web/fields.tsx'
import { Constructed, Empty } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Holding } from '../queries.ts'
import { numbersOf } from '../say.ts'
import { draftOfForm, type Ground, GroundSheet, HoldingTag, PastHoldings, Refused } from './parts.tsx'

/** The deeds that stand on the page of a holding. */
export type Deed = 'accept' | 'change' | 'refuse-change' | 'prolong'

export interface StandProps {
  reader: Reader
  edition: Edition
  application: Application
  company: { text: string; lang: string }
  holding: Holding | null
  ground: Ground | null
  past: readonly Holding[]
  /** Until when an offer that is put back waits, unless staff say otherwise. */
  usualDay: string
  acts: boolean
  staff: boolean
  /** The offer's time is over. */
  late: boolean
  draft: Draft
  which: Deed | null
}

export const standAddress = (edition: Edition, application: { id: string }) =>
  `${applicationAddress(edition, application)}/booth`

/** The booths of an application: what is offered, with the floor around it, its answer, and what there was before. */
export function StandPage(props: StandProps) {
  const { reader, edition, application, holding, ground, past } = props
  const at = reader.at(standAddress(edition, application))
  return (
    <StandFrame
      reader={reader}
      edition={edition}
      application={application}
      company={props.company}
      here="booth"
      title={holding ? numbersOf(reader, holding) : reader.t('holdings.no-stand')}
    >
      <Refused reader={reader} draft={props.draft} />
      {holding && ground ? (
        <>
          <State {...props} holding={holding} />
          <GroundSheet reader={reader} edition={edition} ground={ground} />
          {props.acts ? <Answers {...props} holding={holding} at={at} /> : null}
        </>
      ) : (
        <Empty say={reader.t('holdings.nothing-offered')} />
      )}
      {props.staff ? <ForStaff {...props} at={at} /> : null}
      {past.length > 0 ? (
        <>
          <h2>{reader.t('holdings.before')}</h2>
          <PastHoldings reader={reader} past={past} />
        </>
      ) : null}
    </StandFrame>
  )
}

function State({ reader, edition, holding, late }: StandProps & { holding: Holding }) {
  const until = holding.answerBy
    ? `${reader.moment(holding.answerBy, edition.timeZone)} (${reader.zone(edition.timeZone)})`
    : ''
  return (
    <div class="sheet">
      <p>
        <HoldingTag reader={reader} state={holding.state} />{' '}
        {holding.constructed ? <Constructed reader={reader} small /> : null}
      </p>
      {holding.state === 'offered' ? (
        <p>
          {late
            ? reader.t('holdings.answer-was-due', { moment: until })
            : until
              ? reader.t('holdings.answer-until', { moment: until })
              : reader.t('holdings.answer-open')}
        </p>
      ) : null}
      {holding.state === 'change-asked' ? (
        <>
          <p>{reader.t('holdings.change-waits')}</p>
          <blockquote>{holding.changeWords}</blockquote>
          {holding.changeBy ? <p>{reader.t('holdings.needed-by', { day: reader.day(holding.changeBy) })}</p> : null}
        </>
      ) : null}
      {holding.acceptedOn ? <p>{reader.t('holdings.held-since', { day: reader.day(holding.acceptedOn) })}</p> : null}
      {holding.words ? (
        <>
          <p class="soft">{reader.t('holdings.organisers-wrote')}</p>
          <blockquote>{holding.words}</blockquote>
        </>
      ) : null}
    </div>
  )
}

function Answers(props: StandProps & { holding: Holding; at: string }) {
  const { reader, holding, at } = props
  if (holding.state === 'accepted' || (holding.state === 'offered' && props.late)) return null
  return (
    <div class="two" id="answer">
      <section class="sheet">
        <h2>{reader.t('holdings.accept')}</h2>
        <p>{reader.t('holdings.accept-says')}</p>
        <Form
          reader={reader}
          draft={draftOfForm(props.draft, props.which, 'accept')}
          action={`${at}/accept`}
          submit={reader.t('holdings.accept-deed', { numbers: numbersOf(reader, holding) })}
          version={holding.version}
        >
          <input type="hidden" name="holding" value={holding.id} />
        </Form>
      </section>
      {holding.state === 'offered' ? (
        <section class="sheet">
          <h2>{reader.t('holdings.ask-change')}</h2>
          <p>{reader.t('holdings.ask-change-says')}</p>
          <Form
            reader={reader}
            draft={draftOfForm(props.draft, props.which, 'change')}
            action={`${at}/change`}
            submit={reader.t('holdings.ask-change-deed')}
            tone="plain"
            version={holding.version}
          >
            <input type="hidden" name="holding" value={holding.id} />
            <TextArea
              reader={reader}
              draft={draftOfForm(props.draft, props.which, 'change')}
              name="words"
              label={reader.t('holdings.change-words')}
              hint={reader.t('holdings.change-words-hint')}
              rows={3}
              required
            />
            <TextField
              reader={reader}
              draft={draftOfForm(props.draft, props.which, 'change')}
              name="neededBy"
              type="date"
              label={reader.t('holdings.change-by')}
            />
          </Form>
        </section>
      ) : null}
    </div>
  )
}

/** What staff do from here; the lists of booths that would fit have a page of their own. */
function ForStaff(props: StandProps & { at: string }) {
  const { reader, holding, at, usualDay } = props
  const waits = holding?.state === 'change-asked'
  return (
    <section>
      <h2>{reader.t('holdings.for-staff')}</h2>
      {holding?.state === 'offered' || waits ? (
        <div class="two">
          {waits ? (
            <section class="sheet">
              <h3>{reader.t('holdings.refuse-change')}</h3>
              <Form
                reader={reader}
                draft={draftOfForm(props.draft, props.which, 'refuse-change')}
                action={`${at}/refuse-change`}
                submit={reader.t('holdings.refuse-change-deed')}
                tone="plain"
                version={holding.version}
              >
                <input type="hidden" name="holding" value={holding.id} />
                <TextArea
                  reader={reader}
                  draft={draftOfForm(props.draft, props.which, 'refuse-change')}
                  name="words"
                  label={reader.t('web.reason')}
                  hint={reader.t('holdings.applicant-reads')}
                  rows={3}
                  required
                />
                <TextField
                  reader={reader}
                  draft={draftOfForm(props.draft, props.which, 'refuse-change')}
                  name="answerBy"
                  type="date"
                  label={reader.t('holdings.answer-by')}
                  hint={reader.t('holdings.answer-by-hint')}
                  value={usualDay}
                />
              </Form>
            </section>
          ) : (
            <section class="sheet">
              <h3>{reader.t('holdings.prolong')}</h3>
              <Form
                reader={reader}
                draft={draftOfForm(props.draft, props.which, 'prolong')}
                action={`${at}/prolong`}
                submit={reader.t('holdings.prolong-deed')}
                tone="plain"
                version={holding.version}
              >
                <input type="hidden" name="holding" value={holding.id} />
                <TextField
                  reader={reader}
                  draft={draftOfForm(props.draft, props.which, 'prolong')}
                  name="answerBy"
                  type="date"
                  label={reader.t('holdings.answer-by')}
                  value={usualDay}
                  required
                />
              </Form>
            </section>
          )}
        </div>
      ) : null}
      <p class="deeds">
        <a class={holding && !waits ? 'act' : 'act first'} href={`${at}/offer`}>
          {reader.t(holding ? 'holdings.offer-others' : 'holdings.offer-booths')}
        </a>
        {holding ? (
          <a class="act grave" href={`${at}/end`}>
            {reader.t('holdings.end')}
          </a>
        ) : null}
      </p>
    </section>
  )
}
