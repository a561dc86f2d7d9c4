import { readFileSync } from 'node:fs'
import type { Wording } from '#kernel/language.ts'
import { inRoot } from '#platform/root.ts'

/** A chapter of the Harmonized System of the World Customs Organization: the first two digits of every tariff number. */
export interface Chapter {
  code: string
  names: Wording
}

/** The chapters of HS 2022, in short words. */
export const CHAPTERS: readonly Chapter[] = JSON.parse(readFileSync(inRoot('data', 'hs', 'chapters.json'), 'utf8'))

const codes = new Set(CHAPTERS.map((one) => one.code))
export const isChapter = (code: string): boolean => codes.has(code)
