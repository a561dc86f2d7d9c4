import type { Child } from 'hono/jsx'
import { Constructed, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Area, Hall } from '../queries.ts'

/** Room for the measures beneath a drawing and beside it. */
const MARGIN = 24
const WIDEST = 300
const METRE_AT_MOST = 8

/** How many pixels a metre is, so that the longest hall of them all fits a phone and all are drawn to one scale. */
export const scaleOf = (halls: readonly Hall[]): number =>
  Math.min(METRE_AT_MOST, WIDEST / Math.max(1, ...halls.map((hall) => hall.lengthM)))

/** The halls floor by floor, drawn to one scale, with their size and what is in them. */
export function Halls(props: {
  reader: Reader
  halls: Hall[]
  areas: Area[]
  /** What may be done with each, for those who may. */
  deeds?: (hall: Hall) => Child
  /** Where its floor plan is, for the public. */
  planOf?: (hall: Hall) => string
}) {
  const { reader, halls } = props
  const floors = [...Map.groupBy(halls, (hall) => hall.level)].sort(([a], [b]) => a - b)
  const scale = scaleOf(halls)
  return (
    <>
      {floors.map(([level, onFloor]) => (
        <section>
          <h3>
            {level === 0 ? reader.t('editions.ground-floor') : reader.t('editions.floor', { level })}{' '}
            <span class="soft small">{reader.t('editions.square-metres', { area: squareMetresOf(onFloor) })}</span>
          </h3>
          <ul class="plain halls">
            {onFloor.map((hall) => (
              <li id={`hall-${hall.code}`}>
                <Drawing reader={reader} hall={hall} areas={props.areas} scale={scale} />
                <p>
                  <strong>
                    {props.planOf ? (
                      <a href={props.planOf(hall)}>
                        <Said {...reader.words(hall.name)} />
                      </a>
                    ) : (
                      <Said {...reader.words(hall.name)} />
                    )}
                  </strong>{' '}
                  {hall.constructed ? <Constructed reader={reader} small /> : null}
                  <br />
                  <span class="why">
                    {reader.t('editions.metres-by', { length: hall.lengthM, width: hall.widthM })} ·{' '}
                    {reader.t('editions.square-metres', { area: squareMetresOf([hall]) })}
                  </span>
                </p>
                <ul class="plain small">
                  {areasIn(hall, props.areas).map((area) => (
                    <li>
                      <i class={`swatch tint-${area.tint}`} /> <Said {...reader.words(area.name)} />
                    </li>
                  ))}
                </ul>
                {props.deeds?.(hall)}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <ScaleBar reader={reader} scale={scale} />
    </>
  )
}

export const squareMetresOf = (halls: readonly Hall[]): number =>
  Math.round(halls.reduce((sum, hall) => sum + hall.lengthM * hall.widthM, 0))

/** In the order of the areas; a zone is not drawn where its own area is there too. */
function areasIn(hall: Hall, areas: readonly Area[]): Area[] {
  const inside = areas.filter((area) => hall.areaCodes.includes(area.code))
  return inside.filter((area) => !inside.some((other) => other.code === area.parentCode))
}

/** A hall as an architect sets it down: walls, what is where as even bands, as nobody has said how much of it, and its measures. */
export function Drawing(props: { reader: Reader; hall: Hall; areas: readonly Area[]; scale: number }) {
  const { reader, hall, scale } = props
  const length = Math.round(hall.lengthM * scale)
  const width = Math.round(hall.widthM * scale)
  const bands = areasIn(hall, props.areas)
  const edge = (index: number) => Math.round((length * index) / bands.length)
  const said = reader.t('editions.hall-drawn', {
    hall: reader.words(hall.name).text,
    length: hall.lengthM,
    width: hall.widthM,
    areas: reader.list(bands.map((area) => reader.words(area.name).text)) || '–',
  })
  return (
    <svg
      class="drawing"
      width={length + MARGIN}
      height={width + MARGIN}
      viewBox={`0 0 ${length + MARGIN} ${width + MARGIN}`}
      role="img"
      aria-label={said}
    >
      {bands.map((area, index) => (
        <rect
          class={`tint-${area.tint}`}
          x={1 + edge(index)}
          y="1"
          width={Math.max(1, edge(index + 1) - edge(index))}
          height={width}
        />
      ))}
      <rect class="walls" x="1" y="1" width={length} height={width} />
      {length > 60 && width > 26 ? (
        <text class="code" x={1 + length / 2} y={1 + width / 2}>
          {hall.code}
        </text>
      ) : null}
      <Measure from={[1, width + 13]} to={[1 + length, width + 13]}>
        {reader.number(hall.lengthM)}
      </Measure>
      <Measure from={[length + 13, 1]} to={[length + 13, 1 + width]} upright>
        {reader.number(hall.widthM)}
      </Measure>
    </svg>
  )
}

/** A line of measure with its ticks, and the number where it breaks. */
function Measure(props: { from: [number, number]; to: [number, number]; upright?: boolean; children?: Child }) {
  const [x1, y1] = props.from
  const [x2, y2] = props.to
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2]
  const tick = props.upright ? [3, 0] : [0, 3]
  const [dx = 0, dy = 0] = tick
  return (
    <g class="measure">
      <path
        d={`M${x1} ${y1}L${x2} ${y2}M${x1 - dx} ${y1 - dy}L${x1 + dx} ${y1 + dy}M${x2 - dx} ${y2 - dy}L${x2 + dx} ${y2 + dy}`}
      />
      <text x={x} y={y} transform={props.upright ? `rotate(-90 ${x} ${y})` : undefined}>
        {props.children}
      </text>
    </g>
  )
}

const ROUND = [1, 2, 5, 10, 20, 50, 100, 200]

/** What the scale is, as a length that can be laid against the drawings. */
function ScaleBar({ reader, scale }: { reader: Reader; scale: number }) {
  const metres = ROUND.findLast((one) => one * scale <= 120) ?? 1
  const length = Math.round(metres * scale)
  return (
    <p class="why scale">
      <svg width={length + 2} height="9" viewBox={`0 0 ${length + 2} 9`} class="drawing" aria-hidden="true">
        <path d={`M1 0v8M1 4h${length}M${length + 1} 0v8`} />
      </svg>{' '}
      {reader.t('editions.scale', { metres })}
    </p>
  )
}
