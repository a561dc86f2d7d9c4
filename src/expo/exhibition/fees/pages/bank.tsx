import type { Day } from '#kernel/day.ts'
import { daysBetween } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { decimalOf, type Money, subtract } from '#kernel/money.ts'
import type { Upload } from '#platform/uploads.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Choice, FileField, Form, Refused, TextField } from '#web/fields.tsx'
import { Empty, Next, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Glance } from '../bank/sheet.ts'
import type { BankStatement } from '../bank/statement.ts'
import type { Payment } from '../queries/accounts.ts'
import type { Waiting } from '../queries/bank.ts'
import type { Bank } from '../queries/organiser.ts'
import type { Entry, Matched } from '../rules/match.ts'
import { DAY_ORDERS, FIELDS, type LikenessReason } from '../words.ts'
import { staffAddress } from './parts.tsx'
import { StaffFrame, type StaffPage } from './staff-frame.tsx'

/** What accounts are called where an entry is said to be theirs. */
export type AccountNames = ReadonlyMap<string, { names: Wording; number: number; open: Money }>

/** Where banks' files are sent, one bank after the other. */
export function BankFilesPage(
  props: StaffPage & { banks: Bank[]; draft: Draft; chosen: string | null; keeps: boolean },
) {
  const { reader, edition, banks, draft, chosen } = props
  const at = (path: string) => reader.at(staffAddress(edition, path))
  return (
    <StaffFrame {...props} here="/bank" title={reader.t('fees.way-bank')} lede={reader.t('fees.bank-lede')}>
      {banks.length === 0 ? (
        <Empty say={reader.t('fees.no-banks')}>
          <p class="deeds">
            <a class="act first" href={at('/bank/new')}>
              {reader.t('fees.add-bank')}
            </a>
          </p>
        </Empty>
      ) : null}
      {banks.map((bank) => {
        const typed = chosen === bank.id ? draft : emptyDraft
        return (
          <section>
            <h2>
              <bdi>{bank.name}</bdi>
            </h2>
            <p class="why">
              <code>{bank.account}</code> {bank.currency}
            </p>
            <Form
              reader={reader}
              draft={typed}
              action={at(`/bank/${bank.id}/files`)}
              submit={reader.t('sheets.send')}
              upload
            >
              <FileField
                reader={reader}
                draft={typed}
                name="file"
                label={reader.t('fees.bank-file')}
                hint={reader.t('fees.bank-file-hint')}
                accept=".xml,.csv,.txt,.xlsx,application/xml,text/xml,text/csv"
                required
              />
            </Form>
          </section>
        )
      })}
    </StaffFrame>
  )
}

export interface BankPreviewProps extends StaffPage {
  bank: Bank
  upload: Upload
  statement: BankStatement
  matched: { entry: Entry; matched: Matched; known: boolean; payable: boolean }[]
  accounts: AccountNames
  seen: string
  draft: Draft
}

const SHOWN = 200

/** What was understood of a bank's file, and whose each entry is; nothing is booked before somebody has seen it. */
export function BankPreviewPage(props: BankPreviewProps) {
  const { reader, edition, bank, upload, statement, matched, draft } = props
  const at = reader.at(staffAddress(edition, `/bank/${bank.id}/files/${upload.id}`))
  const fresh = matched.filter((one) => !one.known)
  const exact = fresh.filter((one) => one.matched.kind === 'exact' && one.payable)
  const other = statement.account !== null && statement.account !== bank.account
  return (
    <StaffFrame
      {...props}
      here="/bank"
      inside
      title={reader.t('sheets.preview')}
      lede={reader.t('fees.bank-preview-lede')}
    >
      <p class="why">
        <bdi>{upload.fileName}</bdi> · <bdi>{bank.name}</bdi>
      </p>
      {other ? (
        <p class="refusal">
          {reader.t('fees.other-account', { account: statement.account ?? '', ours: bank.account })}
        </p>
      ) : null}
      <ul class="tiles">
        <Tile reader={reader} count={exact.length} label={reader.t('fees.will-be-booked')} />
        <Tile reader={reader} count={fresh.length - exact.length} label={reader.t('fees.will-wait')} />
        <Tile reader={reader} count={matched.length - fresh.length} label={reader.t('fees.known-already')} />
        {statement.pending > 0 ? (
          <Tile reader={reader} count={statement.pending} label={reader.t('fees.pending')} />
        ) : null}
      </ul>
      <Refused reader={reader} draft={draft} />
      {fresh.length > 0 ? (
        <Form
          reader={reader}
          draft={emptyDraft}
          action={at}
          submit={reader.t('fees.keep-file', { count: fresh.length })}
          back={reader.at(staffAddress(edition, '/bank'))}
        >
          <input type="hidden" name="seen" value={props.seen} />
        </Form>
      ) : (
        <Empty say={reader.t(statement.entries.length > 0 ? 'fees.nothing-new' : 'fees.nothing-to-keep')} />
      )}
      {statement.unread.length > 0 ? (
        <section>
          <h2>{reader.t('fees.unread')}</h2>
          <ul>
            {statement.unread.slice(0, SHOWN).map((one) => (
              <li>{reader.t('fees.unread-at', { at: one.at, why: reader.sentence(one.code) })}</li>
            ))}
          </ul>
        </section>
      ) : null}
      <Entries {...props} />
    </StaffFrame>
  )
}

