import { type Application, applicationAddress, StandFrame } from '#expo/exhibition/applications/index.ts'
import type { Edition } from '#expo/ground/editions/index.ts'
import type { Draft } from '#web/door.ts'
import { Form, TextArea, Tick } from '#web/fields.tsx'
import { Empty } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Opened } from '../queries/statements.ts'
import type { Statement } from '../rules/reckon.ts'
import type { Instalment } from '../rules/schedule.ts'
import type { StandFacts } from '../rules/tariff.ts'
import { type Context, sayNumber } from '../saying.ts'
import { BigSum, LineTable } from './parts.tsx'

/** The frame that every page of a stand's fees stands in. */
export interface StandPage {
  reader: Reader
  edition: Edition
  application: Application
  company: { text: string; lang: string }
}

export interface StatementProps extends StandPage {
  /** What is shown: a statement that was opened, or an estimate by what is wished or offered. */
  shown: { facts: StandFacts; result: Statement; context: Context } | null
  opened: Opened | null
  number: string
  schedule: Instalment[]
  /** Whether what comes out now is what was kept. */
  proof: { digest: string; same: boolean } | null
  earlier: Opened[]
  /** Something has changed since: staff may open it anew. */
  stale: boolean
  newer: boolean
  staff: boolean
  draft: Draft
}

/** What a stand costs and why, line by line; for whoever has no booth yet, an estimate by what was wished. */
export function StatementPage(props: StatementProps) {
  const { reader, edition, application, shown, opened } = props
  const at = reader.at(applicationAddress(edition, application))
  const kicker = shown
    ? [
        opened ? props.number : reader.t('fees.estimate'),
        reader.t('fees.tariff-version', { version: shown.context.tariff }),
        shown.context.support === null ? '' : reader.t('fees.support-version', { version: shown.context.support }),
      ]
        .filter(Boolean)
        .join(' · ')
    : ''
  return (
    <StandFrame {...props} here="statement" title={reader.t(opened ? 'fees.statement' : 'fees.estimate-title')} wide>
      {shown ? (
        <>
          <p class="kicker">{kicker}</p>
          <div class="two">
            <div>
              <BigSum
                reader={reader}
                amount={shown.result.due}
                why={<FactLine reader={reader} facts={shown.facts} />}
              />
              {opened ? null : (
                <p class="notice-soft">
                  {reader.t(`fees.estimate-${shown.facts.basis === 'offer' ? 'offer' : 'wishes'}`)}
                </p>
              )}
              {opened?.facts.withdrawnOn ? (
                <p>{reader.t('fees.closed-on', { day: reader.day(opened.facts.withdrawnOn) })}</p>
              ) : null}
              <Schedule reader={reader} schedule={props.schedule} estimated={opened === null} />
              <p class="deeds">
                {opened ? (
                  <>
                    <a class="act first" href={`${at}/contract`}>
                      {reader.t('fees.to-contract')}
                    </a>
                    <a class="act" href={`${at}/statement.pdf`}>
                      PDF
                    </a>
                  </>
                ) : null}
              </p>
            </div>
            <div class="sheet">
              <LineTable reader={reader} statement={shown.result} context={shown.context} />
            </div>
          </div>
          {opened ? <Proof {...props} opened={opened} /> : null}
        </>
      ) : (
        <Empty say={reader.t('fees.no-estimate')}>
          <p class="deeds">
            <a class="act first" href={reader.at(`/${edition.code}/fees`)}>
              {reader.t('fees.what-it-costs')}
            </a>
          </p>
        </Empty>
      )}
      {props.staff && opened ? <OpenAnew {...props} at={at} /> : null}
    </StandFrame>
  )
}

const FactLine = ({ reader, facts }: { reader: Reader; facts: StandFacts }) => (
  <p>
    {reader.t('fees.stand-facts', {
      kind: reader.t(`fees.kind.${facts.kind}`),
      area: sayNumber(reader, facts.areaM2),
      sides: facts.openSides,
      count: facts.booths.length,
      booths: reader.list(facts.booths),
    })}
  </p>
)

/** What is paid when. */
export function Schedule(props: { reader: Reader; schedule: Instalment[]; estimated: boolean }) {
  const { reader, schedule } = props
  if (schedule.length === 0) return null
  return (
    <dl class="schedule">
      {schedule.map((one) => (
        <div>
          <dt>
            {reader.t(`fees.part.${one.part}`)}
            {props.estimated ? ` · ${reader.t('fees.if-signed-today')}` : ''}
          </dt>
          <dd>
            {reader.money(one.amount)}{' '}
            <span class="why">{reader.t('fees.by-day', { day: reader.day(one.dueOn) })}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The digest, what came out when this page was reckoned again just now, and the versions before. */
function Proof(props: StatementProps & { opened: Opened }) {
  const { reader, opened, proof, earlier, edition, application } = props
  const at = reader.at(applicationAddress(edition, application))
  return (
    <section class="proof">
      <h2>{reader.t('fees.proof')}</h2>
      {proof ? (
        <p>
          <span class={`tag ${proof.same ? 'ok' : 'stop'}`}>
            {reader.t(proof.same ? 'fees.proof-same' : 'fees.proof-other')}
          </span>{' '}
          {reader.t('fees.proof-say')}
        </p>
      ) : null}
      <p class="why">
        <code>{opened.digest}</code>
      </p>
      {opened.why ? (
        <p>
          {reader.t('fees.opened-why')} <q dir="auto">{opened.why}</q>
        </p>
      ) : null}
      <p>
        <a href={`${at}/statement.json`}>{reader.t('fees.proof-take')}</a>
      </p>
      {earlier.length > 1 ? (
        <>
          <h3>{reader.t('fees.earlier')}</h3>
          <ul class="plain">
            {earlier.map((one) => (
              <li>
                <a
                  href={`${at}/statement?version=${one.number}`}
                  aria-current={one.id === opened.id ? 'true' : undefined}
                >
                  {reader.t('fees.version-of', { number: one.number, day: reader.day(one.openedOn) })}
                </a>{' '}
                <span class="why">{reader.money(one.result.due)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}

function OpenAnew(props: StatementProps & { at: string }) {
  const { reader, draft, at } = props
  return (
    <section>
      <h2>{reader.t('fees.open-anew')}</h2>
      <p>{reader.t(props.stale ? 'fees.stale-say' : props.newer ? 'fees.newer-say' : 'fees.open-anew-say')}</p>
      <Form reader={reader} draft={draft} action={`${at}/statement`} submit={reader.t('fees.open-anew')} tone="plain">
        <Tick draft={draft} name="newest" label={reader.t('fees.by-newest')} checked={false} />
        <TextArea reader={reader} draft={draft} name="why" label={reader.t('web.reason')} rows={2} required />
      </Form>
    </section>
  )
}
