import type { Day } from '#kernel/day.ts'
import { daysBetween } from '#kernel/day.ts'
import { money } from '#kernel/money.ts'
import type { Reader } from '#web/reader.ts'
import type { Given, Totals } from '../queries/ledger.ts'
import type { Budget } from '../queries/support.ts'
import { staffAddress } from './parts.tsx'
import { StaffFrame, type StaffPage } from './staff-frame.tsx'

export interface OverviewProps extends StaffPage {
  totals: Totals
  counts: Record<string, number>
  entries: { count: number; oldest: Day | null }
  scans: number
  releases: number
  budgets: Budget[]
  given: Given[]
  tariff: boolean
  today: Day
}

/** What is owed, what came in, what support is left, and what waits for somebody. */
export function OverviewPage(props: OverviewProps) {
  const { reader, edition, totals, counts, entries, today } = props
  const at = (path: string) => reader.at(staffAddress(edition, path))
  const waits = [
    {
      label: reader.t('fees.waits-entries'),
      count: entries.count,
      href: at('/entries'),
      days: entries.oldest ? daysBetween(entries.oldest, today) : null,
    },
    { label: reader.t('fees.waits-scans'), count: props.scans, href: at('/accounts?state=unsigned'), days: null },
    { label: reader.t('fees.waits-releases'), count: props.releases, href: at('/releases'), days: null },
    {
      label: reader.t('fees.waits-overdue'),
      count: counts.overdue ?? 0,
      href: at('/accounts?state=overdue'),
      days: null,
    },
    { label: reader.t('fees.waits-credit'), count: counts.credit ?? 0, href: at('/refunds'), days: null },
  ].filter((one) => one.count > 0)
  return (
    <StaffFrame
      {...props}
      here=""
      title={reader.t('fees.staff-title')}
      head={
        <p class="deeds">
          <a class="act" href={at('/ledger.csv')}>
            {reader.t('fees.take-ledger')}
          </a>
          <a class="act" href={at('/ledger.xlsx')}>
            XLSX
          </a>
        </p>
      }
    >
      {props.tariff ? null : (
        <section class="sheet due">
          <h2>{reader.t('fees.no-tariff-yet')}</h2>
          <p class="deeds">
            <a class="act first" href={at('/tariff')}>
              {reader.t('fees.write-tariff')}
            </a>
          </p>
        </section>
      )}
      <ul class="tiles sums">
        {(['stated', 'invoiced', 'received', 'open', 'overdue', 'credit'] as const).map((name) => (
          <li>
            <span class="n">{reader.money(totals[name])}</span> {reader.t(`fees.totals.${name}`)}
          </li>
        ))}
      </ul>
      <h2>{reader.t('fees.waits')}</h2>
      {waits.length === 0 ? <p class="soft">{reader.t('fees.nothing-waits')}</p> : null}
      <ul class="plain windows">
        {waits.map((one) => (
          <li>
            <a href={one.href}>{one.label}</a> <strong>{reader.number(one.count)}</strong>{' '}
            {one.days === null ? null : <span class="why">{reader.t('fees.oldest', { days: one.days })}</span>}
          </li>
        ))}
      </ul>
      <h2>{reader.t('fees.support-by-budget')}</h2>
      <Budgets reader={reader} budgets={props.budgets} given={props.given} href={at('/budgets')} />
    </StaffFrame>
  )
}

/** Units of a budget: booths, or money. */
export const sayUnits = (reader: Reader, budget: Pick<Budget, 'unit' | 'currency'>, units: bigint): string =>
  budget.currency === null
    ? reader.t('fees.booths', { count: Number(units) })
    : reader.money(money(units, budget.currency))

export function Budgets(props: { reader: Reader; budgets: Budget[]; given: Given[]; href: string }) {
  const { reader, budgets, given } = props
  if (budgets.length === 0) return <p class="soft">{reader.t('fees.no-budgets')}</p>
  return (
    <div class="scroll" tabindex={0}>
      <table class="roomy named">
        <thead>
          <tr>
            <th scope="col">{reader.t('fees.budget')}</th>
            <th scope="col" class="number">
              {reader.t('fees.limit')}
            </th>
            <th scope="col" class="number">
              {reader.t('fees.held')}
            </th>
            <th scope="col" class="number">
              {reader.t('fees.left')}
            </th>
            <th scope="col" class="number">
              {reader.t('fees.waited-for')}
            </th>
          </tr>
        </thead>
        <tbody>
          {budgets.map((budget) => {
            const waiting = given
              .filter((one) => one.budgetCode === budget.code)
              .reduce((sum, one) => sum + one.waiting, 0n)
            const say = (units: bigint) => sayUnits(reader, budget, units)
            return (
              <tr>
                <th scope="row">
                  <a href={`${props.href}/${budget.code}`}>{reader.words(budget.name).text}</a>
                </th>
                <td class="number">{say(budget.limit)}</td>
                <td class="number">
                  {say(budget.held)}
                  <meter min={0} max={Number(budget.limit) || 1} value={Number(budget.held)} aria-hidden="true" />
                </td>
                <td class="number">{say(budget.limit - budget.held)}</td>
                <td class="number">{waiting === 0n ? '–' : say(waiting)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
