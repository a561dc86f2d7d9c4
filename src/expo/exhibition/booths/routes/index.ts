import type { Door } from '#web/door.ts'
import { fitsDoors } from '../holdings/routes/fits.tsx'
import { holdingListDoors } from '../holdings/routes/list.tsx'
import { offerDoors } from '../holdings/routes/offer.tsx'
import { standDoors } from '../holdings/routes/stand.tsx'
import { runDoors } from '../runs/routes/run.tsx'
import { runListDoors } from '../runs/routes/runs.tsx'
import { boothPageDoors } from './booth.tsx'
import { draftDoors } from './draft.tsx'
import { hallDoors } from './hall.tsx'
import { staffDoors } from './staff.tsx'
import { venueDoors } from './venue.tsx'
import { venueRulesDoors } from './venue-rules.tsx'

/** Every address of this room. */
export const boothDoors: Door[] = [
  ...venueDoors,
  ...hallDoors,
  ...boothPageDoors,
  ...staffDoors,
  ...draftDoors,
  ...venueRulesDoors,
  ...standDoors,
  ...offerDoors,
  ...fitsDoors,
  ...holdingListDoors,
  ...runListDoors,
  ...runDoors,
]
