import type { Door } from '#web/door.ts'
import { activityDoors } from './activities.tsx'
import { deskDoors } from './desk.tsx'
import { pageDoors } from './page.tsx'
import { publicDoors } from './public.tsx'
import { staffDoors } from './staff.tsx'
import { teamDoors } from './team.tsx'

export const pavilionDoors: Door[] = [
  ...publicDoors,
  ...deskDoors,
  ...pageDoors,
  ...activityDoors,
  ...teamDoors,
  ...staffDoors,
]
