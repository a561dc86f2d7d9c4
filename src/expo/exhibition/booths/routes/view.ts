import type { Area, Edition } from '#expo/ground/editions/index.ts'
import type { Call } from '#web/door.ts'
import { tidy } from '#web/form.ts'
import type { Occupants } from '../drawings.ts'
import { type BoothFilter, wholeNumber } from '../rules/find.ts'
import type { ListedBooth } from '../standing.ts'
import { venueOf } from '../venue.ts'
import { placesNamed, type ToldWay, wayBetweenNamed } from '../ways.ts'

// What an address says about how a plan is to be seen: what is looked for, which booth is chosen, which way is asked for.

const LONGEST = 100
const said = ({ query }: Call<unknown>, name: string): string => tidy((query.get(name) ?? '').slice(0, LONGEST))

export const filterOf = (call: Call<unknown>): BoothFilter => {
  const sides = said(call, 'sides')
  return {
    q: said(call, 'q'),
    area: said(call, 'area'),
    zone: said(call, 'zone'),
    kind: said(call, 'kind'),
    size: said(call, 'size'),
    sides: /^[1-4]$/.test(sides) ? Number(sides) : 0,
  }
}

const KEPT = ['q', 'area', 'zone', 'kind', 'size', 'sides', 'booth', 'from', 'to', 'step-free', 'zoom']
/** What of an address belongs to the view, for links that lead on from it. */
export const viewOf = ({ query }: Call<unknown>): URLSearchParams =>
  new URLSearchParams(
    KEPT.flatMap((name) => (query.get(name) ? [[name, (query.get(name) ?? '').slice(0, LONGEST)]] : [])),
  )

export const chosenOf = (call: Call<unknown>): string => said(call, 'booth')

const PAGE = 50

/** A page of a list: what comes after a number, and the number to go on from. */
export function pageOf(
  booths: readonly ListedBooth[],
  call: Call<unknown>,
): { shown: readonly ListedBooth[]; next: string | null } {
  const after = said(call, 'after')
  const from = after === '' ? 0 : booths.findIndex((booth) => wholeNumber(booth.hallCode, booth.number) === after) + 1
  const shown = booths.slice(from, from + PAGE)
  const last = shown.at(-1)
  return { shown, next: last && from + PAGE < booths.length ? wholeNumber(last.hallCode, last.number) : null }
}

export const rowsOf = (booths: readonly ListedBooth[], occupants: Occupants) =>
  booths.map((booth) => ({
    hall: booth.hallCode,
    number: booth.number,
    kind: booth.kind,
    area: booth.areaCode,
    zone: booth.zoneCode ?? '',
    area_m2: booth.areaM2,
    open_sides: booth.openSides,
    exhibitor: occupants.nameOf(booth.id)?.text ?? '',
    constructed: booth.constructed,
  }))

/** The words that a booth answers to beside its number: its area, its zone, who stands there. */
export const namesOf = (areas: readonly Area[], occupants: Occupants) => {
  const names = new Map(areas.map((area) => [area.code, Object.values(area.name)]))
  return (booth: ListedBooth): string[] => {
    const standing = occupants.at(booth.id).flatMap((one) => Object.values(one.names))
    return [...(names.get(booth.areaCode) ?? []), ...(names.get(booth.zoneCode ?? '') ?? []), ...standing]
  }
}

export interface Asked {
  from: string
  to: string
  stepFree: boolean
  /** What was not understood. */
  unknown: ('from' | 'to')[]
  /** Both were, but there is no way. */
  none: boolean
}

/** The way that an address asks for. Where none is asked for nothing of the venue is read. */
export async function wayAsked(
  call: Call<unknown>,
  edition: Edition,
  here: string | null,
): Promise<{ way: ToldWay | null; asked: Asked }> {
  const { reader, house } = call
  const stepFree = said(call, 'step-free') === 'yes'
  const asked: Asked = { from: said(call, 'from'), to: said(call, 'to'), stepFree, unknown: [], none: false }
  if (asked.from === '' || asked.to === '') return { way: null, asked }
  const venue = await venueOf(house.db, reader, edition)
  const from = placesNamed(reader, venue.plans, asked.from, here)
  const to = placesNamed(reader, venue.plans, asked.to, here)
  const unknown = [...(from.length === 0 ? ['from' as const] : []), ...(to.length === 0 ? ['to' as const] : [])]
  if (unknown.length > 0) return { way: null, asked: { ...asked, unknown } }
  const way = wayBetweenNamed(reader, venue, { from, to, stepFree })
  return { way, asked: { ...asked, none: way === null } }
}
