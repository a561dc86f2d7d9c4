import type { Door } from '#web/door.ts'
import { publicDoors } from './public.tsx'

export const boothDoors: Door[] = [...publicDoors]
