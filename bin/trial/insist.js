// What every case insists on.
import { leftOver } from './rialto.js'

export const seconds = (value) => `${value.toFixed(1)} s`

export const insist = (holds, what) => {
  if (!holds) throw new Error(what)
}

/** A refusal is one sentence that says what to do, a code, and nothing left behind. */
export async function insistOnRefusal(running, words, place) {
  insist(running.code !== 0 && running.code !== undefined, `it ended with ${running.code}`)
  insist(words.test(running.said), `it said: ${running.said.slice(-500)}`)
  insist(!/\n\s+at .*:\d+/.test(running.said), `it printed a stack: ${running.said.slice(-800)}`)
  if (place) insist((await leftOver(place, 5_000)).length === 0, 'something was left over')
  return running.said.split('\n').find((line) => words.test(line)) ?? ''
}
