import type { Door } from '#web/door.ts'
import { deskDoors } from './desk.tsx'
import { houseDoors } from './house.tsx'
import { publicDoors } from './public.tsx'

export const editionDoors: Door[] = [...publicDoors, ...houseDoors, ...deskDoors]
