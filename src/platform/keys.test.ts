import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '#tests/house.ts'
import { listEntries } from './journal.ts'
import { findKeys, fingerprintsOf, insistOnKeys, keyFile, keysFolder, keysOf, putKey, WrongKeys } from './keys.ts'

const base = mkdtempSync(join(tmpdir(), 'rialto-keys-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))
let made = 0
const aFolder = () => {
  made += 1
  return join(base, `data-${made}`)
}

test('keys are made once, for their owner alone, and differ', () => {
  const folder = aFolder()
  expect(findKeys(folder)).toBe(null)
  const keys = keysOf(folder)
  expect(keys.session).toHaveLength(32)
  expect(keys.session.equals(keys.identity)).toBe(false)
  expect(keysOf(folder)).toEqual(keys)
  expect(findKeys(folder)).toEqual(keys)
  expect(statSync(keysFolder(folder)).mode & 0o777).toBe(0o700)
  expect(statSync(keyFile(folder, 'session')).mode & 0o777).toBe(0o600)
})

test('a key that others may read is closed to them', () => {
  const folder = aFolder()
  keysOf(folder)
  chmodSync(keyFile(folder, 'session'), 0o644)
  keysOf(folder)
  expect(statSync(keyFile(folder, 'session')).mode & 0o777).toBe(0o600)
})

test('a key is never written over, and a damaged one is said to be', () => {
  const folder = aFolder()
  keysOf(folder)
  const path = keyFile(folder, 'identity')
  const before = readFileSync(path, 'utf8')
  expect(putKey(path, 'another')).toBe(false)
  expect(readFileSync(path, 'utf8')).toBe(before)
  writeFileSync(path, 'short')
  expect(() => keysOf(folder)).toThrow(/damaged: restore it from a backup/)
})

test('a database belongs to the keys it was written with: a server with others does not serve it', async () => {
  const { db } = await freshDatabase()
  const own = keysOf(aFolder())
  const others = keysOf(aFolder())
  await insistOnKeys(db, own)
  await insistOnKeys(db, own)
  await expect(insistOnKeys(db, others)).rejects.toThrow(WrongKeys)
  await expect(insistOnKeys(db, { ...own, identity: others.identity })).rejects.toThrow(/\(identity\)/)
  await insistOnKeys(db, own)
  expect(await listEntries(db, 'installation')).toEqual([])
})

test('of servers with other keys that start at once on a new database one kind is let in', async () => {
  const { db } = await freshDatabase()
  const kinds = [keysOf(aFolder()), keysOf(aFolder())] as const
  const done = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) => insistOnKeys(db, kinds[n % 2 === 0 ? 0 : 1])),
  )
  const let_in = done.map(({ status }, n) => (status === 'fulfilled' ? n % 2 : null)).filter((kind) => kind !== null)
  expect(let_in).toHaveLength(10)
  expect(new Set(let_in).size).toBe(1)
})

test('other keys are accepted when that is asked for, and the journal knows', async () => {
  const { db } = await freshDatabase()
  await insistOnKeys(db, keysOf(aFolder()))
  const others = keysOf(aFolder())
  await insistOnKeys(db, others, { replace: true })
  await insistOnKeys(db, others)
  const [entry] = await listEntries(db, 'installation')
  expect(entry).toMatchObject({ what: 'installation.keys-replaced', details: { keys: fingerprintsOf(others) } })
  expect(JSON.stringify(entry)).not.toContain(others.session.toString('base64'))
})
