// Starting: npm start from a clean clone with a warm npm cache, starting again, and the memory that it takes when nobody asks.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inRoot } from '#platform/root.ts'
import { ended, environmentOf, freePort, standing } from './frame/house.ts'
import { median, type Report, type Row } from './frame/report.ts'

const CLONES = 3
const TARGETS = { clean: 90, again: 5 }
const IDLE_SECONDS = 10

export async function run(): Promise<Report> {
  const clean: number[] = []
  const again: number[] = []
  let memory: Row[] = []
  for (let round = 0; round < CLONES; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'rialto-start-'))
    const clone = join(folder, 'rialto')
    try {
      const cloned = spawnSync('git', ['clone', '--quiet', inRoot(), clone], { stdio: 'inherit' })
      if (cloned.status !== 0) throw new Error('git clone failed')
      const first = await start(clone, folder)
      clean.push(first.seconds)
      await ended(first.server)
      const second = await start(clone, folder)
      again.push(second.seconds)
      if (memory.length === 0) {
        await sleep(IDLE_SECONDS * 1000)
        memory = memoryBelow(second.server.pid as number)
      }
      await ended(second.server)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return {
    sizes: { clones: CLONES, idle: `${IDLE_SECONDS} s after starting again` },
    rows: [
      { what: 'npm start, clean clone', seconds: median(clean), target: TARGETS.clean },
      { what: 'npm start, again', seconds: median(again), target: TARGETS.again },
      ...memory,
    ],
    notes: ['Until it says where it stands; medians. RSS counts shared pages once per process, PSS shares them out.'],
  }
}

async function start(clone: string, folder: string): Promise<{ server: ChildProcess; seconds: number }> {
  const settings = { PORT: String(await freePort()), RIALTO_DATA: join(folder, 'data'), LOG_LEVEL: 'warn' }
  const begun = performance.now()
  const server = spawn('npm', ['start', '--silent'], {
    cwd: clone,
    env: environmentOf(settings),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await standing(server)
  return { server, seconds: (performance.now() - begun) / 1000 }
}

/** Memory of the server and of PostgreSQL, as Linux tells it; elsewhere nothing is told. */
function memoryBelow(root: number): Row[] {
  if (process.platform !== 'linux') return []
  const parents = new Map<number, number>()
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const [, parent] = /^PPid:\s+(\d+)/m.exec(read(entry, 'status')) ?? []
    if (parent) parents.set(Number(entry), Number(parent))
  }
  const isBelow = (pid: number): boolean => pid === root || (parents.has(pid) && isBelow(parents.get(pid) as number))
  const all = [...parents.keys()].filter(isBelow)
  const postgres = all.filter(
    (pid) => read(String(pid), 'cmdline').startsWith('postgres') || /\/postgres\0/.test(read(String(pid), 'cmdline')),
  )
  const server = all.filter((pid) => /dist\/rialto\.js/.test(read(String(pid), 'cmdline')))
  const others = all.filter((pid) => !postgres.includes(pid) && !server.includes(pid))
  return [
    { what: 'idle: the server', ...sum(server) },
    { what: 'idle: PostgreSQL', ...sum(postgres) },
    { what: 'idle: npm and the door of the command line', ...sum(others) },
  ]
}

function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

function sum(pids: readonly number[]): { processes: number; 'RSS MiB': number; 'PSS MiB': number } {
  const of = (name: string) =>
    pids.reduce((total, pid) => {
      const [, kilobytes] = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(read(String(pid), 'smaps_rollup')) ?? []
      return total + Number(kilobytes ?? 0) / 1024
    }, 0)
  return { processes: pids.length, 'RSS MiB': Math.round(of('Rss')), 'PSS MiB': Math.round(of('Pss')) }
}
