import type { Reader } from '#web/reader.ts'
import type { State } from '../words.ts'

const TONE: Record<State, string> = {
  draft: '',
  submitted: 'wait',
  accepted: 'ok',
  'wait-listed': 'wait',
  declined: 'stop',
  withdrawn: 'stop',
  discarded: '',
}

export const StateTag = ({ reader, state }: { reader: Reader; state: State }) => (
  <span class={`tag ${TONE[state]}`}>{reader.t(`applications.states.${state}`)}</span>
)
