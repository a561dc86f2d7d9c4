import { type HappeningDesk, happeningDoors, listHappenings, listPlaces } from '#expo/ground/calendar/index.ts'
import { listHolders } from '#expo/ground/people/index.ts'
import { isStaffOf } from '#kernel/actor.ts'
import { type Call, type Door, page } from '#web/door.ts'
import { planActivity } from '../commands/activities.ts'
import { ActivitiesPage } from '../pages/activities.tsx'
import { mayWriteForPavilion } from '../permissions.ts'
import { AT, deskOf, nameOf, pavilionInPath, type Standing } from '../places.ts'
import { PAGE_LANGUAGES } from '../words.ts'

/** The desk of a pavilion's activities: its own stand, where they stand at once, and the fair's stages, where they are proposed. */
async function activityDesk(call: Call<Standing>): Promise<HappeningDesk> {
  const { house, reader, actor, thing } = call
  const { edition, pavilion } = thing
  const owner = { kind: 'pavilion', id: pavilion.id } as const
  const staff = isStaffOf(actor, edition.id)
  const own = await listPlaces(house.db, edition.id, { owner, closed: false })
  const stages = await listPlaces(house.db, edition.id, { kinds: ['hall', 'stage', 'room'], closed: false })
  const holders = await listHolders(house.db, 'pavilion', pavilion.id)
  const address = `${deskOf(thing)}/activities`
  return {
    edition,
    owner,
    economyCode: pavilion.economyCode,
    way: `/pavilions/${pavilion.economyCode.toLowerCase()}`,
    staff,
    everybodys: false,
    address,
    home: { href: reader.at(address), label: (await nameOf(call, pavilion.economyCode)).text },
    places: [...own, ...stages],
    proposes: (place) => !staff && place !== null && place.owner?.id !== pavilion.id,
    titleLanguages: PAGE_LANGUAGES,
    team: holders.map((one) => ({ id: one.personId, name: one.name })),
    plan: planActivity,
  }
}

const standing = { thing: pavilionInPath, may: mayWriteForPavilion }

export const activityDoors: Door[] = [
  page(`${AT}/desk/activities`, {
    ...standing,
    show: async (call) => {
      const { house, reader, thing } = call
      const { edition, pavilion } = thing
      const owner = { kind: 'pavilion', id: pavilion.id } as const
      return (
        <ActivitiesPage
          reader={reader}
          edition={edition}
          pavilion={pavilion}
          name={await nameOf(call, pavilion.economyCode)}
          activities={await listHappenings(house.db, { editionId: edition.id, owner })}
        />
      )
    },
  }),
  ...happeningDoors(`${AT}/desk/activities`, { ...standing, deskOf: activityDesk }),
]
