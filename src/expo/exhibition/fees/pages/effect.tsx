import type { Day } from '#kernel/day.ts'
import { type Money, subtract } from '#kernel/money.ts'
import type { Draft } from '#web/door.ts'
import { Form, TextArea, TextField } from '#web/fields.tsx'
import { Empty, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Compared } from '../queries/effect.ts'
import type { Rulebook } from '../queries/rulebooks.ts'
import type { RulebookKind } from '../words.ts'
import { staffAddress } from './parts.tsx'
import { StaffFrame, type StaffPage } from './staff-frame.tsx'

export interface EffectProps extends StaffPage {
  kind: RulebookKind
  book: Rulebook
  rows: Compared[]
  currency: string
  today: Day
  areaNames: ReadonlyMap<string, string>
  economyNames: ReadonlyMap<string, string>
  /** What a draft of support rules would draw from each budget, beside what it has. */
  drawn: { budget: string; limit: string; before: string; after: string }[]
  draft: Draft
}

const SHOWN = 100

/** Before a draft comes into force: what every open statement would be by it, who pays more and who less, by area and economy. */
export function EffectPage(props: EffectProps) {
  const { reader, edition, kind, book, rows, today, draft } = props
  const desk = reader.at(staffAddress(edition, `/${kind}`))
  const changed = rows
    .filter((row) => row.before.minor !== row.after.minor)
    .sort((a, b) => compare(difference(b), difference(a)))
  const more = changed.filter((row) => row.after.minor > row.before.minor)
  return (
    <StaffFrame
      {...props}
      here={`/${kind}`}
      inside
      title={reader.t('fees.effect')}
      lede={reader.t('fees.effect-lede', { count: rows.length })}
    >
      {rows.length === 0 ? (
        <Empty say={reader.t('fees.effect-empty')} />
      ) : (
        <>
          <ul class="tiles sums">
            <Tile reader={reader} amount={sumOf(rows, 'before')} label={reader.t('fees.effect-before')} />
            <Tile reader={reader} amount={sumOf(rows, 'after')} label={reader.t('fees.effect-after')} />
            <li>
              <span class="n">{reader.number(more.length)}</span> {reader.t('fees.effect-more', { count: more.length })}
            </li>
            <li>
              <span class="n">{reader.number(changed.length - more.length)}</span>{' '}
              {reader.t('fees.effect-less', { count: changed.length - more.length })}
            </li>
          </ul>
          {changed.length > 0 ? (
            <div class="grid">
              <By
                {...props}
                title={reader.t('fees.effect-by-area')}
                rows={changed}
                keyOf={(row) => row.area}
                names={props.areaNames}
              />
              <By
                {...props}
                title={reader.t('fees.effect-by-economy')}
                rows={changed}
                keyOf={(row) => row.economy}
                names={props.economyNames}
              />
            </div>
          ) : null}
          {changed.length > 0 ? <Rows {...props} changed={changed} /> : null}
        </>
      )}
      {props.drawn.length > 0 ? <Drawn {...props} /> : null}
      <h2>{reader.t('fees.enact')}</h2>
      <p>{reader.t('fees.enact-say')}</p>
      <Form
        reader={reader}
        draft={draft}
        action={`${desk}/draft/enact`}
        submit={reader.t('fees.enact-deed', { number: book.number })}
        version={book.version}
        back={desk}
      >
        <TextField
          reader={reader}
          draft={draft}
          name="from"
          type="date"
          label={reader.t('fees.enact-from')}
          value={today}
          required
        />
        <TextArea reader={reader} draft={draft} name="note" label={reader.t('fees.enact-why')} rows={2} required />
      </Form>
    </StaffFrame>
  )
}

const difference = (row: Compared): bigint => {
  const { minor } = subtract(row.after, row.before)
  return minor < 0n ? -minor : minor
}
const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0)
const sumOf = (rows: Compared[], of: 'before' | 'after'): Money => ({
  ...(rows[0] as Compared)[of],
  minor: rows.reduce((sum, row) => sum + row[of].minor, 0n),
})

const Tile = ({ reader, amount, label }: { reader: Reader; amount: Money; label: string }) => (
  <li>
    <span class="n">{reader.money(amount)}</span> {label}
  </li>
)

function By(
  props: EffectProps & { title: string; keyOf: (row: Compared) => string; names: ReadonlyMap<string, string> },
) {
  const { reader, rows, names } = props
  const groups = [...Map.groupBy(rows, props.keyOf)].sort(([a], [b]) =>
    reader.compare(names.get(a) ?? a, names.get(b) ?? b),
  )
  return (
    <section>
      <h2>{props.title}</h2>
      <div class="scroll" tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{reader.t('fees.what')}</th>
              <th scope="col" class="number">
                {reader.t('fees.stands')}
              </th>
              <th scope="col" class="number">
                {reader.t('fees.change')}
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map(([key, own]) => (
              <tr>
                <th scope="row">{names.get(key) ?? key}</th>
                <td class="number">{reader.number(own.length)}</td>
                <td class="number">{sayChange(reader, subtract(sumOf(own, 'after'), sumOf(own, 'before')))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const sayChange = (reader: Reader, change: Money) => `${change.minor > 0n ? '+' : ''}${reader.amount(change)}`

function Rows({ reader, edition, changed }: EffectProps & { changed: Compared[] }) {
  return (
    <section>
      <h2>{reader.t('fees.effect-list')}</h2>
      <div class="scroll" tabindex={0}>
        <table class="roomy named">
          <thead>
            <tr>
              <th scope="col">{reader.t('fees.account')}</th>
              <th scope="col" class="number">
                {reader.t('fees.effect-before')}
              </th>
              <th scope="col" class="number">
                {reader.t('fees.effect-after')}
              </th>
              <th scope="col" class="number">
                {reader.t('fees.change')}
              </th>
            </tr>
          </thead>
          <tbody>
            {changed.slice(0, SHOWN).map((row) => (
              <tr>
                <th scope="row">
                  <a href={reader.at(`/${edition.code}/applications/${row.id}/statement`)}>
                    <Said {...reader.words(row.names)} />
                  </a>
                </th>
                <td class="number">{reader.amount(row.before)}</td>
                <td class="number">{reader.amount(row.after)}</td>
                <td class="number">{sayChange(reader, subtract(row.after, row.before))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {changed.length > SHOWN ? <p class="why">{reader.t('sheets.more', { count: changed.length - SHOWN })}</p> : null}
    </section>
  )
}

function Drawn({ reader, drawn }: EffectProps) {
  return (
    <section>
      <h2>{reader.t('fees.support-by-budget')}</h2>
      <div class="scroll" tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{reader.t('fees.budget')}</th>
              <th scope="col" class="number">
                {reader.t('fees.limit')}
              </th>
              <th scope="col" class="number">
                {reader.t('fees.effect-before')}
              </th>
              <th scope="col" class="number">
                {reader.t('fees.effect-after')}
              </th>
            </tr>
          </thead>
          <tbody>
            {drawn.map((one) => (
              <tr>
                <th scope="row">{one.budget}</th>
                <td class="number">{one.limit}</td>
                <td class="number">{one.before}</td>
                <td class="number">{one.after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
