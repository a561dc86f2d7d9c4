import { afterEach, expect, vi } from 'vitest'

// What the product writes to console.error is a defect: it has a log for what goes wrong.
const heard = vi.spyOn(console, 'error').mockImplementation(() => {})

afterEach(() => {
  const said = heard.mock.calls.map((call) => call.join(' '))
  heard.mockClear()
  expect(said, 'console.error was called').toEqual([])
})
