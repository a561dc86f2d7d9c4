// What follows from what. Every consequence between rooms, on one page.
import { system } from '#kernel/actor.ts'
import { type Reaction, when } from '#platform/journal.ts'
import { revokeRolesOver } from './ground/people/index.ts'

const by = system('reactions')

export const reactions: readonly Reaction[] = [
  // Nobody stays manager of an edition that is gone.
  when('edition.discarded', (db, { about }) => revokeRolesOver(db, { kind: 'edition', thingId: about, by })),
]
