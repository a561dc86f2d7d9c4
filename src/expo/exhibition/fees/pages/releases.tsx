import type { Day } from '#kernel/day.ts'
import { daysBetween } from '#kernel/day.ts'
import { subtract } from '#kernel/money.ts'
import type { Draft } from '#web/door.ts'
import { Form, TextArea } from '#web/fields.tsx'
import { Constructed, Empty, Said } from '#web/page.tsx'
import type { Listed } from '../ledger-words.ts'
import { staffAddress } from './parts.tsx'
import { StaffFrame, type StaffPage } from './staff-frame.tsx'

/** Stands whose last day to pay has passed: proposed here, given up only when somebody ticks them and says why. */
export function ReleasesPage(props: StaffPage & { rows: Listed[]; draft: Draft; today: Day; keeps: boolean }) {
  const { reader, edition, rows, draft, today } = props
  const ticked = [draft.values.accounts ?? []].flat()
  return (
    <StaffFrame {...props} here="/releases" title={reader.t('fees.way-releases')} lede={reader.t('fees.releases-lede')}>
      {rows.length === 0 ? (
        <Empty say={reader.t('fees.no-releases')} />
      ) : (
        <Form
          reader={reader}
          draft={draft}
          action={reader.at(staffAddress(edition, '/releases'))}
          submit={reader.t('fees.release-ticked')}
          tone="grave"
        >
          <div class="scroll" tabindex={0}>
            <table class="roomy named">
              <thead>
                <tr>
                  <th scope="col">{reader.t('fees.account')}</th>
                  <th scope="col" class="number">
                    {reader.t('fees.open')}
                  </th>
                  <th scope="col">{reader.t('fees.due-on')}</th>
                  <th scope="col" class="number">
                    {reader.t('fees.late')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr>
                    <th scope="row">
                      <label>
                        <input type="checkbox" name="accounts" value={row.id} checked={ticked.includes(row.id)} />{' '}
                        <Said {...reader.words(row.names)} />{' '}
                        {row.constructed ? <Constructed reader={reader} small /> : null}
                      </label>
                    </th>
                    <td class="number">{reader.money(subtract(row.invoiced, row.received))}</td>
                    <td>{row.nextDueOn ? reader.day(row.nextDueOn, 'medium') : '–'}</td>
                    <td class="number">
                      {row.nextDueOn ? reader.t('fees.days', { days: daysBetween(row.nextDueOn, today) }) : '–'}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <TextArea
            reader={reader}
            draft={draft}
            name="why"
            label={reader.t('web.reason')}
            hint={reader.t('fees.release-why-hint')}
            rows={2}
            required
          />
        </Form>
      )}
    </StaffFrame>
  )
}
