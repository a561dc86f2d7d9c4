import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mainAislesOf } from '../rules/aisles.ts'
import { areaOf, boxOf } from '../rules/geometry.ts'
import { type Floor, USUAL_RULES } from '../rules/plan.ts'
import { sidesOfAll } from '../rules/sides.ts'
import { MIXES, suggestPlan } from '../rules/suggest.ts'
import { drawHall, type HallDrawing, overlayOf } from './hall.ts'
import { feetOf, fitted, SIZES, widthOf } from './lettering.ts'
import { resolved } from './pen.ts'

const NAMES = [
  'Nordsee',
  'Société coopérative des producteurs de café de Kayanza',
  '北京大学国际贸易与投资促进中心',
  'شركة الخليج العربي للتمور والمنتجات الزراعية',
  'Объединение производителей мёда Башкортостана',
  'Donaudampfschifffahrtsgesellschaft',
  'A',
]

const floor = (seed = 'drawing'): Floor => {
  let id = 0
  return suggestPlan({
    lengthM: 270,
    widthM: 107,
    rules: { ...USUAL_RULES, mostShare: 0.45 },
    wishes: [{ areaCode: 'food', share: 1, mix: MIXES.small, national: false, zones: [] }],
    pillars: true,
    seed,
    newId: () => `id${++id}`,
  })
}
const drawingOf = (of: Floor, over: Partial<HallDrawing> = {}): HallDrawing => ({
  floor: of,
  sides: sidesOfAll(of, 2),
  aisles: mainAislesOf(of, 6),
  label: 'Plan',
  tintOf: () => 1,
  hrefOf: (booth) => `../booths/1.1H-${booth.number}`,
  titleOf: (booth) => `${booth.number} · ${areaOf(booth.outline)} m²`,
  wordOf: (one) => (one.kind === 'gate' ? `Gate ${one.name}` : one.kind),
  words: { north: 'N', scale: '{metres} m' },
  turn: 0,
  ...over,
})
const whole = (of: Floor, over: Partial<HallDrawing> = {}) => {
  const { begin, plan, end } = drawHall(drawingOf(of, over))
  return `${begin}${plan}${end}`
}

describe('names in booths', () => {
  test('never run out of their booth: they are broken, shortened, or left out', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...NAMES), fc.string({ minLength: 1, maxLength: 60 })),
        fc.integer({ min: 10, max: 600 }),
        fc.integer({ min: 8, max: 400 }),
        fc.integer({ min: 0, max: SIZES.length - 1 }),
        (name, width, height, largest) => {
          const lettering = fitted(name, width, height, largest)
          if (!lettering) return
          const letter = SIZES[lettering.size] as number
          for (const line of lettering.lines) expect(widthOf(line) * letter).toBeLessThanOrEqual(width + 1e-6)
          expect(lettering.height).toBeLessThanOrEqual(height + 1e-6)
          const feet = feetOf(lettering, height / 2)
          expect(feet[0] as number).toBeGreaterThan(0)
          expect(feet.at(-1) as number).toBeLessThanOrEqual(height)
        },
      ),
    )
  })

  test('are as large as goes, whole where they can be, and say where something is missing', () => {
    expect(fitted('Nordsee', 200, 60, 6)).toMatchObject({ lines: ['Nordsee'], size: 6 })
    expect(fitted('Thai Rice', 60, 60, 4)?.lines).toEqual(['Thai', 'Rice'])
    expect(fitted('国际贸易促进中心', 60, 60, 3)?.lines.length).toBeGreaterThan(1)
    expect(fitted('Donaudampfschifffahrtsgesellschaft', 56, 20, 4)?.lines[0]).toMatch(/^Donau.*…$/)
    expect(fitted('Donaudampfschifffahrtsgesellschaft', 14, 20, 4)).toBeNull()
  })
})

describe('a hall of 400 booths', () => {
  const hall = floor()
  test('has a link to each, by its name, and weighs at most 20 kB with a name in every booth', () => {
    expect(hall.booths.length).toBeGreaterThanOrEqual(400)
    const svg = whole(hall, {
      nameOf: (id) => ({ text: `${NAMES[Number(id.slice(2)) % 6]} ${id}`, lang: 'en' }),
      titleOf: (booth) =>
        `${NAMES[Number(booth.id.slice(2)) % 6]} ${booth.id} ${booth.number} · ${areaOf(booth.outline)} m²`,
    })
    expect(svg.match(/<a href=/g)).toHaveLength(hall.booths.length)
    expect(svg.match(/<title>/g)).toHaveLength(hall.booths.length)
    expect(gzipSync(svg).length).toBeLessThanOrEqual(20_000)
  })

  test('is read aloud as it is read on the plan: name, then number, and of a name that is cut its beginning first', () => {
    const named = (text: string) =>
      whole(hall, { nameOf: () => ({ text, lang: 'en' }), titleOf: (booth) => `${text} ${booth.number} · 9 m²` })
    const links = [...named('Kilimanjaro Coffee Growers Cooperative Union').matchAll(/<a [^>]*>(.*?)<\/a>/g)]
    expect(links.length).toBeGreaterThan(300)
    let cut = 0
    for (const [, inside = ''] of links) {
      const title = /<title>(.*?)<\/title>/.exec(inside)?.[1] ?? ''
      const lettered = inside.slice(inside.indexOf('</title>')).replace(/<text class="number u.*?<\/text>/, '')
      const read = lettered.replace(/<[^>]*>/g, '').trim()
      expect(title).toContain(read)
      if (title.includes('…')) cut += 1
    }
    expect(cut).toBeGreaterThan(0)
  })

  test('has no inline style and no script, whatever somebody is called', () => {
    const svg = whole(hall, {
      nameOf: () => ({ text: '<script>alert(1)</script>"', lang: 'en"' }),
      titleOf: () => '</title><b>',
    })
    expect(svg).not.toMatch(/<script|<b>|style=|lang="en""/)
  })

  test('drawn for the road carries its looks with it', () => {
    const svg = whole(hall, { pen: resolved })
    expect(svg).not.toMatch(/ class="(?!plan")/)
    expect(svg).toContain('font-size=')
  })

  test('opens its walls at gates and exits, and nowhere else', () => {
    const svg = whole(hall)
    const pieces = /<path class="wall" d="([^"]+)"/.exec(svg)?.[1]?.match(/M/g)?.length ?? 0
    const openings = hall.structures.filter((one) => one.kind === 'gate' || one.kind === 'emergency-exit').length
    expect(pieces).toBe(openings + 4)
  })
})

test('what lies over a plan stands apart from it: found, chosen, ways', () => {
  const [booth] = floor().booths
  const over = overlayOf({
    found: booth ? [booth] : [],
    chosen: booth ?? null,
    ways: [
      [
        [0, 0],
        [5, 0],
      ],
    ],
  })
  expect(over).toMatch(/class="found".*id="chosen".*class="under-way".*class="way".*class="way-end"/)
  expect(overlayOf({})).toBe('')
  expect(boxOf(booth?.outline ?? []).x0).toBeGreaterThan(0)
})
