import type { Day } from '#kernel/day.ts'
import { subtract } from '#kernel/money.ts'
import { emptyDraft } from '#web/door.ts'
import { Choice, type Option } from '#web/fields.tsx'
import { Constructed, Empty, Next, RingLegend, Said } from '#web/page.tsx'
import { ACCOUNT_STATES, type AccountFilter, type AccountState, type Listed } from '../ledger-words.ts'
import { printed } from '../rules/reference.ts'
import { Amount, ContractTag, staffAddress } from './parts.tsx'
import { StaffFrame, type StaffPage } from './staff-frame.tsx'

export interface AccountsProps extends StaffPage {
  rows: Listed[]
  counts: Record<AccountState | 'all', number>
  filter: AccountFilter
  areas: Option[]
  economies: Option[]
  economyNames: ReadonlyMap<string, string>
  /** The address of the next page, where there is one. */
  next: string | null
  query: string
  today: Day
}

/** Every stand's account, those first that have waited longest for money; narrowed by address, so that a view can be sent on. */
export function AccountsPage(props: AccountsProps) {
  const { reader, edition, rows, counts, filter, today } = props
  const at = reader.at(staffAddress(edition, '/accounts'))
  return (
    <StaffFrame
      {...props}
      here="/accounts"
      title={reader.t('fees.way-accounts')}
      head={
        <p class="deeds">
          <a class="act" href={`${at}.csv${props.query}`}>
            CSV
          </a>
          <a class="act" href={`${at}.xlsx${props.query}`}>
            XLSX
          </a>
        </p>
      }
    >
      <nav class="states" aria-label={reader.t('fees.by-state')}>
        <a href={at} aria-current={filter.state === undefined ? 'true' : undefined}>
          {reader.t('web.all')} {reader.number(counts.all)}
        </a>
        {ACCOUNT_STATES.map((state) => (
          <a href={`${at}?state=${state}`} aria-current={filter.state === state ? 'true' : undefined}>
            {reader.t(`fees.account-states.${state}`)} {reader.number(counts[state])}
          </a>
        ))}
      </nav>
      <form class="filter" action={at}>
        {filter.state ? <input type="hidden" name="state" value={filter.state} /> : null}
        <div class="field">
          <label for="f-words">{reader.t('fees.find-account')}</label>
          <input id="f-words" name="q" type="search" value={filter.words} maxlength={100} />
        </div>
        <Choice
          reader={reader}
          draft={emptyDraft}
          name="area"
          label={reader.t('fees.area')}
          options={props.areas}
          value={filter.area}
          empty={reader.t('web.all')}
          required
        />
        <Choice
          reader={reader}
          draft={emptyDraft}
          name="economy"
          label={reader.t('fees.ask-economy')}
          options={props.economies}
          value={filter.economy}
          empty={reader.t('web.all')}
          required
        />
        <button type="submit" class="act">
          {reader.t('web.filter')}
        </button>
      </form>
      {rows.length === 0 ? (
        <Empty say={reader.t(counts.all === 0 ? 'fees.no-accounts' : 'fees.none-match')} />
      ) : (
        <div class="scroll" tabindex={0}>
          <table class="roomy named">
            <thead>
              <tr>
                <th scope="col">{reader.t('fees.account')}</th>
                <th scope="col">{reader.t('fees.contract')}</th>
                <th scope="col" class="number">
                  {reader.t('fees.total')}
                </th>
                <th scope="col" class="number">
                  {reader.t('fees.totals.invoiced')}
                </th>
                <th scope="col" class="number">
                  {reader.t('fees.totals.received')}
                </th>
                <th scope="col" class="number">
                  {reader.t('fees.open')}
                </th>
                <th scope="col">{reader.t('fees.due-on')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <th scope="row">
                    <a href={reader.at(`/${edition.code}/applications/${row.id}/payments`)}>
                      <Said {...reader.words(row.names)} />
                    </a>{' '}
                    {row.constructed ? <Constructed reader={reader} small /> : null}
                    <p class="why">
                      {props.economyNames.get(row.economyCode) ?? row.economyCode} ·{' '}
                      <code>{printed(row.reference)}</code>
                    </p>
                  </th>
                  <td>{row.contract ? <ContractTag reader={reader} state={row.contract} /> : '–'}</td>
                  <td class="number">
                    <Amount reader={reader} of={row.total} />
                  </td>
                  <td class="number">
                    <Amount reader={reader} of={row.invoiced} />
                  </td>
                  <td class="number">
                    <Amount reader={reader} of={row.received} />
                  </td>
                  <td class="number">
                    <Amount reader={reader} of={subtract(row.invoiced, row.received)} />
                  </td>
                  <td>
                    {row.nextDueOn ? reader.day(row.nextDueOn, 'medium') : '–'}{' '}
                    {row.nextDueOn && row.nextDueOn < today ? (
                      <span class="tag stop">{reader.t('fees.overdue')}</span>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Next reader={reader} href={props.next} />
      {rows.some((row) => row.constructed) ? <RingLegend reader={reader} /> : null}
    </StaffFrame>
  )
}

/** Accounts that have more than was invoiced: what is to be paid out, and where to. */
export function RefundsPage(props: StaffPage & { rows: (Listed & { bank: string })[]; next: string | null }) {
  const { reader, edition, rows } = props
  return (
    <StaffFrame
      {...props}
      here="/refunds"
      title={reader.t('fees.way-refunds')}
      lede={reader.t('fees.refunds-lede')}
      head={
        <p class="deeds">
          <a class="act" href={reader.at(staffAddress(edition, '/refunds.csv'))}>
            CSV
          </a>
        </p>
      }
    >
      {rows.length === 0 ? (
        <Empty say={reader.t('fees.no-refunds')} />
      ) : (
        <div class="scroll" tabindex={0}>
          <table class="roomy named">
            <thead>
              <tr>
                <th scope="col">{reader.t('fees.account')}</th>
                <th scope="col">{reader.t('fees.bill-bank')}</th>
                <th scope="col" class="number">
                  {reader.t('fees.totals.credit')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <th scope="row">
                    <a href={reader.at(`/${edition.code}/applications/${row.id}/payments`)}>
                      <Said {...reader.words(row.names)} />
                    </a>{' '}
                    {row.constructed ? <Constructed reader={reader} small /> : null}
                  </th>
                  <td class="lines-kept" dir="auto">
                    {row.bank || <span class="soft">{reader.t('fees.bank-unknown')}</span>}
                  </td>
                  <td class="number">{reader.money(subtract(row.received, row.invoiced))}</td>
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
