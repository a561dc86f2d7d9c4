import type { Door } from '#web/door.ts'
import { draftDoors } from './draft.tsx'
import { publicDoors } from './public.tsx'
import { staffDoors } from './staff.tsx'
import { venueDoors } from './venue.tsx'

/** Every address of this room. */
export const boothDoors: Door[] = [...publicDoors, ...staffDoors, ...draftDoors, ...venueDoors]
