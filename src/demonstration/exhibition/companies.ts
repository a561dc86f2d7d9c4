import type { ConstructedCompany } from '#expo/ground/companies/index.ts'
import type { Day } from '#kernel/day.ts'
import { chanceOf, oneOf } from '../chance.ts'
import type { Facts } from '../facts.ts'
import { associationNames, companyNames, GOODS_CODES, goodsOf, PLACES } from '../words.ts'

/** A constructed company with what it shows, and when it exhibited last. */
export interface Known extends ConstructedCompany {
  goods: string
  /** The number of the edition it last exhibited in. */
  lastSeen: number
  rankings: { ranking: string; year: number; rank: number | null }[]
}

interface Sought {
  edition: number
  economyCode: string
  isLarge: boolean
  /** The day before which it was verified. */
  before: Day
}

/** So many of those who exhibited in the edition before come again, and of those who missed one. */
const RETURNING = 0.62
const BACK_AGAIN = 0.12

/**
 * All constructed companies, over the editions: an exhibitor is looked for among those who were here before and show what the area
 * shows, and only then founded. The same company is the same in all its editions.
 */
export class Companies {
  readonly known: Known[] = []
  readonly facts: Facts
  readonly #byOrigin = new Map<string, number[]>()
  readonly #taken = new Map<number, Set<number>>()
  readonly #named = new Set<string>()
  #places = 0

  constructor(facts: Facts) {
    this.facts = facts
  }

  /** A company of an economy that shows in an area: one that returns, or where `fresh` or none does, a new one. Its place in `known`. */
  exhibitor(of: Sought & { areaCode: string; zoneCode: string | null; fresh: boolean }): number {
    const goods = this.facts.goods[of.zoneCode ?? ''] ?? this.facts.goods[of.areaCode] ?? GOODS_CODES
    const back = of.fresh ? null : this.#returning(of, goods)
    return back ?? this.#found(of, oneOf(goods, 'goods', this.known.length, of.areaCode))
  }

  /** An association that shows nothing itself and brings its members along. */
  organiser(of: Sought): number {
    const back = this.#returning(of, [ASSOCIATION])
    if (back !== null) return back
    const { legalName, names } = this.#newName((place) => associationNames(place, of.economyCode))
    return this.#keep(of, ASSOCIATION, { legalName, names, kinds: ['organiser'] })
  }

  #returning(of: { edition: number; economyCode: string }, goods: readonly string[]): number | null {
    const taken = this.#takenIn(of.edition)
    for (const one of goods) {
      const key = `${of.economyCode} ${one}`
      const waiting = this.#byOrigin.get(key) ?? []
      for (const index of waiting) {
        const company = this.known[index] as Known
        const missed = of.edition - company.lastSeen
        if (missed < 1 || taken.has(index)) continue
        if (chanceOf('back', index, of.edition) >= (missed === 1 ? RETURNING : BACK_AGAIN)) continue
        taken.add(index)
        company.lastSeen = of.edition
        return index
      }
    }
    return null
  }

  #found(of: Sought, goods: string): number {
    const { economyCode } = of
    const form = Math.floor(chanceOf('form', this.known.length) * 12)
    const { legalName, names } = this.#newName((place) => companyNames(goods, place, form, economyCode))
    return this.#keep(of, goods, { legalName, names, kinds: ['exhibitor'] })
  }

  #keep(of: Sought, goods: string, who: Pick<ConstructedCompany, 'legalName' | 'names' | 'kinds'>): number {
    const index = this.known.length
    const size = chanceOf('size', index)
    this.known.push({
      ...who,
      economyCode: of.economyCode,
      registrationNumber: '',
      sizeClass: of.isLarge ? 'large' : size < 0.35 ? 'micro' : size < 0.75 ? 'small' : 'medium',
      foundedYear: 1950 + Math.floor(chanceOf('founded', index) * 60),
      website: null,
      verifiedFrom: of.before,
      rankings: [],
      source: null,
      goods,
      lastSeen: of.edition,
    })
    const key = `${of.economyCode} ${goods}`
    this.#byOrigin.set(key, [...(this.#byOrigin.get(key) ?? []), index])
    this.#takenIn(of.edition).add(index)
    return index
  }

  /** Names are dealt out over the places that are nowhere, far from each other, and never twice. */
  #newName<Name extends { legalName: { text: string } }>(nameAt: (place: number) => Name): Name {
    for (let tries = 0; tries < PLACES; tries++) {
      this.#places += 1
      const name = nameAt((this.#places * 1597) % PLACES)
      if (this.#named.has(name.legalName.text)) continue
      this.#named.add(name.legalName.text)
      return name
    }
    throw new Error('no name is left for a constructed company')
  }

  #takenIn(edition: number): Set<number> {
    const taken = this.#taken.get(edition) ?? new Set()
    this.#taken.set(edition, taken)
    return taken
  }
}

const ASSOCIATION = 'association'

/** What a company shows, in words and in chapters of the Harmonized System. */
export function showsOf({ goods }: Known): { shows: Record<string, string>; hsChapters: string[] } {
  if (goods === ASSOCIATION) return { shows: {}, hsChapters: [] }
  const { words, hs } = goodsOf(goods)
  const { en = '', zh = '', fr = '', es = '', ru = '', ar = '' } = words
  return { shows: { en, zh, fr, es, ru, ar }, hsChapters: hs }
}
