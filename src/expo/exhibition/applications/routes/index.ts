import type { Door } from '#web/door.ts'
import { type Above, nothingAbove } from '../above.ts'
import { companionDoors } from './companions.tsx'
import { draftDoors, exhibitDoors } from './exhibit.tsx'
import { exhibitorDoors } from './exhibitors.tsx'
import { linkDoors } from './links.tsx'
import { overviewDoors } from './overview.tsx'
import { documentDoors, writingDoors } from './parts.tsx'
import { pavilionCompanyDoors } from './pavilion.tsx'
import { queueDoors } from './queue.tsx'
import { recommendationDoors } from './recommendations.tsx'
import { reviewDoors } from './review.tsx'
import { termDoors } from './terms.tsx'
import { togetherDoors } from './together.tsx'

/** The doors of this room, with what the rooms above know of its pages' things. */
export function applicationDoors(known: Partial<Above> = {}): readonly Door[] {
  const above = { ...nothingAbove, ...known }
  return [
    ...exhibitDoors,
    ...exhibitorDoors(above),
    ...writingDoors(above),
    ...documentDoors,
    ...companionDoors,
    ...recommendationDoors,
    ...overviewDoors,
    ...draftDoors,
    ...linkDoors,
    ...pavilionCompanyDoors,
    ...queueDoors(above),
    ...togetherDoors,
    ...termDoors,
    ...reviewDoors(above),
  ]
}
