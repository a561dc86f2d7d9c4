import type { Child } from 'hono/jsx'
import type { Edition } from '#expo/ground/editions/index.ts'
import type { Money } from '#kernel/money.ts'
import type { Reader } from '#web/reader.ts'
import type { Line, Statement } from '../rules/reckon.ts'
import { type Context, sayLine, sayNumber } from '../saying.ts'
import type { ContractState } from '../words.ts'

const TONE: Record<ContractState, string> = {
  offered: 'wait',
  'scan-sent': 'wait',
  signed: 'ok',
  superseded: '',
  ended: 'stop',
}

export const ContractTag = ({ reader, state }: { reader: Reader; state: ContractState }) => (
  <span class={`tag ${TONE[state]}`}>{reader.t(`fees.contract-states.${state}`)}</span>
)

/** A statement's lines, each with its rule and reasons beneath it and the words of the rule folded away; net, taxes, total. */
export function LineTable({ reader, statement, context }: { reader: Reader; statement: Statement; context: Context }) {
  const { lines, subsidies, taxes, net, total, due } = statement
  return (
    <table class="lines named">
      <thead>
        <tr>
          <th scope="col">{reader.t('fees.line')}</th>
          <th scope="col" class="number quantity">
            {reader.t('fees.quantity')}
          </th>
          <th scope="col" class="number">
            {total.currency}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <LineRow reader={reader} line={line} context={context} />
        ))}
      </tbody>
      <tbody>
        {taxes.length > 0 ? <SumRow reader={reader} label={reader.t('fees.net')} amount={net} /> : null}
        {taxes.map((one) => (
          <SumRow
            reader={reader}
            label={reader.t('fees.tax-on', {
              name: reader.words(one.name).text || reader.t('fees.tax'),
              percent: sayNumber(reader, one.percent),
              base: reader.amount(one.base),
              code: one.code,
            })}
            why={reader.words(one.clause).text}
            amount={one.tax}
          />
        ))}
        <SumRow reader={reader} label={<strong>{reader.t('fees.total')}</strong>} amount={total} strong />
        {subsidies.map((line) => (
          <LineRow reader={reader} line={line} context={context} />
        ))}
        {subsidies.length > 0 ? (
          <SumRow reader={reader} label={<strong>{reader.t('fees.to-pay')}</strong>} amount={due} strong />
        ) : null}
      </tbody>
    </table>
  )
}

function LineRow({ reader, line, context }: { reader: Reader; line: Line; context: Context }) {
  const { what, where, why } = sayLine(reader, line, context)
  const name = reader.words(line.name)
  const clause = reader.words(line.clause)
  return (
    <tr>
      <th scope="row">
        <bdi lang={name.text ? name.lang : reader.lang}>{what}</bdi>{' '}
        {line.source === 'support' ? <span class="tag ok">{reader.t('fees.tag-support')}</span> : null}
        {why.length > 0 ? (
          <ul class="why plain">
            {why.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
        ) : null}
        {clause.text ? (
          <details class="why">
            <summary>{where}</summary>
            <p lang={clause.lang} dir="auto">
              {clause.text}
            </p>
          </details>
        ) : (
          <p class="why">{where}</p>
        )}
      </th>
      <td class="number quantity">{line.quantity === null ? '' : sayNumber(reader, line.quantity)}</td>
      <td class="number">{reader.amount(line.net)}</td>
    </tr>
  )
}

function SumRow(props: { reader: Reader; label: Child; why?: string; amount: Money; strong?: boolean }) {
  const amount = props.reader.amount(props.amount)
  return (
    <tr>
      <th scope="row" colspan={2}>
        {props.label}
        {props.why ? <p class="why">{props.why}</p> : null}
      </th>
      <td class="number">{props.strong ? <strong>{amount}</strong> : amount}</td>
    </tr>
  )
}

/** The one figure that matters, large; below nought it is paid to the exhibitor. */
export function BigSum(props: { reader: Reader; amount: Money; label?: string; why?: Child }) {
  const { reader, amount, why } = props
  const out = amount.minor < 0n
  const said = reader.money(out ? { ...amount, minor: -amount.minor } : amount)
  return (
    <div class="to-pay">
      <p class="kicker">{props.label ?? reader.t(out ? 'fees.to-you' : 'fees.to-pay')}</p>
      <p class={`big ${widthOf(said)}`}>{said}</p>
      {why ? <div class="why">{why}</div> : null}
    </div>
  )
}

/** A sum stands on one line, however many figures it has. */
const widthOf = (said: string) => (said.length > 11 ? 'widest' : said.length > 8 ? 'wide' : '')

export const staffAddress = (edition: Pick<Edition, 'code'>, path = '') => `/${edition.code}/staff/fees${path}`

/** A money amount in a cell; nought is a dash, so that tables can be read at a glance. */
export const Amount = ({ reader, of }: { reader: Reader; of: Money }) => (
  <>{of.minor === 0n ? '–' : reader.amount(of)}</>
)
