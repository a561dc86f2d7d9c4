import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'

/**
 * What a document of the house says. Everything comes in words: amounts, days and sentences are put into each language by whoever
 * orders it, so that a template computes nothing.
 */
export interface Paper {
  /** What it is, largest on its first page: "Invoice", "Contract". */
  title: Wording
  /** Its number, which stands on every page. */
  number: string
  /** The day it was made out. */
  on: Day
  /** Whose paper it is. */
  from: { name: Wording; lines: string[] }
  /** English beside the document's own language: for papers that two sides sign or two offices read. */
  withEnglish?: boolean
  /** Above the title: the edition, versions of tariff and rules. */
  kicker?: Wording
  /** A mark across the top that nobody can miss: "Draft", "Constructed". */
  mark?: Wording
  parties?: Party[]
  facts?: { label: Wording; value: Wording }[]
  /** The one figure that matters, large, with its reason. */
  sum?: { label: Wording; amount: string; why?: Wording }
  lines?: Lines
  /** Paragraphs; numbered where they are the clauses of a contract. */
  text?: { heading?: Wording; paragraphs: Wording[] }[]
  numbered?: boolean
  /** Small type beneath: legal texts, how to pay, where to check. */
  notes?: Wording[]
  signatures?: { label: Wording; name?: string; day?: string }[]
  /** A drawing (SVG without script or outside references), with what it shows in words. */
  picture?: { svg: string; alt: Wording; landscape?: boolean }
}

export interface Party {
  label: Wording
  /** Its name in its own script, and how it is read in another. */
  name: string
  otherName?: string
  lines: string[]
}

export interface Lines {
  /** Over the columns: what, how much, amount with its currency. */
  heads: { line: Wording; quantity: Wording; amount: Wording }
  rows: { what: Wording; why?: Wording; tag?: Wording; quantity?: string; amount: string }[]
  totals: { label: Wording; amount: string; strong?: boolean }[]
}
