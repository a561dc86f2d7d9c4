import { type Edition, maySeeEdition, mayWorkOnEdition } from '#expo/ground/editions/index.ts'
import { permission } from '#kernel/permission.ts'

/** Released plans are as public as their edition. */
export const maySeePlan = permission<{ edition: Edition }>('see the edition', (actor, { edition }) =>
  maySeeEdition.may(actor, edition),
)
export const mayDrawPlan = permission<{ edition: Edition }>('staff of the edition', (actor, { edition }) =>
  mayWorkOnEdition.may(actor, edition),
)
