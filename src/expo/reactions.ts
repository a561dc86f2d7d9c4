// What follows from what. Every consequence between rooms, on one page.
import type { Reaction } from '#platform/journal.ts'

export const reactions: readonly Reaction[] = []
