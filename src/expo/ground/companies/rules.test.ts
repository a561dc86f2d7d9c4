import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, day } from '#kernel/day.ts'
import {
  ALIKE,
  fileNameOf,
  hostOf,
  type InCommon,
  isPublic,
  isSharedHost,
  likenessOf,
  mayAsk,
  mayBecome,
  mayChange,
  mayChangeIdentity,
  mayHold,
  mayJudge,
  mayLeave,
  maySendDocument,
  mayWithdraw,
  proofOf,
  type Registration,
} from './rules.ts'
import { MOST_DOCUMENTS, MOST_REQUESTS, NEXT, VERDICTS, type VerdictState } from './words.ts'

const today = day('2023-06-15')
const document = (verdict: VerdictState, from: string | null = null, until: string | null = null): Registration => ({
  verdict,
  from: from === null ? null : day(from),
  until: until === null ? null : day(until),
  why: verdict === 'refused' || verdict === 'withdrawn' ? 'The stamp cannot be read.' : null,
})

test('every step of a verdict that is not in the table is refused, and every step in it is allowed', () => {
  for (const from of VERDICTS)
    for (const to of VERDICTS)
      expect(mayBecome(from, to).ok, `${from} -> ${to}`).toBe((NEXT[from] as readonly VerdictState[]).includes(to))
  expect(mayBecome('accepted', 'accepted')).toMatchObject({ reason: 'judged-already' })
  expect(mayBecome('withdrawn', 'accepted')).toMatchObject({ reason: 'not-from-here' })
})

test('every verdict can be reached by a document that was sent', () => {
  const reached = new Set<VerdictState>(['waiting'])
  for (const from of reached) for (const to of NEXT[from]) reached.add(to)
  expect([...reached].sort()).toEqual([...VERDICTS].sort())
})

test('a verdict holds from today or an earlier day, and ends after it begins', () => {
  expect(mayHold({ from: today, until: null }, today).ok).toBe(true)
  expect(mayHold({ from: day('2023-01-01'), until: day('2024-01-01') }, today).ok).toBe(true)
  expect(mayHold({ from: day('2023-06-16'), until: null }, today)).toMatchObject({ reason: 'day-to-come' })
  expect(mayHold({ from: today, until: today }, today)).toMatchObject({ reason: 'ends-before-it-begins' })
})

test('an acceptance is withdrawn from a day on which it held, its first included', () => {
  const held = { from: day('2023-05-01'), until: day('2023-06-10') }
  expect(mayWithdraw(held, day('2023-05-01'), today).ok).toBe(true)
  expect(mayWithdraw(held, day('2023-06-09'), today).ok).toBe(true)
  expect(mayWithdraw(held, day('2023-06-10'), today)).toMatchObject({ reason: 'held-no-more' })
  expect(mayWithdraw(held, day('2023-04-30'), today)).toMatchObject({ reason: 'day-before-verdict' })
  expect(mayWithdraw({ from: today, until: null }, day('2023-06-16'), today)).toMatchObject({ reason: 'day-to-come' })
})

test.each<[string, Registration[], ReturnType<typeof proofOf>['proof'], string | null]>([
  ['nothing was sent', [], 'missing', null],
  ['one waits', [document('waiting')], 'waiting', null],
  ['one was refused', [document('refused')], 'refused', null],
  ['a new one answers a refusal', [document('refused'), document('waiting')], 'waiting', null],
  ['one holds', [document('accepted', '2023-05-01')], 'verified', '2023-05-01'],
  [
    'what holds outweighs what waits',
    [document('accepted', '2023-05-01'), document('waiting')],
    'verified',
    '2023-05-01',
  ],
  [
    'what holds outweighs a later refusal',
    [document('accepted', '2023-05-01'), document('refused')],
    'verified',
    '2023-05-01',
  ],
  ['it ended', [document('accepted', '2022-05-01', '2023-05-01')], 'lapsed', '2023-05-01'],
  [
    'it ended and another waits',
    [document('accepted', '2022-05-01', '2023-05-01'), document('waiting')],
    'waiting',
    null,
  ],
  ['it was withdrawn after it held', [document('withdrawn', '2022-05-01', '2023-05-01')], 'lapsed', '2023-05-01'],
  ['it was withdrawn from its first day', [document('withdrawn', '2023-05-01', '2023-05-01')], 'refused', null],
  ['it ends today', [document('accepted', '2022-05-01', '2023-06-15')], 'lapsed', '2023-06-15'],
])('a company’s proof where %s', (_, registrations, proof, on) => {
  expect(proofOf(registrations, today)).toMatchObject({ proof, day: on })
})

test('whoever is refused or loses the acceptance is told why', () => {
  expect(proofOf([document('refused')], today).why).toContain('stamp')
  expect(proofOf([document('withdrawn', '2022-05-01', '2023-05-01')], today).why).toContain('stamp')
  expect(proofOf([document('accepted', '2023-05-01')], today).why).toBeNull()
})

