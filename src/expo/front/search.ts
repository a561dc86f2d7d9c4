import { exhibitorAddress, type ListedExhibitor } from '#expo/exhibition/applications/index.ts'
import { type Findable, scoreOf as scoreOfBooth, wholeNumber } from '#expo/exhibition/booths/rules/find.ts'
import type { Listed } from '#expo/exhibition/pavilions/index.ts'
import { type Happening, happeningAddress } from '#expo/ground/calendar/index.ts'
import type { Company } from '#expo/ground/companies/index.ts'
import type { Economy } from '#expo/ground/economies/index.ts'
import type { Area, Edition, Hall, RegistrationWindow } from '#expo/ground/editions/index.ts'
import { folded, type Wording } from '#kernel/language.ts'
import type { Reader } from '#web/reader.ts'

/** How well a name answers words: 0 not at all, more is better. All words must be in it; its beginning counts most. */
export function scoreOf(words: string, names: readonly string[]): number {
  const asked = folded(words)
  if (asked === '') return 0
  let best = 0
  for (const name of names.map(folded)) {
    if (name === asked) return 4
    if (name.startsWith(asked)) best = Math.max(best, 3)
    else if (name.split(/[\s,()-]+/).some((part) => part.startsWith(asked))) best = Math.max(best, 2)
    else if (asked.split(/\s+/).every((word) => name.includes(word))) best = Math.max(best, 1)
  }
  return best
}

export interface Found {
  href: string
  name: { text: string; lang: string }
  /** What stands beside the name. */
  say: string
}
export type FoundKind =
  | 'participants'
  | 'exhibitors'
  | 'companies'
  | 'happenings'
  | 'economies'
  | 'places'
  | 'booths'
  | 'windows'
  | 'figures'
  | 'editions'

export interface Shelves {
  edition: Edition
  editions: Edition[]
  participants: Listed[]
  happenings: Happening[]
  economies: Economy[]
  halls: Hall[]
  areas: Area[]
  windows: RegistrationWindow[]
  booths: readonly Findable[]
  figures: readonly string[]
  /** Found already: by their names in every script, best first. */
  companies: Company[]
  /** Found already, in the reader's alphabet. */
  exhibitors: readonly ListedExhibitor[]
}

const MOST = 60

/** Everything of an edition that answers words, best first, by kind. */
export function findIn(shelves: Shelves, words: string, reader: Reader): Map<FoundKind, Found[]> {
  const { edition } = shelves
  const at = (path: string) => reader.at(`/${edition.code}${path}`)
  const taking = new Map(shelves.participants.map((one) => [one.economyCode, one]))
  const of = (wording: Wording) => Object.values(wording)
  const inOrder = <Thing>(
    things: readonly Thing[],
    names: (thing: Thing) => string[],
    found: (thing: Thing) => Found,
  ): Found[] =>
    things
      .map((thing) => ({ thing, score: scoreOf(words, names(thing)) }))
      .filter(({ score }) => score > 0)
      .map(({ thing, score }) => ({ score, found: found(thing) }))
      .sort((a, b) => b.score - a.score || reader.compare(a.found.name.text, b.found.name.text))
      .slice(0, MOST)
      .map((one) => one.found)

  const namesOf = (economy: Economy) => [...of(economy.names), economy.code, economy.alpha2 ?? '']
  const own = (text: string) => ({ text, lang: reader.lang })
  return new Map<FoundKind, Found[]>([
    [
      'participants',
      inOrder(
        shelves.economies.filter((one) => taking.has(one.code)),
        namesOf,
        (one) => ({
          href: at(`/pavilions/${one.code.toLowerCase()}`),
          name: reader.words(one.names),
          say: reader.t('front.found-takes-part', {
            mode: reader.t(`pavilions.modes.${taking.get(one.code)?.mode ?? 'on-site'}`),
          }),
        }),
      ),
    ],
    [
      'exhibitors',
      shelves.exhibitors.map((one) => ({
        href: reader.at(exhibitorAddress(edition, one)),
        name: one.name,
        say: reader.words(shelves.economies.find((economy) => economy.code === one.economyCode)?.names ?? {}).text,
      })),
    ],
    [
      'companies',
      shelves.companies.map((one) => ({
        href: reader.at(`/companies/${one.id}`),
        name: reader.words(one.names),
        say: reader.words(shelves.economies.find((economy) => economy.code === one.economyCode)?.names ?? {}).text,
      })),
    ],
    [
      'happenings',
      inOrder(
        shelves.happenings,
        (one) => of(one.title),
        (one) => ({
          href: reader.at(happeningAddress(edition, one)),
          name: reader.words(one.title),
          say: reader.moment(one.startsAt, edition.timeZone),
        }),
      ),
    ],
    [
      'economies',
      inOrder(
        shelves.economies.filter((one) => one.shown && !taking.has(one.code)),
        namesOf,
        (one) => ({
          href: reader.at(`/economies/${one.code.toLowerCase()}`),
          name: reader.words(one.names),
          say: reader.t('front.found-not'),
        }),
      ),
    ],
    [
      'places',
      [
        ...inOrder(
          shelves.halls,
          (hall) => [...of(hall.name), hall.code],
          (hall) => ({
            href: at(`/plan/${encodeURIComponent(hall.code)}`),
            name: reader.words(hall.name),
            say: reader.t('editions.hall'),
          }),
        ),
        ...inOrder(
          shelves.areas,
          (area) => [...of(area.name), area.code],
          (area) => ({ href: at('/venue'), name: reader.words(area.name), say: reader.t('editions.areas') }),
        ),
      ],
    ],
    ['booths', boothsIn(shelves, words, reader)],
    [
      'windows',
      inOrder(
        shelves.windows,
        (window) => [reader.t(`editions.windows.${window.kind}`), window.kind],
        (window) => ({
          href: at('/calendar'),
          name: own(reader.t(`editions.windows.${window.kind}`)),
          say: reader.t('front.until', { moment: reader.moment(window.closesAt, edition.timeZone) }),
        }),
      ),
    ],
    [
      'figures',
      inOrder(
        shelves.figures,
        (figure) => [reader.t(`results.figures.${figure as 'pavilion-area'}.name`), figure],
        (figure) => ({
          href: at(`/results/${figure}`),
          name: own(reader.t(`results.figures.${figure as 'pavilion-area'}.name`)),
          say: reader.t('results.title'),
        }),
      ),
    ],
    [
      'editions',
      inOrder(
        shelves.editions,
        (one) => [...of(one.name), one.code],
        (one) => ({
          href: reader.at(`/${one.code}`),
          name: reader.words(one.name),
          say: reader.days(one.opensOn, one.closesOn),
        }),
      ),
    ],
  ])
}

/** Booths by their numbers only: areas are found as such, and a booth for each would bury everything else. */
function boothsIn({ booths, edition }: Shelves, words: string, reader: Reader): Found[] {
  if (folded(words) === '') return []
  return booths
    .map((booth) => ({ booth, score: scoreOfBooth(words, booth, []) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || reader.compare(a.booth.hallCode, b.booth.hallCode))
    .slice(0, MOST)
    .map(({ booth }) => {
      const number = wholeNumber(booth.hallCode, booth.number)
      return {
        href: reader.at(`/${edition.code}/booths/${encodeURIComponent(number)}`),
        name: { text: number, lang: reader.lang },
        say: reader.t('booths.square-metres', { area: booth.areaM2 }),
      }
    })
}
