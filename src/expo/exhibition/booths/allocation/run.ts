import { Worker } from 'node:worker_threads'
import { inRoot } from '#platform/root.ts'
import type { AllocationInput, Outcome, Progress } from './words.ts'

/** What the worker tells: how far it is, and at last what came out. */
export type Told = { progress: Progress } | { outcome: Outcome }

const PROGRAM = inRoot('src', 'expo', 'exhibition', 'booths', 'allocation', 'worker.ts')

/**
 * Allocates in a thread of its own, so that the server goes on answering. Progress comes ten times a second at most. Aborting the
 * signal ends the thread at once and rejects with the signal's reason; nothing is left half done, as nothing was begun to be written.
 */
export async function runAllocation(
  input: AllocationInput,
  { onProgress, signal }: { onProgress?: (progress: Progress) => void; signal?: AbortSignal } = {},
): Promise<Outcome> {
  signal?.throwIfAborted()
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
  const worker = new Worker(PROGRAM, { workerData: input })
  const abort = () => reject(signal?.reason)
  signal?.addEventListener('abort', abort)
  worker.on('message', (told: Told) => ('outcome' in told ? resolve(told.outcome) : onProgress?.(told.progress)))
  worker.on('error', reject)
  worker.on('exit', (code) => reject(new Error(`the allocation's thread ended with ${code} and without a result`)))
  try {
    return await promise
  } finally {
    signal?.removeEventListener('abort', abort)
    await worker.terminate()
  }
}
