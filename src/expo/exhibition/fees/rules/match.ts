import type { Day } from '#kernel/day.ts'
import type { Money } from '#kernel/money.ts'
import type { LikenessReason } from '../words.ts'
import { referencesIn, squeezed } from './reference.ts'

/** One line of a bank's statement, as much of it as tells who paid what for what. */
export interface Entry {
  /** What the bank knows it by; the same one twice is the same entry. */
  bankReference: string
  on: Day
  /** Below nought it left the account. */
  amount: Money
  payer: string
  /** What the payer wrote, and structured references that came apart from it. */
  text: string
  reference: string
  /** The bank says that it takes an earlier entry back. */
  reversal: boolean
}

/** An account that may be meant: what it is known by, and what it has open. */
export interface Payable {
  accountId: string
  reference: string
  /** Numbers of its invoices, and of the application. */
  numbers: string[]
  /** The company's names, folded. */
  names: string[]
  /** What is open in all, and what was invoiced last, in the account's currency. */
  open: Money
  latest: Money | null
}

export interface Proposal {
  accountId: string
  reasons: LikenessReason[]
}

export type Matched =
  | { kind: 'exact'; accountId: string }
  | { kind: 'proposed'; proposals: Proposal[] }
  | { kind: 'unknown' }

const MOST_PROPOSALS = 3
const WEIGHT: Record<LikenessReason, number> = { invoice: 5, mistyped: 4, name: 3, amount: 2, alike: 1 }
/** A sum alone may be anybody's: it proposes only together with something else, or where nobody else owes as much. */
const ENOUGH = 3

/**
 * Whose an entry is. Only a right reference decides by itself; a number, a name or a sum propose, and a person decides. `payables`
 * are the accounts of one edition.
 */
export function matchOf(entry: Entry, payables: readonly Payable[]): Matched {
  const quoted = new Set(referencesIn(`${entry.reference} ${entry.text}`))
  const exact = payables.filter((one) => quoted.has(one.reference))
  if (exact.length === 1) return { kind: 'exact', accountId: (exact[0] as Payable).accountId }
  const told = { text: squeezed(`${entry.text} ${entry.reference}`), payer: wordsOf(entry.payer) }
  const owing = payables.filter((one) => owes(one, entry.amount))
  const scored = payables
    .map((one) => ({ one, reasons: reasonsOf(one, entry, told, exact.includes(one)) }))
    .filter(({ reasons }) => scoreOf(reasons) >= ENOUGH || (reasons.includes('amount') && owing.length === 1))
    .sort((a, b) => scoreOf(b.reasons) - scoreOf(a.reasons) || (bodyOf(a.one) < bodyOf(b.one) ? -1 : 1))
  if (scored.length === 0) return { kind: 'unknown' }
  const proposals = scored.slice(0, MOST_PROPOSALS).map(({ one, reasons }) => ({ accountId: one.accountId, reasons }))
  return { kind: 'proposed', proposals }
}

const bodyOf = ({ reference }: Payable) => reference.slice(4)
const scoreOf = (reasons: readonly LikenessReason[]) => reasons.reduce((sum, reason) => sum + WEIGHT[reason], 0)

function reasonsOf(
  one: Payable,
  entry: Entry,
  told: { text: string; payer: string[] },
  quoted: boolean,
): LikenessReason[] {
  const reasons: LikenessReason[] = []
  if (quoted || one.numbers.some((number) => told.text.includes(squeezed(number)))) reasons.push('invoice')
  else if (nearly(one.reference, told.text)) reasons.push('mistyped')
  const likeness = Math.max(0, ...one.names.map((name) => shared(wordsOf(name), told.payer)))
  if (likeness === 1) reasons.push('name')
  else if (likeness >= 0.5) reasons.push('alike')
  if (owes(one, entry.amount)) reasons.push('amount')
  return reasons
}

const owes = ({ open, latest }: Payable, amount: Money): boolean =>
  [open, latest].some(
    (sum) => sum !== null && sum.minor > 0n && sum.minor === amount.minor && sum.currency === amount.currency,
  )

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)

/** The share of a name's words that stand in the payer's; banks cut names off, so the beginning of a word is the word. */
function shared(name: readonly string[], payer: readonly string[]): number {
  if (name.length === 0 || payer.length === 0) return 0
  const found = name.filter((word) =>
    payer.some((other) => other === word || (other.length > 3 && word.startsWith(other))),
  )
  return found.length / name.length
}

/** A reference with one wrong letter, or two that changed places: its body stands in the text all the same. */
function nearly(reference: string, text: string): boolean {
  const body = reference.slice(4)
  if (body.length >= 8 && text.includes(body)) return true
  for (const { index } of text.matchAll(/RF/g)) {
    const candidate = text.slice(index, index + reference.length)
    if (candidate.length === reference.length && slips(candidate, reference)) return true
  }
  return false
}

function slips(a: string, b: string): boolean {
  const wrong = [...a].flatMap((letter, index) => (letter === b[index] ? [] : [index]))
  const [first = 0, second = 0] = wrong
  return (
    wrong.length <= 1 ||
    (wrong.length === 2 && second === first + 1 && a[first] === b[second] && a[second] === b[first])
  )
}
