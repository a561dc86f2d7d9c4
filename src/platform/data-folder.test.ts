import { spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { findHolder, InUse, takeDataFolder, UnusableFolder } from './data-folder.ts'
import { bornAt } from './processes.ts'
import { inRoot } from './root.ts'

const base = mkdtempSync(join(tmpdir(), 'rialto-folder-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))
let made = 0
const aFolder = () => {
  made += 1
  return join(base, `folder-${made}`)
}
const lockOf = (path: string) => join(path, 'rialto.lock')
const leaveLock = (path: string, holder: Record<string, unknown>) => {
  mkdirSync(path, { recursive: true })
  writeFileSync(
    lockOf(path),
    JSON.stringify({ pid: process.pid, born: bornAt(process.pid), host: hostname(), address: null, ...holder }),
  )
}
/** A number that certainly named a process and does no more. */
const deadPid = () => spawnSync('true').pid

/** Another process that takes the folder, says so, and keeps it until its input ends. */
const TAKER = `
  const { takeDataFolder } = await import(${JSON.stringify(inRoot('src/platform/data-folder.ts'))})
  try { takeDataFolder(process.argv[1]); console.log('taken') } catch (error) { console.log(error.constructor.name) }
  process.stdin.resume(); await new Promise((resolve) => process.stdin.once('end', resolve))`
async function take(path: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', TAKER, path], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const said = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk) => resolve(String(chunk).trim())),
  )
  return { said, child }
}

describe('a data folder', () => {
  test('is made for its owner alone, held by one, and let go', () => {
    const path = aFolder()
    const taken = takeDataFolder(path)
    expect(statSync(path).mode & 0o777).toBe(0o700)
    taken.announce('http://localhost:8080')
    expect(findHolder(path)).toMatchObject({ pid: process.pid, address: 'http://localhost:8080' })
    expect(() => takeDataFolder(path)).toThrow(InUse)
    expect(() => takeDataFolder(path)).toThrow(/process \d+, http:\/\/localhost:8080.*RIALTO_DATA/)
    taken.release()
    expect(findHolder(path)).toBe(null)
    expect(readdirSync(path)).toEqual([])
  })

  test('of twenty processes that take it at once one gets it, also where a killed one left its lock', async () => {
    const path = aFolder()
    leaveLock(path, { pid: deadPid() })
    const takers = await Promise.all(Array.from({ length: 20 }, () => take(path)))
    expect(takers.map(({ said }) => said).sort()).toEqual([...Array(19).fill('InUse'), 'taken'])
    for (const { child } of takers) child.stdin.end()
  }, 60_000)

  test('is taken over from a process that was killed', async () => {
    const path = aFolder()
    const { said, child } = await take(path)
    expect(said).toBe('taken')
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    takeDataFolder(path).release()
  })

  test('is taken over where the number of the killed process names another now', () => {
    const path = aFolder()
    leaveLock(path, { born: '1' })
    takeDataFolder(path).release()
  })

  test('is not taken from a server in another container that still touches its lock, and is when it has fallen silent', () => {
    const path = aFolder()
    leaveLock(path, { host: 'another', pid: deadPid() })
    expect(() => takeDataFolder(path)).toThrow(/on another/)
    const longAgo = new Date(Date.now() - 60_000)
    utimesSync(lockOf(path), longAgo, longAgo)
    takeDataFolder(path).release()
  })

  test('a start that was killed while it took over keeps nobody out', () => {
    const path = aFolder()
    leaveLock(path, { pid: deadPid() })
    mkdirSync(`${lockOf(path)}.turn`)
    takeDataFolder(path).release()
  })

  test('that is a file, or lies in one, is refused in words', () => {
    const path = aFolder()
    writeFileSync(path, 'a letter')
    expect(() => takeDataFolder(path)).toThrow(UnusableFolder)
    expect(() => takeDataFolder(join(path, 'deeper'))).toThrow(/is not a folder/)
    expect(readFileSync(path, 'utf8')).toBe('a letter')
  })

  test('of another user is refused before anything of ours is in it', () => {
    if (process.getuid?.() === 0) {
      const path = aFolder()
      mkdirSync(path)
      writeFileSync(join(path, 'something'), '')
      chownSync(path, 65534, 65534)
      expect(() => takeDataFolder(path)).toThrow(/belongs to user 65534/)
      expect(readdirSync(path)).toEqual(['something'])
    } else {
      const closed = aFolder()
      mkdirSync(closed, { mode: 0o500 })
      expect(() => takeDataFolder(join(closed, 'data'))).toThrow(UnusableFolder)
      expect(existsSync(join(closed, 'data'))).toBe(false)
    }
  })
})
