import { holds, isHouseAdministrator, isStaffOf } from '#kernel/actor.ts'
import { permission } from '#kernel/permission.ts'

/** A hidden edition exists for its staff only. */
export const maySeeEdition = permission<{ id: string; shown: boolean }>(
  'see the edition',
  (actor, edition) => edition.shown || isStaffOf(actor, edition.id),
  { secret: true },
)
export const mayManageEdition = permission<{ id: string }>(
  'manage the edition',
  (actor, edition) => isHouseAdministrator(actor) || holds(actor, 'manager', 'edition', edition.id),
)
export const mayWorkOnEdition = permission<{ id: string }>('staff of the edition', (actor, edition) =>
  isStaffOf(actor, edition.id),
)
