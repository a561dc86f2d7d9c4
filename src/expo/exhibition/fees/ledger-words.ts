import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import type { Money } from '#kernel/money.ts'
import type { ContractState } from './words.ts'

/** How an account may stand, as the list of accounts is narrowed. */
export const ACCOUNT_STATES = ['overdue', 'due', 'credit', 'unsigned', 'settled'] as const
export type AccountState = (typeof ACCOUNT_STATES)[number]

export interface AccountFilter {
  state?: AccountState | undefined
  area: string
  economy: string
  words: string
}

/** An account as the list shows it. */
export interface Listed {
  id: string
  number: number
  names: Wording
  economyCode: string
  areaCode: string | null
  reference: string
  total: Money
  invoiced: Money
  received: Money
  nextDueOn: Day | null
  contract: ContractState | null
  constructed: boolean
}
