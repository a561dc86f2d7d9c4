import type { Door } from '#web/door.ts'
import { breakdowns } from './breakdowns.tsx'
import { oneFigure } from './figure.tsx'
import { allFigures } from './figures.tsx'
import { publishing } from './staff.tsx'

export const resultDoors: Door[] = [...allFigures, ...oneFigure, ...breakdowns, ...publishing]
