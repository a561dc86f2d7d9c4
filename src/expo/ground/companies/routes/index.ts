import type { Door } from '#web/door.ts'
import { deskDoors } from './desk.tsx'
import { openDoors } from './open.tsx'
import { rankingDoors } from './rankings.tsx'
import { staffDoors } from './staff.tsx'

export const companyDoors: Door[] = [...openDoors, ...deskDoors, ...staffDoors, ...rankingDoors]
