import { maySeeAccounts } from '#expo/exhibition/fees/index.ts'
import { type Edition, findCurrentEdition, findEdition } from '#expo/ground/editions/index.ts'
import { nowIn } from '#expo/ground/editions/rules.ts'
import { type Actor, isHouseAdministrator, isStaffOf } from '#kernel/actor.ts'
import type { Language } from '#kernel/language.ts'
import type { House } from '#web/door.ts'
import type { PhraseKey } from '#web/phrases.ts'
import { type Reader, readerOf, type Signpost } from '#web/reader.ts'

/** The ways that every page of an edition offers, in the order of the story: label and address under the edition. */
const WAYS: readonly [PhraseKey, string][] = [
  ['front.way-fair', ''],
  ['front.way-pavilions', '/pavilions'],
  ['front.way-exhibitors', '/exhibitors'],
  ['front.way-exhibit', '/exhibit'],
  ['front.way-plan', '/plan'],
  ['front.way-prices', '/fees'],
  ['front.way-programme', '/programme'],
  ['front.way-venue', '/venue'],
  ['front.way-calendar', '/calendar'],
  ['front.way-results', '/results'],
]

/** What the page frame shows: the edition in the address, else the current one; and the ways to one's own things. */
export async function frameFor(asked: {
  house: House
  actor: Actor
  lang: Language
  editionCode: string | undefined
  now: Date
}): Promise<Pick<Reader, 'standing' | 'signposts' | 'rehearsal'>> {
  const { db } = asked.house
  const reader = readerOf(asked.lang)
  const named = asked.editionCode ? await findEdition(db, asked.editionCode) : null
  const seen = named && (named.shown || isStaffOf(asked.actor, named.id)) ? named : null
  const edition = seen ?? (await findCurrentEdition(db, asked.now))
  return {
    standing: edition && standingIn(edition, reader),
    rehearsal: edition?.rehearsalFrom ? nowIn(edition, asked.now) : null,
    signposts: ownWays(asked.actor, reader, edition),
  }
}

function standingIn(edition: Edition, reader: Reader): Reader['standing'] {
  const name = reader.words(edition.name)
  const signposts = WAYS.map(([label, path]) => ({
    href: reader.at(`/${edition.code}${path}`),
    label: reader.t(label),
  }))
  return { code: edition.code, name: name.text, lang: name.lang, timeZone: edition.timeZone, signposts }
}

function ownWays(actor: Actor, reader: Reader, edition: Edition | null): Signpost[] {
  if (actor.kind !== 'person') return []
  const ways: Signpost[] = [{ href: reader.at('/desk'), label: reader.t('front.way-desk') }]
  if (edition && isStaffOf(actor, edition.id))
    ways.push({ href: reader.at(`/${edition.code}/staff`), label: reader.t('front.way-staff') })
  else if (edition && maySeeAccounts.may(actor, edition))
    ways.push({ href: reader.at(`/${edition.code}/staff/fees`), label: reader.t('fees.staff-title') })
  if (isHouseAdministrator(actor)) ways.push({ href: reader.at('/house'), label: reader.t('front.way-house') })
  ways.push({ href: reader.at('/account'), label: reader.t('front.way-account') })
  return ways
}
