import type { Door } from '#web/door.ts'
import { publicDoors } from './public.tsx'
import { staffDoors } from './staff.tsx'

export const calendarDoors: Door[] = [...publicDoors, ...staffDoors]
