import { type Details, Refusal, type RefusalKind } from './refusal.ts'

/** What a rule decides: yes, or no with the reason and what the sentence about it needs. */
export type Verdict<Reason extends string = string> = { ok: true } | { ok: false; reason: Reason; details?: Details }

export const yes = { ok: true } as const
export const no = <Reason extends string>(reason: Reason, details: Details = {}) =>
  ({ ok: false, reason, details }) as const

/** Turns a rule's no into the room's refusal; a yes passes. */
export function insist(room: string, verdict: Verdict, kind: RefusalKind = 'conflict'): void {
  if (!verdict.ok) throw new Refusal(kind, `${room}.${verdict.reason}`, verdict.details)
}
