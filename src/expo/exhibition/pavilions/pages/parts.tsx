import type { Reader } from '#web/reader.ts'
import type { Firsts } from '../rules.ts'
import type { Mode, State } from '../words.ts'

const TONE: Record<State, string> = {
  invited: 'wait',
  declined: 'stop',
  confirmed: 'ok',
  'design-approved': 'ok',
  open: 'ok',
  withdrawn: 'stop',
}

export const StateTag = ({ reader, state }: { reader: Reader; state: State }) => (
  <span class={`tag ${TONE[state]}`}>{reader.t(`pavilions.states.${state}`)}</span>
)

export const ModeTag = ({ reader, mode }: { reader: Reader; mode: Mode }) => (
  <span class="tag">{reader.t(`pavilions.modes.${mode}`)}</span>
)

/** What is first about a pavilion; nothing where nothing is. */
export function FirstTags({ reader, firsts, honour }: { reader: Reader; firsts: Firsts; honour: boolean }) {
  return (
    <>
      {honour ? <span class="tag stop">{reader.t('pavilions.guest-of-honour')}</span> : null}{' '}
      {firsts.debut ? <span class="tag ok">{reader.t('pavilions.debut')}</span> : null}{' '}
      {firsts.firstOnSite && !firsts.debut ? <span class="tag ok">{reader.t('pavilions.first-on-site')}</span> : null}
    </>
  )
}
