import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Day, day, plusDays } from '#kernel/day.ts'
import {
  COMMON_TERMS,
  daysLeft,
  gapsOf,
  isCommonReason,
  isLive,
  mayAddCompanions,
  mayAddDocument,
  mayAskFor,
  mayBeAccepted,
  mayBecome,
  mayGiveReason,
  mayHoldFrom,
  mayJudge,
  mayRecommendOn,
  mayReopen,
  maySendLink,
  maySubmitNow,
  mayWrite,
  participationUntil,
  referenceOf,
  type Stand,
  type Written,
} from './rules.ts'
import { NEXT, PARTS, STATES, type State } from './words.ts'

const reasonOf = (verdict: { ok: boolean; reason?: string }) => (verdict.ok ? 'yes' : verdict.reason)

describe('the life of an application', () => {
  test.each(STATES.flatMap((from) => STATES.map((to) => [from, to] as const)))('from %s to %s', (from, to) => {
    const follows = (NEXT[from] as readonly State[]).includes(to)
    expect(reasonOf(mayBecome(from, to))).toBe(from === to ? 'already' : follows ? 'yes' : 'not-from-here')
  })

  test('every state is reached from a draft', () => {
    const reached = new Set<State>(['draft'])
    for (const state of reached) for (const next of NEXT[state]) reached.add(next)
    expect([...reached].sort()).toEqual([...STATES].sort())
  })

  test('a company that was turned down, withdrew or threw its draft away may apply again', () => {
    expect(STATES.filter((state) => !isLive(state))).toEqual(['declined', 'withdrawn', 'discarded'])
  })
})

describe('what may be asked for', () => {
  const terms = { ...COMMON_TERMS, kinds: ['standard', 'raw', 'pod'] as const, podAreaCodes: ['incubation'] }
  const asked = (over: Partial<Stand>) =>
    reasonOf(mayAskFor({ kind: 'raw', areaM2: 36, areaCode: 'food', zoneCode: null, ...over }, terms))

  test.each([
    [{ kind: 'standard', areaM2: 9 }, 'yes'],
    [{ kind: 'standard', areaM2: 108 }, 'yes'],
    [{ kind: 'standard', areaM2: 10 }, 'standard-in-booths'],
    [{ kind: 'standard', areaM2: 117 }, 'standard-at-most'],
    [{ kind: 'raw', areaM2: 35.99 }, 'raw-at-least'],
    [{ kind: 'raw', areaM2: 36 }, 'yes'],
    [{ kind: 'raw', areaM2: 3000 }, 'yes'],
    [{ kind: 'raw', areaM2: 3000.5 }, 'raw-at-most'],
    [{ kind: 'raw', areaM2: 36.5 }, 'raw-in-steps'],
    [{ kind: 'pod', areaM2: 4 }, 'pods-elsewhere'],
    [{ kind: 'pod', areaM2: 4, areaCode: 'incubation' }, 'yes'],
    [{ kind: 'pod', areaM2: 4, zoneCode: 'incubation' }, 'yes'],
    [{ kind: 'pod', areaM2: 6, areaCode: 'incubation' }, 'pod-in-its-size'],
  ] as const)('%o: %s', (stand, verdict) => expect(asked(stand)).toBe(verdict))

  test('a kind that the edition does not offer is refused whatever its size', () => {
    const verdict = mayAskFor({ kind: 'pod', areaM2: 4, areaCode: null, zoneCode: null }, COMMON_TERMS)
    expect(reasonOf(verdict)).toBe('kind-not-offered')
  })
})

describe('what is missing', () => {
  const whole: Written = {
    role: 'exhibitor',
    showsItself: true,
    areaCode: 'food',
    zoneCode: null,
    boothKind: 'raw',
    areaM2: 36,
    languages: 1,
    hsChapters: ['09'],
    coExhibitors: 0,
    proof: 'verified',
    companyIsActive: true,
  }
  const missing = (over: Partial<Written>) =>
    gapsOf({ ...whole, ...over }, COMMON_TERMS).map(({ part, reason }) => `${part} ${reason}`)

  test.each<[Partial<Written>, string[]]>([
    [{}, []],
    [{ proof: 'waiting' }, []],
    [{ proof: 'missing' }, ['company company-unproven']],
    [{ proof: 'refused' }, ['company company-unproven']],
    [{ proof: 'lapsed' }, ['company company-unproven']],
    [{ companyIsActive: false, proof: 'missing' }, ['company company-closed']],
    [{ areaCode: null }, ['place no-area']],
    [{ boothKind: null }, ['stand no-stand']],
    [{ areaM2: null }, ['stand no-stand']],
    [{ areaM2: 12 }, ['stand raw-at-least']],
    [{ languages: 0, hsChapters: [] }, ['goods no-goods', 'goods no-chapters']],
    [{ role: 'umbrella' }, ['co-exhibitors no-co-exhibitors']],
    [{ role: 'umbrella', coExhibitors: 1, showsItself: false, languages: 0, hsChapters: [] }, []],
  ])('%o: %o', (over, gaps) => expect(missing(over)).toEqual(gaps))

  test('every gap is found at once, each in its place', () => {
    const nothing = { areaCode: null, boothKind: null, areaM2: null, languages: 0, hsChapters: [], proof: 'missing' }
    expect(missing(nothing as Partial<Written>)).toHaveLength(5)
  })
})

