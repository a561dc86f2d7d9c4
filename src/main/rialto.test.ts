import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { release } from '#platform/release.ts'
import { inRoot } from '#platform/root.ts'

const folder = mkdtempSync(join(tmpdir(), 'rialto-line-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The command line as it was built. */
function rialto(args: string[], settings: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH, RIALTO_DATA: join(folder, 'data'), ...settings }
  const { status, stdout, stderr } = spawnSync(process.execPath, [inRoot('dist/rialto.js'), ...args], {
    env,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const COMMANDS = [
  'start',
  'serve',
  'worker',
  'migrate',
  'seed',
  'administrator',
  'doctor',
  'backup',
  'restore',
  'results',
]

describe('the command line', () => {
  test('names every command with what it does', () => {
    const { stdout, status } = rialto(['--help'])
    expect(status).toBe(0)
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command}\\b.* [a-z]{3,}`, 'm'))
    expect(rialto(['--version']).stdout).toBe(`${release}\n`)
  })

  test.each(COMMANDS)('explains %s with examples', (command) => {
    const { stdout } = rialto(['help', command])
    expect(stdout).toMatch(/\n\n[A-Z][\s\S]{20,}?\.\s/)
    expect(stdout).toMatch(/Examples:\n {2}\$ /)
  })

  test.each([
    ['an unknown command', ['cure'], {}, /unknown command|too many arguments/],
    ['an unknown option', ['serve', '--fast'], {}, /unknown option/],
    ['a backup without a file', ['backup'], {}, /missing required argument/],
    [
      'a setting that cannot be meant',
      ['start'],
      { PORT: 'eighty' },
      /^rialto: Rialto does not start like this: PORT=eighty/,
    ],
    [
      'a database that is away',
      ['migrate'],
      { DATABASE_URL: 'postgresql://x:a-secret@127.0.0.1:1/x' },
      /^rialto: The database does not answer/,
    ],
    ['a file that is no backup', ['backup', '--verify', inRoot('package.json')], {}, /^rialto: .* is no whole backup/],
    ['a doctor in an unknown form', ['doctor', '--format', 'xml'], {}, /^rialto: There is no format xml/],
  ])('refuses %s in words, and leaves nothing behind', (_, args, settings, words) => {
    const { status, stderr } = rialto(args, settings)
    expect(status).toBe(1)
    expect(stderr).toMatch(words)
    expect(stderr).not.toMatch(/\n\s+at |a-secret/)
    expect(readdirSync(folder).filter((name) => name !== 'data')).toEqual([])
  })
})
