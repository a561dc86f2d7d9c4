import { listEditions } from '#expo/ground/editions/index.ts'
import type { GrantKind } from '#kernel/actor.ts'
import type { Db } from '#platform/database.ts'
import type { Reader } from '#web/reader.ts'

/** Something that a role is held over, by the name it goes by and where it is looked after. */
export interface Thing {
  id: string
  name: string
  href: string
}

/** How things of one kind are found by words, and called by their ids. */
export interface ThingsOfKind {
  find(db: Db, reader: Reader, words: string): Promise<Thing[]>
  name(db: Db, reader: Reader, ids: readonly string[]): Promise<Thing[]>
}

/** Things of every kind: editions lie below this room; `main` adds what rooms above it offer. */
export type Things = Partial<Record<GrantKind, ThingsOfKind>>

const editions: ThingsOfKind = {
  async find(db, reader, words) {
    const sought = words.toLocaleLowerCase()
    return (await listEditions(db, { hidden: true }))
      .filter((one) => [...Object.values(one.name), one.code].some((name) => name.toLocaleLowerCase().includes(sought)))
      .map((one) => asThing(reader, one))
  },
  async name(db, reader, ids) {
    const all = await listEditions(db, { hidden: true })
    return all.filter((one) => ids.includes(one.id)).map((one) => asThing(reader, one))
  },
}
const asThing = (reader: Reader, one: { id: string; code: string; name: Record<string, string> }): Thing => ({
  id: one.id,
  name: reader.words(one.name).text,
  href: reader.at(`/${one.code}/staff`),
})

export const withEditions = (things: Things): Things => ({ edition: editions, ...things })
