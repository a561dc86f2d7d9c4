import type { Reader } from './reader.ts'

export interface Bar {
  /** What stands under the bar: an edition's year, a region's name. */
  label: string
  /** Null where there is no value: a gap with a dash, not a nought. */
  value: number | null
  /** A value published outside, drawn as a line beside the computed bar. */
  outside?: { value: number; qualifier: string } | undefined
  highlighted?: boolean
}

const WIDTH = 640
const TOP = 28
const BASE = 220
const FOOT = 248

/**
 * Bars side by side, with their values on them and a title that says the finding; the numbers stand in the table behind. From right
 * to left where the reader reads so.
 */
export function BarPlot({
  reader,
  title,
  bars,
  unit,
}: {
  reader: Reader
  title: string
  bars: readonly Bar[]
  unit: string
}) {
  const most = Math.max(1, ...bars.map((bar) => Math.max(bar.value ?? 0, bar.outside?.value ?? 0)))
  const step = WIDTH / Math.max(1, bars.length)
  const breadth = Math.min(72, step * 0.66)
  const y = (value: number) => BASE - (value / most) * (BASE - TOP)
  const x = (index: number) => (reader.dir === 'rtl' ? bars.length - 1 - index : index) * step + step / 2
  return (
    <figure class="plot">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${FOOT + 8}`} role="img" aria-label={title}>
        {bars.map((bar, index) => (
          <g class={bar.highlighted ? 'bar now' : 'bar'}>
            {bar.value === null ? null : (
              <rect
                x={(x(index) - breadth / 2).toFixed(1)}
                y={y(bar.value).toFixed(1)}
                width={breadth.toFixed(1)}
                height={(BASE - y(bar.value)).toFixed(1)}
              />
            )}
            <text x={x(index).toFixed(1)} y={(y(bar.value ?? 0) - 8).toFixed(1)} class="value">
              {bar.value === null ? '–' : reader.number(bar.value)}
            </text>
            {bar.outside && bar.outside.value !== bar.value ? (
              <line
                class="outside"
                x1={(x(index) - breadth / 2 - 6).toFixed(1)}
                x2={(x(index) + breadth / 2 + 6).toFixed(1)}
                y1={y(bar.outside.value).toFixed(1)}
                y2={y(bar.outside.value).toFixed(1)}
              />
            ) : null}
            <text x={x(index).toFixed(1)} y={FOOT} class="label">
              {bar.label}
            </text>
          </g>
        ))}
        <line class="base" x1="0" x2={WIDTH} y1={BASE} y2={BASE} />
      </svg>
      <TableBehind reader={reader} bars={bars} unit={unit} />
    </figure>
  )
}

/** Bars that lie, one under the other, for names of any length. */
export function RowPlot({
  reader,
  title,
  bars,
  unit,
}: {
  reader: Reader
  title: string
  bars: readonly Bar[]
  unit: string
}) {
  const most = Math.max(1, ...bars.map((bar) => bar.value ?? 0))
  return (
    <figure class="plot rows">
      <figcaption>{title}</figcaption>
      <dl>
        {bars.map((bar) => (
          <div>
            <dt>{bar.label}</dt>
            <dd>
              <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" class={reader.dir}>
                <rect x="0" y="0" width={(((bar.value ?? 0) / most) * 100).toFixed(2)} height="4" />
              </svg>
              <span class="number">{bar.value === null ? '–' : reader.number(bar.value)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p class="why">{unit}</p>
    </figure>
  )
}

function TableBehind({ reader, bars, unit }: { reader: Reader; bars: readonly Bar[]; unit: string }) {
  return (
    <details>
      <summary>{reader.t('web.numbers')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col" />
            <th scope="col" class="number">
              {unit}
            </th>
            <th scope="col" class="number">
              {reader.t('web.published-outside')}
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr>
              <th scope="row">{bar.label}</th>
              <td class="number">{bar.value === null ? '–' : reader.number(bar.value)}</td>
              <td class="number">
                {bar.outside ? `${bar.outside.qualifier} ${reader.number(bar.outside.value)}` : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
