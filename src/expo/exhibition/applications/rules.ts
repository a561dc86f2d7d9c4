import type { Proof } from '#expo/ground/companies/words.ts'
import { mayRegisterNow, type Window } from '#expo/ground/editions/rules.ts'
import { type Day, daysBetween } from '#kernel/day.ts'
import type { Details } from '#kernel/refusal.ts'
import { no, type Verdict, yes } from '#kernel/verdict.ts'
import {
  type BoothKind,
  COMMON_REASONS,
  type Decision,
  KEPT_DAYS,
  LIVE,
  MOST_COMPANIONS,
  MOST_DOCUMENTS,
  MOST_LINKS,
  NEXT,
  type Part,
  type Role,
  type State,
} from './words.ts'

/** May an application go from one state to another? */
export function mayBecome(from: State, to: State): Verdict<'already' | 'not-from-here'> {
  if (from === to) return no('already', { state: to })
  return (NEXT[from] as readonly State[]).includes(to) ? yes : no('not-from-here', { from, to })
}

export const isLive = (state: State): boolean => (LIVE as readonly State[]).includes(state)

/** What may be asked for in an edition. Sizes are in m². */
export interface Terms {
  kinds: readonly BoothKind[]
  /** One ready-built booth, and how many of them one applicant may ask for. */
  standardM2: number
  mostStandard: number
  rawFromM2: number
  rawToM2: number
  rawStepM2: number
  podM2: number
  /** Areas and zones in which there are pods. */
  podAreaCodes: readonly string[]
}

/** 9 m² ready-built and raw space from 36 m² on are what the trade offers; an edition that says nothing offers these. */
export const COMMON_TERMS: Terms = {
  kinds: ['standard', 'raw'],
  standardM2: 9,
  mostStandard: 12,
  rawFromM2: 36,
  rawToM2: 3000,
  rawStepM2: 1,
  podM2: 4,
  podAreaCodes: [],
}

export interface Stand {
  kind: BoothKind
  areaM2: number
  areaCode: string | null
  zoneCode: string | null
}

const hundredths = (value: number) => Math.round(value * 100)
const isMultiple = (value: number, of: number) => hundredths(value) % hundredths(of) === 0

/** Is this a stand that the edition offers? */
export function mayAskFor(
  stand: Stand,
  terms: Terms,
): Verdict<
  | 'kind-not-offered'
  | 'standard-in-booths'
  | 'standard-at-most'
  | 'raw-at-least'
  | 'raw-at-most'
  | 'raw-in-steps'
  | 'pod-in-its-size'
  | 'pods-elsewhere'
> {
  const { kind, areaM2 } = stand
  if (!terms.kinds.includes(kind)) return no('kind-not-offered')
  if (kind === 'standard') {
    if (!isMultiple(areaM2, terms.standardM2)) return no('standard-in-booths', { size: terms.standardM2 })
    const most = terms.mostStandard * terms.standardM2
    return areaM2 > most ? no('standard-at-most', { count: terms.mostStandard, size: most }) : yes
  }
  if (kind === 'pod') {
    if (!podsIn(stand, terms)) return no('pods-elsewhere')
    return areaM2 === terms.podM2 ? yes : no('pod-in-its-size', { size: terms.podM2 })
  }
  if (areaM2 < terms.rawFromM2) return no('raw-at-least', { size: terms.rawFromM2 })
  if (areaM2 > terms.rawToM2) return no('raw-at-most', { size: terms.rawToM2 })
  return isMultiple(areaM2, terms.rawStepM2) ? yes : no('raw-in-steps', { size: terms.rawStepM2 })
}

/** Are there pods where somebody wants to stand? */
export const podsIn = (place: { areaCode: string | null; zoneCode: string | null }, terms: Terms): boolean =>
  terms.podAreaCodes.some((code) => code === place.areaCode || code === place.zoneCode)

/** What decides whether an application is whole. */
export interface Written {
  role: Role
  showsItself: boolean
  areaCode: string | null
  zoneCode: string | null
  boothKind: BoothKind | null
  areaM2: number | null
  /** In how many languages it says what it shows. */
  languages: number
  hsChapters: readonly string[]
  coExhibitors: number
  /** How far its company has proved who it is. */
  proof: Proof
  companyIsActive: boolean
}

export interface Gap {
  /** Where it is filled: a part of the application, or the company's own desk. */
  part: Part | 'company'
  reason: string
  details: Details
}

/** What is missing before an application can be submitted; each with the place where it is filled. */
export function gapsOf(written: Written, terms: Terms): Gap[] {
  const gaps: Gap[] = []
  const insistOn = (part: Gap['part'], verdict: Verdict) => {
    if (!verdict.ok) gaps.push({ part, reason: verdict.reason, details: verdict.details ?? {} })
  }
  insistOn('company', mayApply(written))
  insistOn('place', written.areaCode === null ? no('no-area') : yes)
  insistOn('stand', hasStand(written, terms))
  if (written.showsItself) {
    insistOn('goods', written.languages === 0 ? no('no-goods') : yes)
    insistOn('goods', written.hsChapters.length === 0 ? no('no-chapters') : yes)
  }
  if (written.role === 'umbrella') insistOn('co-exhibitors', written.coExhibitors === 0 ? no('no-co-exhibitors') : yes)
  return gaps
}

/** A company that has shown who it is may apply, though nobody has looked at its document yet. */
function mayApply({ proof, companyIsActive }: Written): Verdict<'company-closed' | 'company-unproven'> {
  if (!companyIsActive) return no('company-closed')
  return proof === 'verified' || proof === 'waiting' ? yes : no('company-unproven')
}

