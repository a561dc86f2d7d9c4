import { defineConfig } from 'vitest/config'

const jsx = { oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } } } as const
// What is waited for comes when it comes; a busy machine is no defect.
const every = { environment: 'node', setupFiles: ['tests/quiet.ts'], expect: { poll: { timeout: 20_000 } } } as const

/** Rules, commands and pages first, several files at once; then journeys in a browser. Two files at once, as most machines have two cores. */
export default defineConfig({
  ...jsx,
  test: {
    maxWorkers: 2,
    // Of the whole run, not of each project: one PostgreSQL serves both.
    globalSetup: ['tests/start.ts'],
    projects: [
      {
        ...jsx,
        test: {
          ...every,
          name: 'house',
          include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...jsx,
        test: {
          ...every,
          name: 'stories',
          include: ['stories/**/*.test.{ts,tsx}'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
