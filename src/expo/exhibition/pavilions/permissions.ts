import { holds, isStaffOf } from '#kernel/actor.ts'
import { permission } from '#kernel/permission.ts'
import type { Standing } from './places.ts'

/** A pavilion is public once it has been confirmed; before that, it is known to its own people and to staff. */
export const maySeePavilion = permission<Standing>('see the pavilion', (actor, { edition, pavilion }) => {
  const itsOwn = isStaffOf(actor, edition.id) || holds(actor, 'administrator', 'pavilion', pavilion.id)
  return itsOwn || holds(actor, 'member', 'pavilion', pavilion.id) || (edition.shown && pavilion.pageKnown)
})

export const mayAdministerPavilion = permission<Standing>(
  'administer the pavilion',
  (actor, { edition, pavilion }) =>
    isStaffOf(actor, edition.id) || holds(actor, 'administrator', 'pavilion', pavilion.id),
)

export const mayWriteForPavilion = permission<Standing>(
  'write for the pavilion',
  (actor, standing) =>
    mayAdministerPavilion.may(actor, standing) || holds(actor, 'member', 'pavilion', standing.pavilion.id),
)

export const mayStaffPavilion = permission<Standing>('staff of the pavilion’s edition', (actor, { edition }) =>
  isStaffOf(actor, edition.id),
)
