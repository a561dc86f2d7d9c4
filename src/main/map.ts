import { feeDoors } from '#expo/exhibition/fees/routes/index.ts'
import { pavilionThings } from '#expo/exhibition/pavilions/index.ts'
import { pavilionDoors } from '#expo/exhibition/pavilions/routes.tsx'
import { frontDoors } from '#expo/front/routes.tsx'
import { companyThings } from '#expo/ground/companies/index.ts'
import { companyDoors } from '#expo/ground/companies/routes/index.ts'
import { economyDoors } from '#expo/ground/economies/routes.tsx'
import { editionDoors } from '#expo/ground/editions/routes/index.ts'
import { peopleDoors } from '#expo/ground/people/routes/index.ts'
import { resultDoors } from '#expo/results/routes.tsx'
import type { Door } from '#web/door.ts'

/** Every address of the house, room by room in the order of the storeys. */
export const map: readonly Door[] = [
  ...editionDoors,
  ...economyDoors,
  ...peopleDoors({ company: companyThings, pavilion: pavilionThings }),
  ...companyDoors,
  ...pavilionDoors,
  ...feeDoors,
  ...resultDoors,
  ...frontDoors,
]