test('an applicant writes everything until the decision, and after an acceptance what is not agreed on', () => {
  for (const state of ['draft', 'submitted', 'wait-listed'] as const)
    expect(PARTS.every((part) => mayWrite(state, part).ok)).toBe(true)
  expect(PARTS.filter((part) => mayWrite('accepted', part).ok)).toEqual(['goods', 'co-exhibitors', 'documents'])
  for (const state of ['declined', 'withdrawn', 'discarded'] as const)
    expect(PARTS.some((part) => mayWrite(state, part).ok)).toBe(false)
})

test('the window is obeyed to its instant, and staff may let one in after it', () => {
  const window = {
    opensAt: new Date('2023-01-01T00:00:00Z'),
    closesAt: new Date('2023-07-01T00:00:00Z'),
    timeZone: 'UTC',
  }
  const at = (text: string, late: string | null = null) =>
    reasonOf(maySubmitNow(window, late === null ? null : new Date(late), new Date(text)))
  expect(at('2022-12-31T23:59:59.999Z')).toBe('window-not-yet')
  expect(at('2023-01-01T00:00:00Z')).toBe('yes')
  expect(at('2023-06-30T23:59:59.999Z')).toBe('yes')
  expect(at('2023-07-01T00:00:00Z')).toBe('window-over')
  expect(at('2023-07-01T00:00:00Z', '2023-07-08T00:00:00Z')).toBe('yes')
  expect(at('2023-07-08T00:00:00Z', '2023-07-08T00:00:00Z')).toBe('window-over')
  expect(reasonOf(maySubmitNow(null, null, new Date()))).toBe('window-missing')
})

test('a decision counts on its own day, not before the application and not in days to come', () => {
  const known = { submittedOn: day('2023-03-01'), today: day('2023-05-01') }
  expect(reasonOf(mayHoldFrom(day('2023-02-28'), known))).toBe('day-before-submission')
  expect(reasonOf(mayHoldFrom(day('2023-03-01'), known))).toBe('yes')
  expect(reasonOf(mayHoldFrom(day('2023-05-01'), known))).toBe('yes')
  expect(reasonOf(mayHoldFrom(day('2023-05-02'), known))).toBe('day-to-come')
})

test('only a verified and living company is accepted', () => {
  expect(reasonOf(mayBeAccepted({ proof: 'verified', active: true }))).toBe('yes')
  expect(reasonOf(mayBeAccepted({ proof: 'waiting', active: true }))).toBe('company-not-verified')
  expect(reasonOf(mayBeAccepted({ proof: 'verified', active: false }))).toBe('company-closed')
})

test('an acceptance is taken back on its own day only, another decision at any time', () => {
  const on = day('2023-04-01')
  expect(reasonOf(mayReopen({ state: 'accepted', acceptedOn: on }, on))).toBe('yes')
  expect(reasonOf(mayReopen({ state: 'accepted', acceptedOn: on }, day('2023-04-02')))).toBe('only-on-its-day')
  expect(reasonOf(mayReopen({ state: 'declined', acceptedOn: null }, day('2024-01-01')))).toBe('yes')
})

test('participation ends once, never before it began, and is none where it ended on its first day', () => {
  const days = fc.integer({ min: 0, max: 400 }).map((count) => plusDays(day('2023-01-01'), count))
  fc.assert(
    fc.property(days, days, (acceptedOn, on) => {
      const until = participationUntil(acceptedOn, on)
      if (on < acceptedOn) return !until.ok
      if (!until.ok) return false
      return on === acceptedOn
        ? until.acceptedOn === null && until.endedOn === null
        : until.acceptedOn === acceptedOn && until.endedOn === on
    }),
  )
  expect(participationUntil(null, day('2023-01-01'))).toEqual({ ok: true, acceptedOn: null, endedOn: null })
})

test('a discarded draft is kept for thirty days', () => {
  const on = day('2024-02-01')
  expect([0, 1, 29, 30, 31].map((count) => daysLeft(on, plusDays(on, count) as Day))).toEqual([30, 29, 1, 0, 0])
})

test('a no gives its reason, and one that goes with it', () => {
  const reasons = [{ code: 'area-full', decisions: ['declined', 'wait-listed'] as const }]
  const given = (decision: 'accepted' | 'declined' | 'wait-listed', code: string | null, words = '') =>
    reasonOf(mayGiveReason(decision, { code, words }, reasons))
  expect(given('declined', null)).toBe('no-reason')
  expect(given('declined', null, 'Sorry')).toBe('yes')
  expect(given('wait-listed', 'area-full')).toBe('yes')
  expect(given('accepted', null)).toBe('yes')
  expect(given('accepted', 'area-full')).toBe('no-such-reason')
  expect(given('declined', 'whim')).toBe('no-such-reason')
  expect(isCommonReason('area-full')).toBe(true)
  expect(isCommonReason('whim')).toBe(false)
})

test('nobody decides for a company of their own, and nothing is added without end', () => {
  expect(reasonOf(mayJudge({ actsForIt: true }))).toBe('own-application')
  expect(reasonOf(mayJudge({ actsForIt: false }))).toBe('yes')
  expect(reasonOf(mayAddCompanions(1999, 1))).toBe('yes')
  expect(reasonOf(mayAddCompanions(1999, 2))).toBe('enough-companions')
  expect(reasonOf(mayAddDocument(30))).toBe('enough-documents')
  expect(reasonOf(maySendLink(20))).toBe('enough-links')
  expect(reasonOf(mayRecommendOn(day('2023-05-02'), day('2023-05-01')))).toBe('day-to-come')
})

test('an application is called by its edition and its number', () => {
  expect(referenceOf('ciie-2024', 42)).toBe('CIIE-2024-00042')
})
