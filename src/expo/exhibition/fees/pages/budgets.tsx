import type { Wording } from '#kernel/language.ts'
import { decimalOf, money } from '#kernel/money.ts'
import type { Draft } from '#web/door.ts'
import { Choice, Form, TextField, WordingFields } from '#web/fields.tsx'
import { Said } from '#web/page.tsx'
import type { Given } from '../queries/ledger.ts'
import type { Budget, Held } from '../queries/support.ts'
import { BUDGET_UNITS } from '../words.ts'
import { Budgets, sayUnits } from './overview.tsx'
import { staffAddress } from './parts.tsx'
import { StaffFrame, type StaffPage } from './staff-frame.tsx'

/** Somebody who waits for support, in the order of the applications. */
export interface WaitingRow extends Held {
  names: Wording
}

export interface BudgetsProps extends StaffPage {
  budgets: Budget[]
  given: Given[]
  waiting: WaitingRow[]
  economyNames: ReadonlyMap<string, string>
  measureNames: ReadonlyMap<string, Wording>
  keeps: boolean
}

/** What support may give, what it has given to which economy, and who waits for more. */
export function BudgetsPage(props: BudgetsProps) {
  const { reader, edition, budgets, given, waiting } = props
  const at = reader.at(staffAddress(edition, '/budgets'))
  const budgetOf = (code: string) => budgets.find((one) => one.code === code) as Budget
  const measure = (code: string) => reader.words(props.measureNames.get(code) ?? {}).text || code
  return (
    <StaffFrame
      {...props}
      here="/budgets"
      title={reader.t('fees.way-budgets')}
      lede={reader.t('fees.budgets-lede')}
      head={
        <p class="deeds">
          {props.keeps ? (
            <a class="act first" href={`${at}/new`}>
              {reader.t('fees.add-budget')}
            </a>
          ) : null}
          <a class="act" href={reader.at(staffAddress(edition, '/support-ledger.csv'))}>
            {reader.t('fees.take-support-ledger')}
          </a>
        </p>
      }
    >
      <Budgets reader={reader} budgets={budgets} given={given} href={at} />
      {given.length > 0 ? (
        <section>
          <h2>{reader.t('fees.given-by-economy')}</h2>
          <div class="scroll" tabindex={0}>
            <table class="roomy named">
              <thead>
                <tr>
                  <th scope="col">{reader.t('fees.ask-economy')}</th>
                  <th scope="col">{reader.t('fees.what')}</th>
                  <th scope="col" class="number">
                    {reader.t('fees.stands')}
                  </th>
                  <th scope="col" class="number">
                    {reader.t('fees.held')}
                  </th>
                  <th scope="col" class="number">
                    {reader.t('fees.waited-for')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {given.map((one) => (
                  <tr>
                    <th scope="row">{props.economyNames.get(one.economyCode) ?? one.economyCode}</th>
                    <td>{measure(one.measure)}</td>
                    <td class="number">{reader.number(one.stands)}</td>
                    <td class="number">{sayUnits(reader, budgetOf(one.budgetCode), one.given)}</td>
                    <td class="number">
                      {one.waiting === 0n ? '–' : sayUnits(reader, budgetOf(one.budgetCode), one.waiting)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ) : null}
      <section>
        <h2>{reader.t('fees.waiting-list')}</h2>
        {waiting.length === 0 ? <p class="soft">{reader.t('fees.nobody-waits')}</p> : null}
        <ol>
          {waiting.map((one) => {
            const budget = budgets.find((each) => each.id === one.budgetId) as Budget
            return (
              <li>
                <a href={reader.at(`/${edition.code}/applications/${one.accountId}/statement`)}>
                  <Said {...reader.words(one.names)} />
                </a>{' '}
                <span class="why">
                  {props.economyNames.get(one.economyCode) ?? one.economyCode} · {measure(one.measure)} ·{' '}
                  {sayUnits(reader, budget, one.asked - one.given)} ·{' '}
                  {reader.t('fees.applied-at', { moment: reader.moment(one.askedAt, edition.timeZone, 'short') })}
                </span>
              </li>
            )
          })}
        </ol>
      </section>
    </StaffFrame>
  )
}

/** A budget: what it may give, and why that changed. */
export function BudgetPage(props: StaffPage & { budget: Budget | null; currency: string; draft: Draft }) {
  const { reader, edition, budget, currency, draft } = props
  const at = reader.at(staffAddress(edition, '/budgets'))
  const limit =
    budget === null
      ? ''
      : budget.currency === null
        ? String(budget.limit)
        : decimalOf(money(budget.limit, budget.currency))
  return (
    <StaffFrame {...props} here="/budgets" inside title={reader.t(budget ? 'fees.edit-budget' : 'fees.add-budget')}>
      <Form
        reader={reader}
        draft={draft}
        action={budget ? `${at}/${budget.code}` : `${at}/new`}
        submit={reader.t('web.save')}
        version={budget?.version ?? 0}
        back={at}
      >
        <WordingFields
          reader={reader}
          draft={draft}
          name="name"
          label={reader.t('fees.rate-name')}
          value={budget?.name}
          required
        />
        {budget ? (
          <>
            <input type="hidden" name="code" value={budget.code} />
            <input type="hidden" name="unit" value={budget.unit} />
            <p>{reader.t('fees.budget-holds', { held: sayUnits(reader, budget, budget.held) })}</p>
          </>
        ) : (
          <div class="row">
            <TextField
              reader={reader}
              draft={draft}
              name="code"
              label={reader.t('fees.code')}
              hint={reader.t('fees.code-hint')}
              required
            />
            <Choice
              reader={reader}
              draft={draft}
              name="unit"
              label={reader.t('fees.unit')}
              options={BUDGET_UNITS.map((unit) => ({
                value: unit,
                label: reader.t(`fees.units.${unit}`, { currency }),
              }))}
              required
            />
          </div>
        )}
        <TextField
          reader={reader}
          draft={draft}
          name="limit"
          inputmode="decimal"
          label={reader.t('fees.limit')}
          value={limit}
          required
        />
        <TextField reader={reader} draft={draft} name="why" label={reader.t('web.reason')} max={300} />
      </Form>
    </StaffFrame>
  )
}