const Tile = ({ reader, count, label }: { reader: Reader; count: number; label: string }) => (
  <li>
    <span class="n">{reader.number(count)}</span> {label}
  </li>
)

function Entries({ reader, matched, accounts, edition }: BankPreviewProps) {
  return (
    <section>
      <h2>{reader.t('fees.entries')}</h2>
      <div class="scroll" tabindex={0}>
        <table class="roomy named">
          <thead>
            <tr>
              <th scope="col">{reader.t('fees.on-day')}</th>
              <th scope="col">{reader.t('fees.payer')}</th>
              <th scope="col" class="number">
                {reader.t('fees.amount')}
              </th>
              <th scope="col">{reader.t('fees.whose')}</th>
            </tr>
          </thead>
          <tbody>
            {matched.slice(0, SHOWN).map((one) => (
              <tr>
                <td>{reader.day(one.entry.on, 'medium')}</td>
                <td>
                  <bdi>{one.entry.payer || '–'}</bdi>
                  <p class="why" dir="auto">
                    {[one.entry.reference, one.entry.text].filter(Boolean).join(' · ')}
                  </p>
                </td>
                <td class="number">{reader.money(one.entry.amount)}</td>
                <td>
                  {one.known ? (
                    <span class="tag">{reader.t('fees.known-already')}</span>
                  ) : (
                    <Whose
                      reader={reader}
                      edition={edition}
                      matched={one.matched}
                      payable={one.payable}
                      accounts={accounts}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {matched.length > SHOWN ? <p class="why">{reader.t('sheets.more', { count: matched.length - SHOWN })}</p> : null}
    </section>
  )
}

const sayReasons = (reader: Reader, reasons: readonly LikenessReason[]) =>
  reader.list(reasons.map((reason) => reader.t(`fees.likeness.${reason}`)))

function Whose(props: {
  reader: Reader
  edition: StaffPage['edition']
  matched: Matched
  payable: boolean
  accounts: AccountNames
}) {
  const { reader, matched, accounts, edition } = props
  const link = (id: string) => {
    const account = accounts.get(id)
    return account ? (
      <a href={reader.at(`/${edition.code}/applications/${id}/payments`)}>
        <Said {...reader.words(account.names)} />
      </a>
    ) : null
  }
  if (matched.kind === 'unknown') return <span class="tag stop">{reader.t('fees.match.unknown')}</span>
  if (matched.kind === 'exact')
    return (
      <>
        <span class={`tag ${props.payable ? 'ok' : 'wait'}`}>
          {reader.t(props.payable ? 'fees.match.exact' : 'fees.match.no-rate')}
        </span>{' '}
        {link(matched.accountId)}
      </>
    )
  return (
    <>
      <span class="tag wait">{reader.t('fees.match.proposed')}</span>
      <ul class="plain why">
        {matched.proposals.map((one) => (
          <li>
            {link(one.accountId)} ({sayReasons(reader, one.reasons)})
          </li>
        ))}
      </ul>
    </>
  )
}

/** A bank's sheet, seen for the first time: which column is which is said once and remembered. */
export function MappingPage(props: StaffPage & { bank: Bank; upload: Upload; glance: Glance; draft: Draft }) {
  const { reader, edition, bank, upload, glance, draft } = props
  const known = bank.mapping ?? glance.guess
  const at = reader.at(staffAddress(edition, `/bank/${bank.id}/files/${upload.id}/columns`))
  return (
    <StaffFrame
      {...props}
      here="/bank"
      inside
      title={reader.t('fees.columns')}
      lede={reader.t('fees.columns-lede', { bank: bank.name })}
    >
      <div class="scroll" tabindex={0}>
        <table class="roomy named">
          <thead>
            <tr>
              {glance.titles.map((title) => (
                <th scope="col">
                  <bdi>{title}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {glance.rows.map((row) => (
              <tr>
                {glance.titles.map((_, index) => (
                  <td>
                    <bdi>{row[index]?.slice(0, 80)}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Form
        reader={reader}
        draft={draft}
        action={at}
        submit={reader.t('fees.read-so')}
        back={reader.at(staffAddress(edition, '/bank'))}
      >
        {FIELDS.map((field) => (
          <Choice
            reader={reader}
            draft={draft}
            name={`title.${field}`}
            label={reader.t(`fees.field.${field}`)}
            {...(hasHint(field) ? { hint: reader.t(`fees.field-hint.${field}`) } : {})}
            value={known.titles[field]}
            options={glance.titles.map((title) => ({ value: title, label: title }))}
            empty={reader.t('fees.no-column')}
            required={field === 'day' || field === 'amount'}
          />
        ))}
        <div class="row">
          <Choice
            reader={reader}
            draft={draft}
            name="days"
            label={reader.t('fees.day-order')}
            value={known.days}
            options={DAY_ORDERS.map((order) => ({ value: order, label: reader.t(`fees.day-orders.${order}`) }))}
            required
          />
          <Choice
            reader={reader}
            draft={draft}
            name="point"
            label={reader.t('fees.decimal-sign')}
            value={known.point}
            options={[
              { value: '.', label: '1,234.50' },
              { value: ',', label: '1.234,50' },
            ]}
            required
          />
        </div>
      </Form>
    </StaffFrame>
  )
}

const hasHint = (field: string): field is 'debit' | 'bank-reference' | 'currency' =>
  ['debit', 'bank-reference', 'currency'].includes(field)

/** What the bank says and nobody has booked: the longest waiting first, each with what it may be. */
export function EntriesPage(
  props: StaffPage & {
    rows: { entry: Waiting; matched: Matched }[]
    accounts: AccountNames
    which: 'waiting' | 'set-aside'
    count: number
    next: string | null
    today: Day
  },
) {
  const { reader, edition, rows, accounts, which, today } = props
  const at = reader.at(staffAddress(edition, '/entries'))
  return (
    <StaffFrame {...props} here="/entries" title={reader.t('fees.way-entries')} lede={reader.t('fees.entries-lede')}>
      <nav class="states" aria-label={reader.t('fees.by-state')}>
        <a href={at} aria-current={which === 'waiting' ? 'true' : undefined}>
          {reader.t('fees.entries-waiting')} {reader.number(props.count)}
        </a>
        <a href={`${at}?which=set-aside`} aria-current={which === 'set-aside' ? 'true' : undefined}>
          {reader.t('fees.entries-aside')}
        </a>
      </nav>
      {rows.length === 0 ? (
        <Empty say={reader.t(which === 'waiting' ? 'fees.no-entries' : 'fees.none-aside')} />
      ) : (
        <div class="scroll" tabindex={0}>
          <table class="roomy named">
            <thead>
              <tr>
                <th scope="col">{reader.t('fees.payer')}</th>
                <th scope="col" class="number">
                  {reader.t('fees.amount')}
                </th>
                <th scope="col" class="number">
                  {reader.t('fees.age')}
                </th>
                <th scope="col">{reader.t('fees.whose')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ entry, matched }) => (
                <tr>
                  <th scope="row">
                    <a href={`${at}/${entry.id}`}>
                      <bdi>{entry.payer || reader.t('fees.nobody-named')}</bdi>
                    </a>
                    <p class="why" dir="auto">
                      {[entry.reference, entry.text].filter(Boolean).join(' · ')}
                    </p>
                    {entry.setAside ? <q class="why">{entry.setAside}</q> : null}
                  </th>
                  <td class="number">{reader.money(subtract(entry.amount, entry.booked))}</td>
                  <td class="number">{reader.t('fees.days', { days: Math.max(0, daysBetween(entry.on, today)) })}</td>
                  <td>
                    <Whose reader={reader} edition={edition} matched={matched} payable accounts={accounts} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Next reader={reader} href={props.next} />
    </StaffFrame>
  )
}

export interface EntryProps extends StaffPage {
  entry: Waiting
  /** Accounts that it may be for: those proposed, or those that somebody looked for. */
  candidates: { id: string; names: Wording; open: Money; reasons: LikenessReason[]; payments: Payment[] }[]
  words: string
  keeps: boolean
  draft: Draft
}

/** One entry: whose it is, wholly or in part, or nobody's. */
export function EntryPage(props: EntryProps) {
  const { reader, edition, entry, candidates, draft, keeps } = props
  const at = reader.at(staffAddress(edition, `/entries/${entry.id}`))
  const left = subtract(entry.amount, entry.booked)
  return (
    <StaffFrame {...props} here="/entries" inside title={reader.t('fees.entry')}>
      <dl class="grid">
        <Fact label={reader.t('fees.payer')} text={entry.payer || reader.t('fees.nobody-named')} />
        <Fact label={reader.t('fees.amount')} text={reader.money(entry.amount)} />
        <Fact label={reader.t('fees.left')} text={reader.money(left)} />
        <Fact label={reader.t('fees.on-day')} text={reader.day(entry.on)} />
        <Fact
          label={reader.t('fees.field.text')}
          text={[entry.reference, entry.text].filter(Boolean).join(' · ') || '–'}
        />
        <Fact label={reader.t('fees.field.bank-reference')} text={entry.bankReference} />
      </dl>
      <Refused reader={reader} draft={draft} />
      {entry.setAside !== null ? (
        <section>
          <p>
            {reader.t('fees.entries-aside')} <q dir="auto">{entry.setAside}</q>
          </p>
          {keeps ? (
            <Form
              reader={reader}
              draft={emptyDraft}
              action={`${at}/take-up`}
              submit={reader.t('fees.take-up')}
              version={entry.version}
            />
          ) : null}
        </section>
      ) : null}
      {keeps && entry.setAside === null && left.minor !== 0n ? (
        <>
          <h2>{reader.t('fees.whose')}</h2>
          <form class="filter" action={at}>
            <div class="field">
              <label for="f-words">{reader.t('fees.find-account')}</label>
              <input id="f-words" name="q" type="search" value={props.words} maxlength={100} />
            </div>
            <button type="submit" class="act">
              {reader.t('web.search')}
            </button>
          </form>
          {candidates.length === 0 ? <p class="soft">{reader.t('fees.no-candidates')}</p> : null}
          {candidates.map((one) => (
            <Candidate {...props} one={one} at={at} left={left} />
          ))}
          <h2>{reader.t('fees.nobodys')}</h2>
          <Form
            reader={reader}
            draft={emptyDraft}
            action={`${at}/aside`}
            submit={reader.t('fees.set-aside')}
            tone="plain"
            version={entry.version}
          >
            <TextField
              reader={reader}
              draft={emptyDraft}
              name="why"
              label={reader.t('web.reason')}
              max={300}
              required
            />
          </Form>
        </>
      ) : null}
    </StaffFrame>
  )
}

const Fact = ({ label, text }: { label: string; text: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>
      <bdi>{text}</bdi>
    </dd>
  </div>
)

function Candidate(props: EntryProps & { one: EntryProps['candidates'][number]; at: string; left: Money }) {
  const { reader, edition, entry, one, at, left, draft } = props
  const mine = draft.values.account === one.id ? draft : emptyDraft
  const incoming = left.minor > 0n
  const amount =
    incoming && left.currency === one.open.currency && one.open.minor > 0n && one.open.minor < left.minor
      ? one.open
      : left
  return (
    <section class="sheet">
      <h3>
        <a href={reader.at(`/${edition.code}/applications/${one.id}/payments`)}>
          <Said {...reader.words(one.names)} />
        </a>
      </h3>
      <p class="why">
        {reader.t('fees.open')}: {reader.money(one.open)}
        {one.reasons.length > 0 ? ` · ${sayReasons(reader, one.reasons)}` : ''}
      </p>
      <Form reader={reader} draft={mine} action={at} submit={reader.t('fees.book')} version={entry.version}>
        <input type="hidden" name="account" value={one.id} />
        <TextField
          reader={reader}
          draft={mine}
          name="amount"
          inputmode="decimal"
          label={reader.t('fees.amount-in', { currency: left.currency })}
          value={decimalOf(amount)}
          required
        />
        {incoming ? null : (
          <Choice
            reader={reader}
            draft={mine}
            name="payment"
            label={reader.t('fees.takes-back')}
            options={one.payments.map((payment) => ({
              value: payment.id,
              label: `${payment.number ?? ''} ${reader.money(payment.paid)} ${reader.day(payment.on, 'medium')}`,
            }))}
            empty={reader.t('fees.is-refund')}
          />
        )}
      </Form>
    </section>
  )
}
