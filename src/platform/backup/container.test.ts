import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { inRoot } from '../root.ts'
import { openForWriting, readContainer, textOf } from './container.ts'

const folder = mkdtempSync(join(tmpdir(), 'rialto-container-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = join(folder, 'backup.tar.gz')
beforeEach(() => rmSync(path, { force: true }))

const PARTS = { 'backup.json': '{"format":1}', 'database/a.b/000001.copy': 'x\t1\ny\t2\n'.repeat(3000), empty: '' }

async function write(to = path, force = false): Promise<string> {
  const writing = await openForWriting(to, { force })
  for (const [name, text] of Object.entries(PARTS)) await writing.add(name, Buffer.from(text))
  return writing.close()
}

async function read(from = path): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  await readContainer(from, async (entry) => {
    found[entry.name] = await textOf(entry)
  })
  return found
}

describe('a backup file', () => {
  test('gives back what was put into it, part by part, and one digest over every byte', async () => {
    const digest = await write()
    expect(await read()).toEqual(PARTS)
    expect((await readContainer(path, async () => {})).digest).toBe(digest)
  })

  test('may only be read by its owner', async () => {
    await write()
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('is a tar file in gzip: common tools unpack it and check its digests', async () => {
    await write()
    execFileSync('gzip', ['-t', path])
    execFileSync('tar', ['xzf', path, '-C', folder])
    const unpacked = join(folder, 'rialto-backup')
    expect(readFileSync(join(unpacked, 'database/a.b/000001.copy'), 'utf8')).toBe(PARTS['database/a.b/000001.copy'])
    const lines = readFileSync(join(unpacked, 'SHA256SUMS'), 'utf8').trimEnd().split('\n')
    expect(lines).toHaveLength(3)
    for (const line of lines) {
      const [digest, name = ''] = line.split('  ')
      expect(
        createHash('sha256')
          .update(readFileSync(join(unpacked, name)))
          .digest('hex'),
        name,
      ).toBe(digest)
    }
  })

  test('stores what is compressed already as it is, and reads the same', async () => {
    const noise = randomBytes(300_000)
    const writing = await openForWriting(path)
    for (const [name, text] of Object.entries(PARTS)) await writing.add(name, Buffer.from(text))
    writing.stopCompressing()
    await writing.add('files/noise', noise)
    await writing.add('files/zeros', Buffer.alloc(200_000))
    await writing.close()
    expect(statSync(path).size).toBeGreaterThan(500_000)
    const found: Record<string, number> = {}
    await readContainer(path, async (entry) => {
      for await (const chunk of entry.bytes) found[entry.name] = (found[entry.name] ?? 0) + chunk.length
    })
    expect(found).toMatchObject({ 'files/noise': 300_000, 'files/zeros': 200_000 })
    execFileSync('gzip', ['-t', path])
  })

  test('of many at once, each is stored from between two parts on and not while one is deflated: all can be read', async () => {
    const rows = (count: number) =>
      Buffer.from(Array.from({ length: count }, (_, row) => `${row} ${Math.sin(row)}`).join('\n'))
    const one = async (place: string, count: number) => {
      const writing = await openForWriting(place)
      await writing.add('rows', rows(count))
      await writing.add('noise', randomBytes(200_000 + count))
      writing.stopCompressing()
      for (let part = 0; part < 6; part++) await writing.add(`files/${part}`, randomBytes(1_000 + part * 70_000))
      await writing.close()
      await readContainer(place, async () => {})
      rmSync(place)
    }
    for (let round = 0; round < 20; round++)
      await Promise.all([0, 1, 2, 3].map((index) => one(`${path}.${index}`, 3_000 + round * 700 + index)))
  })

  test('never takes the place of another, unless that is asked for', async () => {
    writeFileSync(path, 'last night')
    await expect(write()).rejects.toThrow(/exists already/)
    expect(readFileSync(path, 'utf8')).toBe('last night')
    await write(path, true)
    expect(await read()).toEqual(PARTS)
  })

  test('of two written under one name at once only one appears', async () => {
    const done = await Promise.allSettled([write(), write(), write()])
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await read()).toEqual(PARTS)
  })

  test('leaves nothing behind when it is given up', async () => {
    const before = readdirSync(folder)
    const writing = await openForWriting(path)
    await writing.add('backup.json', Buffer.from('{}'))
    await writing.abandon()
    expect(readdirSync(folder)).toEqual(before)
  })

  test('that finds no room says so, and leaves nothing behind', () => {
    const write = `
      import { randomBytes } from 'node:crypto'
      const { openForWriting } = await import(process.argv[1])
      const writing = await openForWriting(process.argv[2])
      try {
        for (let n = 0; n < 50; n++) await writing.add('noise' + n, randomBytes(100_000))
      } catch (error) {
        console.log(error.code)
      }
      await writing.abandon()`
    const room = join(folder, 'room')
    mkdirSync(room)
    // A limit of the shell's stands for the disk: 100 blocks of 512 bytes, and no signal for whoever reaches it.
    const said = execFileSync(
      'sh',
      [
        '-c',
        `trap '' XFSZ; ulimit -f 100; exec "$@"`,
        'sh',
        process.execPath,
        '--input-type=module',
        '-e',
        write,
      ].concat([inRoot('src/platform/backup/container.ts'), join(room, 'backup')]),
      { encoding: 'utf8' },
    )
    expect(said).toBe('EFBIG\n')
    expect(readdirSync(room)).toEqual([])
  })

  test('is not begun where there is no folder', async () => {
    await expect(openForWriting(join(folder, 'nowhere', 'backup'))).rejects.toMatchObject({ code: 'ENOENT' })
    expect(existsSync(join(folder, 'nowhere'))).toBe(false)
  })
})

async function expectRefused(file: string): Promise<void> {
  const handed: string[] = []
  const reading = readContainer(file, async ({ name }) => void handed.push(name))
  await expect(reading).rejects.toThrow(/no whole backup|damaged/)
  expect(handed).toEqual([])
}

describe('damage', () => {
  test('a file cut short anywhere is refused before any part is handed out', async () => {
    await write()
    const whole = readFileSync(path)
    const cut = join(folder, 'cut')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
        writeFileSync(cut, whole)
        truncateSync(cut, length)
        await expectRefused(cut)
      }),
      { numRuns: 150, examples: [[0], [1], [whole.length - 1], [whole.length - 97], [whole.length - 98], [20]] },
    )
  })

  test('one flipped bit anywhere is refused before any part is handed out', async () => {
    await write()
    const whole = readFileSync(path)
    const flipped = join(folder, 'flipped')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length * 8 - 1 }), async (bit) => {
        const bytes = Buffer.from(whole)
        bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7))
        writeFileSync(flipped, bytes)
        await expectRefused(flipped)
      }),
      { numRuns: 300 },
    )
  })

  test('bytes added at the end, or another kind of file, are refused', async () => {
    await write()
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from('more')]))
    await expect(read()).rejects.toThrow(/damaged/)
    writeFileSync(path, 'a letter to somebody, and no backup at all'.repeat(10))
    await expect(read()).rejects.toThrow(/never was one/)
    await expect(read(join(folder, 'not-there'))).rejects.toThrow(/cannot be read/)
  })
})
