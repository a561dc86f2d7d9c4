import { applicationAddress, StandFrame } from '#expo/exhibition/applications/index.ts'
import type { Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import { LANGUAGES, OWN_NAME } from '#kernel/language.ts'
import { type Money, negate, subtract } from '#kernel/money.ts'
import type { Entry } from '#platform/journal.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Choice, Form, Refused, TextArea, TextField } from '#web/fields.tsx'
import { Empty } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Account, Invoice, Payment } from '../queries/accounts.ts'
import type { Bank } from '../queries/organiser.ts'
import type { Unpaid } from '../rules/account.ts'
import { printed } from '../rules/reference.ts'
import { BigSum } from './parts.tsx'
import type { StandPage } from './statement.tsx'

export interface PaymentsProps extends StandPage {
  account: Account | null
  invoices: Invoice[]
  payments: Payment[]
  unpaid: Unpaid[]
  banks: Bank[]
  entries: Entry[]
  today: Day
  may: { bill: boolean; keep: boolean }
  draft: Draft
  which: 'receive' | 'refund' | 'release' | null
}

/** What is to be paid, how, and what has been paid: one page for the company's bookkeeper and for the fair's. */
export function PaymentsPage(props: PaymentsProps) {
  const { reader, account } = props
  return (
    <StandFrame {...props} here="payments" title={reader.t('fees.payments')} wide>
      <Refused reader={reader} draft={props.which === null ? props.draft : emptyDraft} />
      {account ? (
        <>
          <Balance {...props} account={account} />
          <Invoices {...props} />
          <Payments {...props} />
          <BillingShown {...props} account={account} />
          {props.may.keep ? <Keeping {...props} account={account} /> : null}
          <History reader={reader} edition={props.edition} entries={props.entries} />
        </>
      ) : (
        <Empty say={reader.t('fees.no-account')} />
      )}
    </StandFrame>
  )
}

const at = ({ reader, edition, application }: StandPage) => reader.at(applicationAddress(edition, application))

function Balance(props: PaymentsProps & { account: Account }) {
  const { reader, account, unpaid, banks, today } = props
  const open = subtract(account.invoiced, account.received)
  const [next] = unpaid
  return (
    <div class="two">
      <div>
        <BigSum
          reader={reader}
          amount={open.minor < 0n ? negate(open) : open}
          label={reader.t(open.minor < 0n ? 'fees.your-credit' : 'fees.open')}
        />
        {next ? (
          <p>
            {reader.t(next.dueOn < today ? 'fees.was-due' : 'fees.next-due', {
              amount: reader.money(next.open),
              day: reader.day(next.dueOn),
            })}{' '}
            {next.dueOn < today ? <span class="tag stop">{reader.t('fees.overdue')}</span> : null}
          </p>
        ) : (
          <p>{reader.t(account.invoiced.minor === 0n ? 'fees.nothing-invoiced' : 'fees.all-paid')}</p>
        )}
      </div>
      {open.minor > 0n ? (
        <section class="sheet">
          <h2 class="small-heading">{reader.t('fees.how-to-pay')}</h2>
          <p>{reader.t('fees.how-to-pay-say')}</p>
          <p class="reference">
            <code>{printed(account.reference)}</code>
          </p>
          {banks
            .filter((bank) => bank.shown)
            .map((bank) => (
              <dl class="grid">
                <div>
                  <dt>{reader.t('fees.bank')}</dt>
                  <dd>
                    <bdi>{bank.name}</bdi>
                  </dd>
                </div>
                <div>
                  <dt>{reader.t('fees.bank-account')}</dt>
                  <dd>
                    <code>{bank.account.replace(/(.{4})(?=.)/g, '$1 ')}</code> ({bank.currency})
                  </dd>
                </div>
                {bank.bic ? (
                  <div>
                    <dt>BIC</dt>
                    <dd>
                      <code>{bank.bic}</code>
                    </dd>
                  </div>
                ) : null}
              </dl>
            ))}
        </section>
      ) : null}
    </div>
  )
}

