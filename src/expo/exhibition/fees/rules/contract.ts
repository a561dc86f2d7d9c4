import { no, type Verdict, yes } from '#kernel/verdict.ts'
import { type ContractState, NEXT } from '../words.ts'
import type { Statement } from './reckon.ts'
import type { StandFacts } from './tariff.ts'

/** May a contract go from one state to another? */
export function mayBecome(from: ContractState, to: ContractState): Verdict<'signed-already' | 'not-from-here'> {
  if (from === 'signed' && to === 'signed') return no('signed-already')
  if ((NEXT[from] as readonly ContractState[]).includes(to)) return yes
  return no('not-from-here', { from: from === 'scan-sent' ? 'sent' : from })
}

interface Stated {
  facts: StandFacts
  result: Statement
}

/**
 * Does a later statement say anything that a contract says otherwise: another stand, another price? What does not change either (a
 * recommendation more, a place further up on the waiting list) leaves the signature as it is.
 */
export function changesContract(before: Stated, after: Stated): boolean {
  const said = ({ facts, result }: Stated) =>
    JSON.stringify([
      [facts.kind, facts.areaM2, facts.openSides, facts.booths],
      [...result.lines, ...result.subsidies].map((line) => [line.code, String(line.net.minor)]),
      String(result.total.minor),
    ])
  return said(before) !== said(after)
}
