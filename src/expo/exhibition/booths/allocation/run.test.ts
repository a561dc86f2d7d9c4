import { expect, test } from 'vitest'
import { allocate, type Progress, runAllocation } from './index.ts'
import { makeSmallFair } from './makers.ts'

const input = makeSmallFair(3, 8)

test('a thread of its own gives the same result, and tells how far it is', async () => {
  const told: Progress[] = []
  const outcome = await runAllocation(input, { onProgress: (progress) => told.push(progress) })
  expect(outcome).toEqual(allocate(input))
  expect(told.length).toBeGreaterThan(0)
})

test('locks that contradict each other come back as they are', async () => {
  const [booth] = input.booths
  const requests = input.requests.map((request) => ({ ...request, lock: [booth?.id ?? ''] }))
  expect(await runAllocation({ ...input, requests })).toMatchObject({ ok: false })
})

test('an aborted run ends at once with the signal’s reason, whether it has begun or not', async () => {
  const running = new AbortController()
  const stopped = runAllocation(input, { signal: running.signal, onProgress: () => running.abort(new Error('enough')) })
  await expect(stopped).rejects.toThrow('enough')
  await expect(runAllocation(input, { signal: AbortSignal.abort(new Error('never')) })).rejects.toThrow('never')
})

test('what breaks in the thread is heard outside', async () => {
  const broken = { ...input, terms: { ...input.terms, order: [] } }
  await expect(runAllocation(broken)).rejects.toThrow('not an order')
})
