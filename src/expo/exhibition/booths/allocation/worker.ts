import { parentPort, workerData } from 'node:worker_threads'
import { allocate } from './allocate.ts'
import type { Told } from './run.ts'
import type { AllocationInput } from './words.ts'

// The program of the thread that run.ts starts, from the sources: Node strips the types.

const tell = (told: Told) => parentPort?.postMessage(told)
const PAUSE_MS = 100
let lastToldAt = 0

const outcome = allocate(workerData as AllocationInput, (progress) => {
  const now = performance.now()
  if (now - lastToldAt < PAUSE_MS) return
  lastToldAt = now
  tell({ progress })
})
tell({ outcome })