function Invoices(props: PaymentsProps) {
  const { reader, invoices, unpaid } = props
  if (invoices.length === 0) return null
  const openOf = new Map(unpaid.map((one) => [one.id, one.open]))
  return (
    <section>
      <h2>{reader.t('fees.invoices')}</h2>
      <div class="scroll" tabindex={0}>
        <table class="roomy named">
          <thead>
            <tr>
              <th scope="col">{reader.t('fees.document')}</th>
              <th scope="col">{reader.t('fees.issued-on')}</th>
              <th scope="col">{reader.t('fees.due-on')}</th>
              <th scope="col" class="number">
                {reader.t('fees.amount')}
              </th>
              <th scope="col" class="number">
                {reader.t('fees.open')}
              </th>
            </tr>
          </thead>
          <tbody>
            {invoices.map((one) => (
              <tr>
                <th scope="row">
                  <a href={`${at(props)}/fees/${one.paperId}`}>{one.number}</a>
                  <p class="why">
                    {one.kind === 'credit-note'
                      ? reader.t('fees.paper.credit-note')
                      : reader.t(`fees.part.${one.part}`)}
                  </p>
                </th>
                <td>{reader.day(one.issuedOn, 'medium')}</td>
                <td>{one.kind === 'credit-note' ? '–' : reader.day(one.dueOn, 'medium')}</td>
                <td class="number">{reader.money(one.total)}</td>
                <td class="number">
                  {one.kind === 'credit-note' ? '–' : <Open reader={reader} open={openOf.get(one.id)} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const Open = ({ reader, open }: { reader: Reader; open: Money | undefined }) =>
  open ? <bdi>{reader.money(open)}</bdi> : <span class="tag ok">{reader.t('fees.paid')}</span>

function Payments(props: PaymentsProps) {
  const { reader, payments } = props
  if (payments.length === 0) return null
  return (
    <section>
      <h2>{reader.t('fees.received-and-paid')}</h2>
      <div class="scroll" tabindex={0}>
        <table class="roomy named">
          <thead>
            <tr>
              <th scope="col">{reader.t('fees.on-day')}</th>
              <th scope="col">{reader.t('fees.what')}</th>
              <th scope="col">{reader.t('fees.paper.receipt')}</th>
              <th scope="col" class="number">
                {reader.t('fees.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {payments.map((one) => (
              <tr>
                <td>{reader.day(one.on, 'medium')}</td>
                <th scope="row">
                  {reader.t(`fees.payment-kinds.${one.kind}`)}
                  {one.rate ? (
                    <p class="why">
                      {reader.t('fees.paper.at-rate', {
                        paid: reader.money(one.paid),
                        rate: one.rate.replace(/\.?0+$/, ''),
                      })}
                    </p>
                  ) : null}
                  {one.note && props.may.keep ? (
                    <p class="why" dir="auto">
                      {one.note}
                    </p>
                  ) : null}
                </th>
                <td>{one.paperId ? <a href={`${at(props)}/fees/${one.paperId}`}>{one.number}</a> : '–'}</td>
                <td class="number">{reader.money(one.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function BillingShown(props: PaymentsProps & { account: Account }) {
  const { reader, account, may } = props
  const { billing } = account
  return (
    <section>
      <h2>{reader.t('fees.billing')}</h2>
      <dl class="grid">
        <Said label={reader.t('fees.bill-name')} text={billing.name || reader.t('fees.bill-name-usual')} />
        {billing.address ? <Said label={reader.t('fees.bill-address')} text={billing.address} /> : null}
        {billing.taxNumber ? <Said label={reader.t('fees.bill-tax-number')} text={billing.taxNumber} /> : null}
        {billing.order ? <Said label={reader.t('fees.bill-order')} text={billing.order} /> : null}
        <div>
          <dt>{reader.t('fees.papers-language')}</dt>
          <dd>
            <span lang={account.language}>{OWN_NAME[account.language]}</span>
          </dd>
        </div>
      </dl>
      {may.bill ? (
        <p class="deeds">
          <a class="act" href={`${at(props)}/billing`}>
            {reader.t('fees.change-billing')}
          </a>
        </p>
      ) : null}
    </section>
  )
}

const Said = ({ label, text }: { label: string; text: string }) => (
  <div>
    <dt>{label}</dt>
    <dd class="lines-kept" dir="auto">
      {text}
    </dd>
  </div>
)

/** What those who keep the accounts do by hand. */
function Keeping(props: PaymentsProps & { account: Account }) {
  const { reader, account, draft, which, today } = props
  const credit = subtract(account.received, account.invoiced)
  const late = props.unpaid.some((one) => one.dueOn < today)
  const typed = (form: PaymentsProps['which']) => (which === form ? draft : emptyDraft)
  const amountFields = (form: 'receive' | 'refund', value: string) => (
    <>
      <div class="row">
        <TextField
          reader={reader}
          draft={typed(form)}
          name="amount"
          inputmode="decimal"
          label={reader.t('fees.amount-in', { currency: account.invoiced.currency })}
          value={value}
          required
        />
        <TextField
          reader={reader}
          draft={typed(form)}
          name="on"
          type="date"
          label={reader.t('fees.on-day')}
          value={today}
          required
        />
      </div>
      <TextField
        reader={reader}
        draft={typed(form)}
        name="note"
        label={reader.t('fees.note')}
        hint={reader.t('fees.note-hint')}
        max={300}
        required
      />
    </>
  )
  return (
    <section>
      <h2>{reader.t('fees.by-hand')}</h2>
      <Form
        reader={reader}
        draft={emptyDraft}
        action={`${at(props)}/payments/invoice`}
        submit={reader.t('fees.invoice-now')}
        tone="plain"
      />
      <details open={which === 'receive'}>
        <summary>{reader.t('fees.receive-by-hand')}</summary>
        <Form
          reader={reader}
          draft={typed('receive')}
          action={`${at(props)}/payments/receive`}
          submit={reader.t('fees.book')}
          version={account.version}
        >
          {amountFields('receive', '')}
        </Form>
      </details>
      {credit.minor > 0n ? (
        <details open={which === 'refund'}>
          <summary>{reader.t('fees.refund-by-hand')}</summary>
          <Form
            reader={reader}
            draft={typed('refund')}
            action={`${at(props)}/payments/refund`}
            submit={reader.t('fees.book')}
            version={account.version}
          >
            {amountFields('refund', reader.amount(credit))}
          </Form>
        </details>
      ) : null}
      {late ? (
        <details open={which === 'release'}>
          <summary>{reader.t('fees.release')}</summary>
          <p>{reader.t('fees.release-say')}</p>
          <Form
            reader={reader}
            draft={typed('release')}
            action={`${at(props)}/payments/release`}
            submit={reader.t('fees.release')}
            tone="grave"
          >
            <TextArea
              reader={reader}
              draft={typed('release')}
              name="why"
              label={reader.t('web.reason')}
              rows={2}
              required
            />
          </Form>
        </details>
      ) : null}
    </section>
  )
}

const KNOWN = new Set([
  'account.opened',
  'account.billing-set',
  'account.language-set',
  'statement.opened',
  'statement.voided',
  'support.reserved',
  'support.granted',
  'support.returned',
  'contract.offered',
  'contract.signed',
  'contract.scan-sent',
  'contract.scan-refused',
  'contract.ended',
  'invoice.issued',
  'credit-note.issued',
  'payment.received',
  'payment.reversed',
  'payment.refunded',
  'charges.forgiven',
  'fee.settled',
  'fee.reminded',
  'stand.released',
] as const)
type Known = typeof KNOWN extends Set<infer What> ? What : never

/** What happened to a stand's fees, in words. */
export function History({ reader, entries, edition }: { reader: Reader; entries: Entry[]; edition: Edition }) {
  const own = entries.filter((entry) => KNOWN.has(entry.what as Known))
  return (
    <section>
      <h2>{reader.t('web.history')}</h2>
      {own.length === 0 ? <p class="soft">{reader.t('web.history-empty')}</p> : null}
      <ol class="plain history">
        {own.map((entry) => (
          <li>
            <time datetime={entry.at.toISOString()}>{reader.moment(entry.at, edition.timeZone, 'short')}</time>{' '}
            {reader.t(`fees.facts.${entry.what as Known}`)}{' '}
            {typeof entry.details.number === 'string' ? <span class="soft">{entry.details.number}</span> : null}
            {entry.byWhom.startsWith('system:') ? <span class="soft"> · {reader.t('web.by-system')}</span> : null}
            {entry.why ? (
              <q class="why" dir="auto">
                {entry.why}
              </q>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** To whom invoices are made out, in which language, and where money goes back to. */
export function BillingPage(props: StandPage & { account: Account; draft: Draft }) {
  const { reader, account, draft } = props
  const { billing } = account
  const field = (name: string, label: string, value: string, hint?: string) => (
    <TextField
      reader={reader}
      draft={draft}
      name={name}
      label={label}
      value={value}
      max={200}
      {...(hint ? { hint } : {})}
    />
  )
  return (
    <StandFrame {...props} here="payments" title={reader.t('fees.billing')} lede={reader.t('fees.billing-lede')}>
      <Form
        reader={reader}
        draft={draft}
        action={`${at(props)}/billing`}
        submit={reader.t('web.save')}
        version={account.version}
        back={`${at(props)}/payments`}
      >
        {field('name', reader.t('fees.bill-name'), billing.name, reader.t('fees.bill-name-hint'))}
        <TextArea
          reader={reader}
          draft={draft}
          name="address"
          label={reader.t('fees.bill-address')}
          value={billing.address}
          rows={4}
        />
        {field('taxNumber', reader.t('fees.bill-tax-number'), billing.taxNumber)}
        {field('order', reader.t('fees.bill-order'), billing.order, reader.t('fees.bill-order-hint'))}
        <TextArea
          reader={reader}
          draft={draft}
          name="bank"
          label={reader.t('fees.bill-bank')}
          hint={reader.t('fees.bill-bank-hint')}
          value={billing.bank}
          rows={3}
        />
        <Choice
          reader={reader}
          draft={draft}
          name="language"
          label={reader.t('fees.papers-language')}
          hint={reader.t('fees.papers-language-hint')}
          value={account.language}
          options={LANGUAGES.map((language) => ({ value: language, label: OWN_NAME[language], lang: language }))}
          required
        />
      </Form>
    </StandFrame>
  )
}
