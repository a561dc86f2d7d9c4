import type { Details } from '#kernel/refusal.ts'
import type { Contradiction, Reason, ReasonCode } from './words.ts'

// Plain English for the bench and for reading a result in a terminal. What people see is worded in the locales, by the same codes.

const IN_PLAIN: Record<ReasonCode, (details: Details) => string> = {
  locked: ({ booths }) => `staff decided for ${booths}`,
  'in-area': ({ area, points, merit }) => `placed in its area ${area}, with ${points} points (merit ${merit})`,
  kept: () => 'stays where it was',
  moved: () => 'does not stay where it was',
  'in-zone': ({ zone }) => `in its zone ${zone}`,
  'out-of-zone': ({ zone, fitting, free }) =>
    `outside its zone ${zone}: of ${fitting} stands that fit there ${free} are free`,
  size: ({ areaM2, wantedM2, booths }) =>
    `${areaM2} of ${wantedM2} m²${Number(booths) > 1 ? `, ${booths} booths joined` : ''}`,
  sides: ({ open, wished }) => `${open} open sides, ${wished} wished`,
  beside: ({ beside, others }) => `stands with ${beside} of the ${others} it belongs with`,
  apart: ({ from, metres, asked }) => `apart from ${from}: ${metres} m, ${asked} asked or another row`,
  'far-apart': ({ from }) => `far from ${from}`,
  'too-near': ({ from, metres, asked }) => `only ${metres} m from ${from}, ${asked} asked`,
  'wish-met': ({ rank, of }) => `wish ${rank} of ${of} fulfilled`,
  'no-wish-met': ({ of }) => `none of its ${of} wishes fulfilled`,
  'looked-for': ({ area, kind, wantedM2, leastM2, mostM2, points, merit }) =>
    `looked for ${wantedM2} m² (${leastM2} to ${mostM2}) of ${kind} space in ${area}, with ${points} points (merit ${merit})`,
  'none-of-that-size': ({ booths, below, above }) =>
    `none of the ${booths} booths of that kind fits, alone or joined; the nearest have ${[below, above].filter(Boolean).join(' and ')} m²`,
  fitting: ({ stands, joined }) => `${stands} stands would fit, ${joined} of them joined; others have them`,
  'locked-away': ({ stands }) => `of these ${stands} are taken by decisions of staff`,
  outweighed: ({ booths, holders, theirs, own }) =>
    `the easiest to clear, ${booths}, is held by ${holders} with a merit of ${theirs}, against ${own}`,
  'held-by': ({ request, booths, points, merit }) =>
    `${request} holds ${booths} with ${points} points (merit ${merit})`,
  'other-size-free': ({ booth, areaM2, free }) =>
    `${free} booths of that kind are free; ${booth} with ${areaM2} m² comes nearest`,
  'other-kind-free': ({ booths }) => `${booths} booths of the other kind have that size and are free`,
  'none-free': ({ booths }) => `none of the ${booths} booths of that kind is free`,
  'not-all-looked-at': ({ stands }) => `not every way to join booths was looked at, only ${stands}`,
}

export const inPlain = ({ code, details }: Reason): string => IN_PLAIN[code](details)

const LOCKS: Record<Contradiction['code'], string> = {
  'no-booth': 'is locked to no booth',
  'unknown-booth': 'is locked to booths that are not on the plan:',
  twice: 'are locked to the same booth:',
  'other-area': 'is locked to booths of another area:',
  'other-kind': 'is locked to booths of another kind:',
  'not-adjoining': 'is locked to booths that do not adjoin:',
}

export const contradictionInPlain = ({ code, requestIds, boothNumbers }: Contradiction): string =>
  `${requestIds.join(' and ')} ${LOCKS[code]} ${boothNumbers.join(', ')}`.trimEnd()
