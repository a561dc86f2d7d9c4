import type { Door } from '#web/door.ts'
import { bankDoors } from './bank.tsx'
import { openDoors } from './open.tsx'
import { rulebookDoors } from './rulebooks.tsx'
import { staffDoors } from './staff.tsx'
import { standDoors } from './stand.tsx'

/** Every address of this room. */
export const feeDoors: Door[] = [...openDoors, ...standDoors, ...staffDoors, ...rulebookDoors, ...bankDoors]