function hasStand({ boothKind: kind, areaM2, areaCode, zoneCode }: Written, terms: Terms): Verdict {
  if (kind === null || areaM2 === null) return no('no-stand')
  return mayAskFor({ kind, areaM2, areaCode, zoneCode }, terms)
}

/** Which parts may an applicant still write? After the acceptance the place and the stand are agreed on. */
export function mayWrite(state: State, part: Part): Verdict<'written-no-more' | 'agreed-on'> {
  if (state === 'draft' || state === 'submitted' || state === 'wait-listed') return yes
  if (state !== 'accepted') return no('written-no-more')
  return ['goods', 'co-exhibitors', 'documents'].includes(part) ? yes : no('agreed-on')
}

/** The window is obeyed on the edition's clock; staff may have let one in late. */
export function maySubmitNow(
  window: Window | null,
  lateUntil: Date | null,
  now: Date,
): Verdict<'window-missing' | 'window-not-yet' | 'window-over'> {
  if (lateUntil !== null && now < lateUntil) return yes
  return mayRegisterNow(window, now)
}

/** A decision may be entered late and counts on its right day; days to come nobody knows, and nothing is decided before it is asked. */
export function mayHoldFrom(
  on: Day,
  known: { submittedOn: Day; today: Day },
): Verdict<'day-to-come' | 'day-before-submission'> {
  if (on > known.today) return no('day-to-come', { today: known.today })
  if (on < known.submittedOn) return no('day-before-submission', { day: known.submittedOn })
  return yes
}

/** Only a company that has proved who it is takes part. */
export const mayBeAccepted = (company: {
  proof: Proof
  active: boolean
}): Verdict<'company-closed' | 'company-not-verified'> => {
  if (!company.active) return no('company-closed')
  return company.proof === 'verified' ? yes : no('company-not-verified')
}

/**
 * An acceptance is taken back on its own day only: figures count by days, and from the next day on the company has taken part; then it
 * withdraws. Other decisions may be thought over at any time.
 */
export function mayReopen(
  application: { state: State; acceptedOn: Day | null },
  today: Day,
): Verdict<'only-on-its-day'> {
  if (application.state !== 'accepted' || application.acceptedOn === today) return yes
  return no('only-on-its-day')
}

/** On which days somebody took part who withdraws on a day: on none, if it had not begun. */
export function participationUntil(
  acceptedOn: Day | null,
  on: Day,
): { ok: true; acceptedOn: Day | null; endedOn: Day | null } | ReturnType<typeof no<'day-before-acceptance'>> {
  if (acceptedOn === null) return { ok: true, acceptedOn: null, endedOn: null }
  if (on < acceptedOn) return no('day-before-acceptance', { day: acceptedOn })
  return on === acceptedOn ? { ok: true, acceptedOn: null, endedOn: null } : { ok: true, acceptedOn, endedOn: on }
}

/** How many days a discarded draft can still be brought back; 0 when it cannot. */
export const daysLeft = (discardedOn: Day, today: Day): number =>
  Math.max(0, KEPT_DAYS - daysBetween(discardedOn, today))

/** Nobody decides about the application of a company that they act for. */
export const mayJudge = (judge: { actsForIt: boolean }): Verdict<'own-application'> =>
  judge.actsForIt ? no('own-application') : yes

/** A reason belongs to a decision; a no without any says nothing. */
export function mayGiveReason(
  decision: Decision,
  given: { code: string | null; words: string },
  reasons: readonly { code: string; decisions: readonly Decision[] }[],
): Verdict<'no-reason' | 'no-such-reason'> {
  if (given.code !== null && !reasons.some((one) => one.code === given.code && one.decisions.includes(decision)))
    return no('no-such-reason')
  return decision !== 'accepted' && given.code === null && given.words === '' ? no('no-reason') : yes
}
export const isCommonReason = (code: string): code is keyof typeof COMMON_REASONS => code in COMMON_REASONS

export const mayAddCompanions = (standing: number, more: number): Verdict<'enough-companions'> =>
  standing + more <= MOST_COMPANIONS ? yes : no('enough-companions', { max: MOST_COMPANIONS })
export const mayAddDocument = (kept: number): Verdict<'enough-documents'> =>
  kept < MOST_DOCUMENTS ? yes : no('enough-documents', { max: MOST_DOCUMENTS })
export const maySendLink = (open: number): Verdict<'enough-links'> =>
  open < MOST_LINKS ? yes : no('enough-links', { max: MOST_LINKS })

/** A recommendation bears a day that has come. */
export const mayRecommendOn = (on: Day, today: Day): Verdict<'day-to-come'> =>
  on > today ? no('day-to-come', { today }) : yes

/** What an application is called in letters and on the telephone: CIIE-2024-00042. */
export const referenceOf = (editionCode: string, number: number): string =>
  `${editionCode.toUpperCase()}-${String(number).padStart(5, '0')}`

const SCRIPTS: readonly [RegExp, string][] = [
  [/\p{Script=Hangul}/u, 'ko'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Cyrillic}/u, 'ru'],
]

/**
 * Names as they are kept: one in its own script, and one in English where there is one. Which language a name is in nobody asks of forty
 * companies: its script tells it where it can, and a name in Latin letters is of no language (`und`).
 */
export function namesOf(name: string, english: string): Record<string, string> {
  const lang = SCRIPTS.find(([script]) => script.test(name))?.[1] ?? 'und'
  return english === '' || english === name ? { [lang]: name } : { [lang]: name, en: english }
}
