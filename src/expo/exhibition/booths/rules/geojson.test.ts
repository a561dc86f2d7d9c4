import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aBooth, aSheet } from '../makers.ts'
import { geoJsonOf, readGeoJson } from './geojson.ts'
import type { Outline } from './geometry.ts'

const sheet = aSheet()
const notched: Outline = [
  [45, 9],
  [51, 9],
  [51, 15],
  [48, 15],
  [48, 12],
  [45, 12],
]
const booths = [...sheet.booths, aBooth('L1', 0, 0, { outline: notched, zoneCode: 'seeds', holdsPillar: true })].map(
  (booth) => ({ ...booth, openSides: 2 }),
)
const structures = [
  ...sheet.structures,
  {
    id: crypto.randomUUID(),
    kind: 'cafe' as const,
    name: 'B',
    at: null,
    outline: [
      [50, 0],
      [56, 0],
      [56, 4],
      [50, 4],
    ] as Outline,
  },
]
const file = geoJsonOf({ edition: 'harbour-2023', hall: '1H', plan: 3, lengthM: 60, widthM: 40, booths, structures })
let made = 0
const read = (text: string, known = booths, knownStructures = structures) =>
  readGeoJson(text, { widthM: 40, known, knownStructures, newId: () => `new-${++made}` })
const withFirst = (
  change: (feature: { properties: Record<string, unknown>; geometry: unknown; id?: string }) => void,
) => {
  const copy = structuredClone(file) as unknown as { features: Parameters<typeof change>[0][] }
  change(copy.features[1] as Parameters<typeof change>[0])
  return JSON.stringify(copy)
}

describe('a plan as a file', () => {
  test('comes back as it went', () => {
    const back = read(JSON.stringify(file))
    expect(back.problems).toEqual([])
    expect(back.booths).toEqual(booths.map(({ openSides: _, ...booth }) => booth))
    expect(back.structures).toEqual(structures)
  })

  test('has rings as RFC 7946 wants them, closed and counter-clockwise, and says what its numbers mean', () => {
    for (const feature of file.features) {
      if (feature.geometry.type !== 'Polygon') continue
      const [ring] = feature.geometry.coordinates
      expect(ring?.[0]).toEqual(ring?.at(-1))
      const doubled = (ring ?? []).slice(0, -1).reduce((sum, [x, y], index) => {
        const [nextX = 0, nextY = 0] = ring?.[index + 1] ?? []
        return sum + x * nextY - nextX * y
      }, 0)
      expect(doubled).toBeGreaterThan(0)
    }
    expect(file.rialto.coordinates).toContain('Metres')
    // The upper left corner of the hall lies at the height of its width.
    expect(file.features[1]?.geometry.coordinates).toEqual([
      [
        [9, 27],
        [12, 27],
        [12, 30],
        [9, 30],
        [9, 27],
      ],
    ])
  })

  test('keeps a booth’s id where a program has dropped it, by its number', () => {
    const without = withFirst((feature) => {
      delete feature.id
      delete feature.properties.booth_id
    })
    expect(read(without).booths[0]?.id).toBe(booths[0]?.id)
  })

  test('takes no id that is not this hall’s, nor one twice', () => {
    const foreign = withFirst((feature) => {
      feature.properties.booth_id = crypto.randomUUID()
      feature.properties.name = 'X99'
    })
    expect(read(foreign).booths[0]?.id).toMatch(/^new-/)
    const twice = withFirst((feature) => {
      feature.properties.booth_id = booths[1]?.id
    })
    const ids = read(twice).booths.map((booth) => booth.id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('what is wrong with a file is told feature by feature, and the rest is read', () => {
  const square = (coordinates: unknown) => ({ type: 'Polygon', coordinates })
  test.each([
    ['not-a-polygon', (f: { geometry: unknown }) => (f.geometry = { type: 'LineString', coordinates: [[0, 0]] })],
    [
      'has-holes',
      (f: { geometry: unknown }) =>
        (f.geometry = square([
          [
            [0, 0],
            [3, 0],
            [3, 3],
            [0, 3],
            [0, 0],
          ],
          [
            [1, 1],
            [2, 1],
            [2, 2],
            [1, 1],
          ],
        ])),
    ],
    [
      'coordinates-wrong',
      (f: { geometry: unknown }) =>
        (f.geometry = square([
          [
            [0, 0],
            ['a', 0],
            [3, 3],
            [0, 0],
          ],
        ])),
    ],
    [
      'coordinates-wrong',
      (f: { geometry: unknown }) =>
        (f.geometry = square([
          [
            [0, 0],
            [1e9, 0],
            [3, 3],
            [0, 0],
          ],
        ])),
    ],
    [
      'slanting',
      (f: { geometry: unknown }) =>
        (f.geometry = square([
          [
            [0, 0],
            [3, 1],
            [3, 3],
            [0, 3],
            [0, 0],
          ],
        ])),
    ],
    [
      'too-few-corners',
      (f: { geometry: unknown }) =>
        (f.geometry = square([
          [
            [0, 0],
            [3, 0],
            [0, 0],
          ],
        ])),
    ],
    ['kind-unknown', (f: { properties: Record<string, unknown> }) => (f.properties.category = 'palace')],
    ['number-missing', (f: { properties: Record<string, unknown> }) => (f.properties.name = ' ')],
    ['number-long', (f: { properties: Record<string, unknown> }) => (f.properties.name = 'A'.repeat(13))],
    ['not-a-feature', (f: { geometry: unknown }) => (f.geometry = null)],
  ] as const)('%s', (reason, change) => {
    const back = read(withFirst(change as never))
    expect(back.problems).toMatchObject([{ feature: 2, reason }])
    expect(back.booths).toHaveLength(booths.length - 1)
  })

  test('what is no GeoJSON at all', () => {
    for (const text of ['', '{', '[]', '{"type":"Feature"}', 'null', '\u0000'])
      expect(read(text).problems, text).toMatchObject([{ feature: 0, reason: 'not-geojson' }])
  })

  test('whatever stands in it, reading ends and says something or gives something', () => {
    fc.assert(
      fc.property(fc.json(), fc.array(fc.jsonValue(), { maxLength: 5 }), (text, features) => {
        read(text)
        const back = read(JSON.stringify({ type: 'FeatureCollection', features }))
        expect(back.booths.length + back.structures.length + back.problems.length).toBeLessThanOrEqual(features.length)
      }),
    )
  })
})
