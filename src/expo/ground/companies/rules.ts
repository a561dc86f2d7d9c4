import { type Day, holdsOn } from '#kernel/day.ts'
import { no, type Verdict, yes } from '#kernel/verdict.ts'
import {
  type LikenessReason,
  MOST_DOCUMENTS,
  MOST_REQUESTS,
  NEXT,
  type Proof,
  type State,
  type VerdictState,
} from './words.ts'

/** May a document's verdict go from one state to another? */
export function mayBecome(from: VerdictState, to: VerdictState): Verdict<'judged-already' | 'not-from-here'> {
  if (from === to) return no('judged-already', { verdict: to })
  return (NEXT[from] as readonly VerdictState[]).includes(to) ? yes : no('not-from-here', { from, to })
}

/** Nobody decides about the documents of a company that they act for themselves. */
export const mayJudge = (judge: { actsForIt: boolean }): Verdict<'own-company'> =>
  judge.actsForIt ? no('own-company') : yes

/** From which day may a verdict hold? A late entry counts on its right day; a day to come nobody knows; a document ends after it begins. */
export function mayHold(
  stretch: { from: Day; until: Day | null },
  today: Day,
): Verdict<'day-to-come' | 'ends-before-it-begins'> {
  if (stretch.from > today) return no('day-to-come', { today })
  if (stretch.until !== null && stretch.until <= stretch.from) return no('ends-before-it-begins', { day: stretch.from })
  return yes
}

/** An accepted document is withdrawn from a day on which it held, or on its first. */
export function mayWithdraw(
  stretch: { from: Day; until: Day | null },
  on: Day,
  today: Day,
): Verdict<'day-to-come' | 'day-before-verdict' | 'held-no-more'> {
  if (on > today) return no('day-to-come', { today })
  if (on < stretch.from) return no('day-before-verdict', { day: stretch.from })
  if (stretch.until !== null && on >= stretch.until) return no('held-no-more', { day: stretch.until })
  return yes
}

/** What a registration document says towards proving who a company is. */
export interface Registration {
  verdict: VerdictState
  from: Day | null
  until: Day | null
  why: string | null
}

export interface Proven {
  proof: Proof
  /** Verified: from the first day of the document that holds; lapsed: the day on which the last one ended. */
  day: Day | null
  until: Day | null
  /** Why the last document was refused, or the accepted one withdrawn. */
  why: string | null
}

/**
 * How far a company has proved who it is on a day, by its registration documents, oldest first. What holds outweighs what waits, and
 * what waits outweighs what was refused, so that a new document answers an old refusal.
 */
export function proofOf(registrations: readonly Registration[], on: Day): Proven {
  const held = registrations.filter((one) => one.from !== null && (one.until === null || one.until > one.from))
  const holding = held.find((one) => holdsOn({ from: one.from as Day, until: one.until }, on))
  if (holding) return { proof: 'verified', day: holding.from, until: holding.until, why: null }
  if (registrations.some((one) => one.verdict === 'waiting'))
    return { proof: 'waiting', day: null, until: null, why: null }
  const last = registrations.at(-1)
  if (last?.verdict === 'refused') return { proof: 'refused', day: null, until: null, why: last.why }
  const ended = held
    .map((one) => one.until)
    .filter((day) => day !== null && day <= on)
    .sort()
    .at(-1)
  if (ended) return { proof: 'lapsed', day: ended, until: null, why: last?.verdict === 'withdrawn' ? last.why : null }
  if (last?.verdict === 'withdrawn') return { proof: 'refused', day: null, until: null, why: last.why }
  return { proof: 'missing', day: null, until: null, why: null }
}

/**
 * Is a company known to everybody? From the first day that a registration document of it held; until then only to its own people and to
 * staff, so that nobody reads here what nobody has looked at. A closed company stays where people look for it.
 */
export const isPublic = (company: { state: State; registrations: readonly Registration[] }): boolean =>
  company.state !== 'merged' && company.registrations.some((one) => one.from !== null && one.verdict === 'accepted')

/** What two companies have in common. */
export interface InCommon {
  /** How alike the most alike two of their names are written, 0 to 1. */
  name: number
  sound: boolean
  website: boolean
  number: boolean
  economy: boolean
}

export interface Likeness {
  /** 0 to 100. */
  score: number
  reasons: LikenessReason[]
}

/** From here on staff are shown two companies as alike, and a person is asked: is it one of these? */
export const ALIKE = 50
/** As in `companies.names_like`, which finds them. */
const NAME_COUNTS_FROM = 0.5

/**
 * How likely it is that two companies are one. A website of their own says most, a name as much as it agrees, the same consonants in
 * another script a good deal, the same number in another economy less (branches keep it, strangers happen on it). The same economy makes
 * each of them likelier, another one less likely, and says nothing by itself.
 */
export function likenessOf(common: InCommon): Likeness {
  const reasons: LikenessReason[] = []
  let score = 0
  const count = (reason: LikenessReason, holds: boolean, worth: number) => {
    if (!holds) return
    reasons.push(reason)
    score = Math.max(score, worth)
  }
  count('name', common.name >= NAME_COUNTS_FROM, Math.round(common.name * 90))
  count('sound', common.sound, 70)
  count('website', common.website, 85)
  count('number', common.number, 60)
  if (reasons.length === 0) return { score: 0, reasons }
  score += 5 * (reasons.length - 1) + (common.economy ? 10 : -10)
  if (common.economy) reasons.push('economy')
  return { score: Math.min(100, Math.max(0, score)), reasons }
}

/** A company keeps an administrator, as nobody could let another in. */
export const mayLeave = (leaving: { administrator: boolean }, administrators: number): Verdict<'last-administrator'> =>
  leaving.administrator && administrators <= 1 ? no('last-administrator') : yes

export const maySendDocument = (kept: number): Verdict<'enough-documents'> =>
  kept < MOST_DOCUMENTS ? yes : no('enough-documents', { max: MOST_DOCUMENTS })

export const mayAsk = (open: number): Verdict<'enough-requests'> =>
  open < MOST_REQUESTS ? yes : no('enough-requests', { max: MOST_REQUESTS })

/** What a registration document proves, its company cannot change by itself: else a verified company could become another. */
export const mayChangeIdentity = (change: {
  verified: boolean
  same: boolean
  staff: boolean
}): Verdict<'identity-is-verified'> =>
  !change.verified || change.same || change.staff ? yes : no('identity-is-verified')

/** Only the living change: a closed company is opened first, a merged one is another. */
export const mayChange = (company: { state: State }): Verdict<'closed'> =>
  company.state === 'active' ? yes : no('closed')

const LONGEST_FILE_NAME = 120

/** What a sent file is called, without the folders some browsers tell and without what cannot be seen; the end says most. */
export function fileNameOf(told: string): string {
  const name = (told.split(/[/\\]/).at(-1) ?? '').replace(/[\p{C}"]/gu, '').trim()
  return [...name].slice(-LONGEST_FILE_NAME).join('') || 'document'
}

/** The host of a website by which companies are compared. */
export const hostOf = (website: string): string => new URL(website).hostname.replace(/^www\./, '')

/** Hosts that many companies share say nothing about any of them. */
const SHARED_HOSTS =
  /(^|\.)(facebook|instagram|linkedin|twitter|x|youtube|tiktok|vk|t|wa|wechat|weixin|alibaba|taobao|tmall|amazon|ebay|etsy|google|wixsite|wordpress|blogspot|linktr|github)\.(com|me|ee|io|net|org|co)$/
export const isSharedHost = (host: string): boolean => SHARED_HOSTS.test(host)
