import { expect, test } from 'vitest'
import { allowanceOf, networkOf } from './allowance.ts'

const at = (second: number) => new Date(1_700_000_000_000 + second * 1000)

test('an address may ask so often in a window, and anew in the next', () => {
  const allowance = allowanceOf({ quota: 2, seconds: 60, most: 10 })
  expect(allowance.take('192.0.2.1', at(0))).toEqual({ ok: true, remaining: 1, reset: 60 })
  expect(allowance.take('192.0.2.1', at(10))).toEqual({ ok: true, remaining: 0, reset: 50 })
  expect(allowance.take('192.0.2.1', at(59))).toEqual({ ok: false, remaining: 0, reset: 1 })
  expect(allowance.take('192.0.2.2', at(59)).ok).toBe(true)
  expect(allowance.take('192.0.2.1', at(60))).toEqual({ ok: true, remaining: 1, reset: 60 })
})

test('a clock that is put back locks nobody out', () => {
  const allowance = allowanceOf({ quota: 1, seconds: 60, most: 10 })
  allowance.take('192.0.2.1', at(3600))
  expect(allowance.take('192.0.2.1', at(0)).ok).toBe(true)
})

test('of too many addresses the first are forgotten, so that nobody fills the memory', () => {
  const allowance = allowanceOf({ quota: 1, seconds: 60, most: 3 })
  for (const last of [1, 2, 3, 4]) allowance.take(`192.0.2.${last}`, at(last))
  expect(allowance.take('192.0.2.4', at(5)).ok).toBe(false)
  expect(allowance.take('192.0.2.1', at(5)).ok).toBe(true)
})

test('the addresses of one IPv6 network count together, as does an IPv4 address in either form', () => {
  expect(networkOf('2001:db8:0:1::7')).toBe(networkOf('2001:0db8:0000:0001:ffff:1:2:3'))
  expect(networkOf('2001:db8:0:1::7')).not.toBe(networkOf('2001:db8:0:2::7'))
  expect(networkOf('::1')).toBe('0:0:0:0')
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0')
  expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1')
})
