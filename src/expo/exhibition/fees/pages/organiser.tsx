import { CURRENCIES } from '#kernel/currency.ts'
import type { Day } from '#kernel/day.ts'
import type { Rate } from '#kernel/money.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Choice, Form, TextArea, TextField, Tick, WordingFields } from '#web/fields.tsx'
import type { Bank, Issuer } from '../queries/organiser.ts'
import { staffAddress } from './parts.tsx'
import { StaffFrame, type StaffPage } from './staff-frame.tsx'

export interface OrganiserProps extends StaffPage {
  issuer: Issuer | null
  banks: Bank[]
  rates: (Rate & { source: string })[]
  today: Day
  keeps: boolean
  draft: Draft
  which: 'issuer' | 'rate' | null
}

const currencies = CURRENCIES.map((code) => ({ value: code, label: code }))

/** Who issues invoices, to which accounts is paid, and what other currencies are worth on which day. */
export function OrganiserPage(props: OrganiserProps) {
  const { reader, edition, issuer, banks, rates, draft, which, keeps, today } = props
  const at = (path: string) => reader.at(staffAddress(edition, path))
  const typed = (form: OrganiserProps['which']) => (which === form ? draft : emptyDraft)
  return (
    <StaffFrame
      {...props}
      here="/organiser"
      title={reader.t('fees.way-organiser')}
      lede={reader.t('fees.organiser-lede')}
    >
      <h2>{reader.t('fees.issuer')}</h2>
      {keeps ? (
        <Form
          reader={reader}
          draft={typed('issuer')}
          action={at('/organiser')}
          submit={reader.t('web.save')}
          version={issuer?.version ?? 0}
        >
          <WordingFields
            reader={reader}
            draft={typed('issuer')}
            name="name"
            label={reader.t('fees.issuer-name')}
            value={issuer?.name}
            required
          />
          <TextArea
            reader={reader}
            draft={typed('issuer')}
            name="address"
            label={reader.t('fees.bill-address')}
            value={issuer?.address}
            rows={3}
          />
          <TextField
            reader={reader}
            draft={typed('issuer')}
            name="taxNumber"
            label={reader.t('fees.bill-tax-number')}
            value={issuer?.taxNumber}
          />
          <TextField
            reader={reader}
            draft={typed('issuer')}
            name="contact"
            label={reader.t('fees.issuer-contact')}
            value={issuer?.contact}
          />
        </Form>
      ) : (
        <p>{issuer ? reader.words(issuer.name).text : reader.t('fees.nobody-issues')}</p>
      )}
      <h2>{reader.t('fees.banks')}</h2>
      <ul class="plain windows">
        {banks.map((bank) => (
          <li>
            {keeps ? <a href={at(`/bank/${bank.id}`)}>{bank.name}</a> : bank.name}{' '}
            <span class="why">
              <code>{bank.account}</code> {bank.currency} {bank.shown ? reader.t('fees.on-invoices') : ''}
            </span>
          </li>
        ))}
      </ul>
      {keeps ? (
        <p class="deeds">
          <a class="act" href={at('/bank/new')}>
            {reader.t('fees.add-bank')}
          </a>
        </p>
      ) : null}
      <h2>{reader.t('fees.rates')}</h2>
      <p>{reader.t('fees.rates-say', { currency: edition.currency })}</p>
      {rates.length > 0 ? (
        <div class="scroll" tabindex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{reader.t('fees.on-day')}</th>
                <th scope="col">{reader.t('fees.rate')}</th>
                <th scope="col">{reader.t('web.source')}</th>
              </tr>
            </thead>
            <tbody>
              {rates.map((rate) => (
                <tr>
                  <td>{reader.day(rate.on, 'medium')}</td>
                  <td>
                    <bdi>
                      1 {rate.from} = {rate.rate} {rate.to}
                    </bdi>
                  </td>
                  <td>{rate.source || '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {keeps ? (
        <Form
          reader={reader}
          draft={typed('rate')}
          action={at('/organiser/rate')}
          submit={reader.t('fees.set-rate')}
          tone="plain"
        >
          <div class="row">
            <Choice
              reader={reader}
              draft={typed('rate')}
              name="from"
              label={reader.t('fees.rate-one')}
              options={currencies}
              empty="–"
              required
            />
            <TextField
              reader={reader}
              draft={typed('rate')}
              name="rate"
              inputmode="decimal"
              label={reader.t('fees.rate-worth')}
              required
            />
            <Choice
              reader={reader}
              draft={typed('rate')}
              name="to"
              label={reader.t('fees.rate-in')}
              options={currencies}
              value={edition.currency}
              required
            />
          </div>
          <div class="row">
            <TextField
              reader={reader}
              draft={typed('rate')}
              name="on"
              type="date"
              label={reader.t('fees.on-day')}
              value={today}
              required
            />
            <TextField reader={reader} draft={typed('rate')} name="source" label={reader.t('web.source')} max={120} />
          </div>
        </Form>
      ) : null}
    </StaffFrame>
  )
}

export function BankPage(props: StaffPage & { bank: Bank | null; draft: Draft }) {
  const { reader, edition, bank, draft } = props
  const at = reader.at(staffAddress(edition, `/bank/${bank?.id ?? 'new'}`))
  const field = { reader, draft }
  return (
    <StaffFrame {...props} here="/organiser" inside title={reader.t(bank ? 'fees.edit-bank' : 'fees.add-bank')}>
      <Form
        reader={reader}
        draft={draft}
        action={at}
        submit={reader.t('web.save')}
        version={bank?.version ?? 0}
        back={reader.at(staffAddress(edition, '/organiser'))}
      >
        <TextField {...field} name="name" label={reader.t('fees.bank')} value={bank?.name} max={120} required />
        <TextField
          {...field}
          name="account"
          label={reader.t('fees.bank-account')}
          hint={reader.t('fees.bank-account-hint')}
          value={bank?.account}
          max={60}
          required
        />
        <div class="row">
          <TextField {...field} name="bic" label="BIC" value={bank?.bic} max={11} />
          <Choice
            {...field}
            name="currency"
            label={reader.t('fees.currency')}
            options={currencies}
            value={bank?.currency ?? edition.currency}
            required
          />
        </div>
        <Tick draft={draft} name="shown" label={reader.t('fees.shown-on-invoices')} checked={bank?.shown ?? true} />
      </Form>
    </StaffFrame>
  )
}
