import { SIZES } from './lettering.ts'

// What things look like on a plan. Pages say only a class and leave the look to the style sheet (tokens, light and dark, print); a
// drawing that leaves the house carries its looks with it.

const INK = '#15181d'
const SOFT = '#5d6068'
const HAIR = '#dcd8ce'
const SEAL = '#b8321f'
const OK = '#1f6b4f'
const PAPER = '#fbfaf6'
/** The eight tints of the style sheet, as they look on paper. */
const TINTS = ['#f5ebc8', '#dbe8f6', '#e6e3f8', '#fbe2e1', '#d3f3e5', '#d5eef6', '#f8ddc7', '#f3e0f2']

const LOOKS: Record<string, string> = {
  floor: `fill="#fff"`,
  grid: `fill="none" stroke="${HAIR}" stroke-width="0.6"`,
  wall: `fill="${INK}"`,
  rooms: `fill="${PAPER}" stroke="${SOFT}" stroke-width="0.8"`,
  booths: `stroke="${INK}" stroke-width="0.5"`,
  walls: `fill="none" stroke="${INK}" stroke-width="1.7" stroke-linecap="square"`,
  pillars: `fill="${INK}"`,
  exits: `fill="${OK}"`,
  hydrants: `fill="${SEAL}"`,
  aisle: `fill="${SOFT}" font-style="italic"`,
  gate: `fill="${INK}"`,
  room: `fill="${SOFT}"`,
  scale: `fill="none" stroke="${INK}" stroke-width="1.4"`,
  north: `fill="${INK}"`,
  note: `fill="${SOFT}"`,
  number: `fill="${INK}"`,
  name: `fill="${INK}"`,
  sub: `fill="${SOFT}"`,
  way: `fill="none" stroke="${SEAL}" stroke-width="5" stroke-linejoin="round" stroke-linecap="round" stroke-dasharray="0.1 11"`,
  found: `fill="none" stroke="${SEAL}" stroke-width="4"`,
  ...Object.fromEntries(TINTS.map((tint, index) => [`t${index + 1}`, `fill="${tint}"`])),
  ...Object.fromEntries(SIZES.map((size, index) => [`f${index}`, `font-size="${size}"`])),
}

/** Writes what something looks like: ` class="walls"`, or the look itself. */
export type Pen = (look: string) => string

export const classes: Pen = (look) => ` class="${look}"`
export const resolved: Pen = (look) =>
  look
    .split(' ')
    .map((one) => (LOOKS[one] ? ` ${LOOKS[one]}` : ''))
    .join('')

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Centimetres as tenths of a metre, the unit of the drawings: short, and letters are not smaller than one. */
export const dm = (centimetres: number): string => String(Math.round(centimetres) / 10)
