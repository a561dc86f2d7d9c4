import { no, type Verdict, yes } from '#kernel/verdict.ts'
import { atLeast, atMost } from './amounts.ts'
import type { Grant, Measure, StandFacts } from './tariff.ts'

/** Has the stand a claim to a measure? The group is asked on the edition's reference day and no other. */
export function entitled(
  facts: StandFacts,
  { who }: Measure,
): Verdict<'other-kind' | 'not-a-member' | 'not-recommended'> {
  if (who.kinds.length > 0 && !who.kinds.includes(facts.kind)) return no('other-kind', { kind: facts.kind })
  if (who.group !== '' && !facts.groups.some((one) => one.code === who.group))
    return no('not-a-member', { group: who.group, day: facts.referenceDay })
  if (who.recommended && facts.recommendedBy.length === 0) return no('not-recommended')
  return yes
}

/** What is left to give: of an economy's quota, where there is one, and of the budget. */
export interface Left {
  quota: bigint | null
  budget: bigint
}

/** As much of what is asked as is left: what is short is waited for, and nothing is ever given twice. */
export const portion = (asked: bigint, left: Left): bigint =>
  atLeast(0n, atMost(asked, left.quota === null ? left.budget : atMost(left.quota, left.budget)))

/** What of a grant has to move when it asks for another amount: given back below nought, taken above. */
export function changeOf(grant: { given: bigint }, asked: bigint, left: Left): bigint {
  if (asked <= grant.given) return asked - grant.given
  return portion(asked - grant.given, left)
}

/** What a stand would be given today, without setting it aside. */
export const supposed = (measure: string, asked: bigint, left: Left, waiting: number): Grant => {
  const given = portion(asked, left)
  return {
    measure,
    asked,
    given,
    quotaLeft: left.quota,
    budgetLeft: left.budget,
    place: given < asked ? waiting + 1 : null,
    held: false,
  }
}