test('a company is public once a registration document was accepted, until that is withdrawn or it is another company', () => {
  const of = (state: 'active' | 'closed' | 'merged', ...registrations: Registration[]) =>
    isPublic({ state, registrations })
  expect(of('active')).toBe(false)
  expect(of('active', document('waiting'))).toBe(false)
  expect(of('active', document('accepted', '2023-05-01'))).toBe(true)
  expect(of('active', document('accepted', '2022-05-01', '2023-05-01'))).toBe(true)
  expect(of('closed', document('accepted', '2023-05-01'))).toBe(true)
  expect(of('merged', document('accepted', '2023-05-01'))).toBe(false)
  expect(of('active', document('withdrawn', '2023-05-01', '2023-06-01'))).toBe(false)
})

test('on every day a company is verified or not, by whether a document holds, whatever else it sent', () => {
  const anyDay = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2025-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10) as Day)
  const held = fc.tuple(anyDay, anyDay).map(([a, b]) => document('accepted', a < b ? a : b, a < b ? b : a))
  const other = fc.constantFrom(document('waiting'), document('refused'))
  fc.assert(
    fc.property(fc.array(fc.oneof(held, other), { maxLength: 5 }), anyDay, (registrations, on) => {
      const holds = registrations.some(
        (one) => one.from !== null && one.from <= on && (one.until === null || on < one.until),
      )
      expect(proofOf(registrations, on).proof === 'verified').toBe(holds)
    }),
  )
})

const nothing: InCommon = { name: 0, sound: false, website: false, number: false, economy: false }

test('the same name in the same country is all but certain; the country alone says nothing', () => {
  expect(likenessOf({ ...nothing, name: 1, economy: true })).toEqual({ score: 100, reasons: ['name', 'economy'] })
  expect(likenessOf({ ...nothing, economy: true })).toEqual({ score: 0, reasons: [] })
  expect(likenessOf({ ...nothing, name: 0.3, economy: true }).score).toBe(0)
})

test('a name heard alike in another script, a common website and a number elsewhere are each worth a look', () => {
  for (const common of [{ sound: true }, { website: true }, { number: true }])
    expect(likenessOf({ ...nothing, ...common }).score, JSON.stringify(common)).toBeGreaterThanOrEqual(ALIKE)
})

test('more in common never makes two companies less alike', () => {
  const common = fc.record({
    name: fc.double({ min: 0, max: 1, noNaN: true }),
    sound: fc.boolean(),
    website: fc.boolean(),
    number: fc.boolean(),
    economy: fc.boolean(),
  })
  fc.assert(
    fc.property(common, fc.constantFrom('sound', 'website', 'number', 'economy'), (one, also) => {
      const { score, reasons } = likenessOf(one)
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(100)
      expect(reasons.length > 0 || score === 0).toBe(true)
      expect(likenessOf({ ...one, [also]: true }).score).toBeGreaterThanOrEqual(score)
      expect(likenessOf({ ...one, name: 1 }).score).toBeGreaterThanOrEqual(score)
    }),
  )
})

test('a verified company keeps its identity unless staff correct it; others may still change theirs', () => {
  expect(mayChangeIdentity({ verified: true, same: false, staff: false })).toMatchObject({
    reason: 'identity-is-verified',
  })
  expect(mayChangeIdentity({ verified: true, same: true, staff: false }).ok).toBe(true)
  expect(mayChangeIdentity({ verified: true, same: false, staff: true }).ok).toBe(true)
  expect(mayChangeIdentity({ verified: false, same: false, staff: false }).ok).toBe(true)
})

test('limits hold at their edge: the last administrator, the last document, the last request', () => {
  expect(mayLeave({ administrator: true }, 1)).toMatchObject({ reason: 'last-administrator' })
  expect(mayLeave({ administrator: true }, 2).ok).toBe(true)
  expect(mayLeave({ administrator: false }, 1).ok).toBe(true)
  expect(maySendDocument(MOST_DOCUMENTS - 1).ok).toBe(true)
  expect(maySendDocument(MOST_DOCUMENTS)).toMatchObject({ reason: 'enough-documents' })
  expect(mayAsk(MOST_REQUESTS - 1).ok).toBe(true)
  expect(mayAsk(MOST_REQUESTS)).toMatchObject({ reason: 'enough-requests' })
  expect(mayJudge({ actsForIt: true })).toMatchObject({ reason: 'own-company' })
  expect(mayChange({ state: 'closed' })).toMatchObject({ reason: 'closed' })
})

test('a file’s name brings no folders, no unseen marks, and keeps its end', () => {
  expect(fileNameOf('C:\\Users\\maria\\certidão.pdf')).toBe('certidão.pdf')
  expect(fileNameOf('../../etc/passwd')).toBe('passwd')
  expect(fileNameOf('gpj.\u202efdp"\r\n')).toBe('gpj.fdp')
  expect(fileNameOf('')).toBe('document')
  expect(fileNameOf(`${'名'.repeat(300)}.pdf`)).toHaveLength(120)
  expect(fileNameOf(`${'名'.repeat(300)}.pdf`).endsWith('.pdf')).toBe(true)
})

test('a website is compared by its host, and hosts that many share say nothing', () => {
  expect(hostOf('https://www.cafe-timor.example/en?x=1')).toBe('cafe-timor.example')
  expect(isSharedHost('facebook.com')).toBe(true)
  expect(isSharedHost('pt-pt.facebook.com')).toBe(true)
  expect(isSharedHost('cafe-timor.example')).toBe(false)
})
