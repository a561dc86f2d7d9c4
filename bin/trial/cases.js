// What is tried: the ways in which an installation is started, killed, crowded and starved.
import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkout, folder, freePort } from './ground.js'
import { leftOver, processesOf, run, runToEnd, signIn, start, stop, until } from './rialto.js'

const seconds = (value) => `${value.toFixed(1)} s`

const insist = (holds, what) => {
  if (!holds) throw new Error(what)
}

/** A refusal is one sentence that says what to do, a code, and nothing left behind. */
async function insistOnRefusal(running, words, place) {
  insist(running.code !== 0 && running.code !== undefined, `it ended with ${running.code}`)
  insist(words.test(running.said), `it said: ${running.said.slice(-500)}`)
  insist(!/\n\s+at .*:\d+/.test(running.said), `it printed a stack: ${running.said.slice(-800)}`)
  if (place) insist((await leftOver(place, 5_000)).length === 0, 'something was left over')
  return running.said.split('\n').find((line) => words.test(line)) ?? ''
}

/** One checkout of somebody's, started once from nothing; further cases run in it. */
export async function firstStart({ who, where, mode }) {
  const above = folder(
    `${who.name}-${where}`,
    mode === 0o700 ? { uid: process.getuid(), gid: process.getgid() } : who,
    mode,
  )
  const path = checkout(folder(`${who.name}-${where}/rialto`, who), who)
  const rialto = await start(who, path)
  const page = await fetch(`${rialto.address}/en`)
  insist(page.status === 200, `/en answered ${page.status}`)
  insist(/demonstration accounts/i.test(rialto.running.said), 'it did not name the demonstration accounts')
  for (const key of readdirSync(join(rialto.data, 'keys')))
    insist((statSync(join(rialto.data, 'keys', key)).mode & 0o077) === 0, `others may read the key ${key}`)
  await stop(rialto)
  return { place: { who, path, above, data: rialto.data }, told: seconds(rialto.seconds) }
}

export async function warmStart({ who, path }) {
  const rialto = await start(who, path)
  await stop(rialto)
  insist(rialto.seconds < 5, `it took ${seconds(rialto.seconds)}`)
  return seconds(rialto.seconds)
}

/** Kills a part by force after a write was acknowledged; nothing stays, the next start serves, and the write is there. */
export async function killed({ who, path }, part) {
  const rialto = await start(who, path)
  const words = await (await signIn(rialto.address)).write(`Before ${part} ${Date.now()}`)
  const pids = processesOf(rialto)
  process.kill(pids[part], 'SIGKILL')
  if (part === 'postmaster') {
    // The server outlives it, starts another, and answers again.
    await sleep(100)
    const begun = Date.now()
    await until(
      () =>
        fetch(`${rialto.address}/health/ready`).then(
          (answer) => answer.status === 200,
          () => false,
        ),
      15_000,
      'it answered again',
    )
    await (await signIn(rialto.address)).expect(words)
    await stop(rialto)
    return `answers again after ${seconds((Date.now() - begun) / 1000)}`
  }
  const left = await leftOver(rialto)
  insist(left.length === 0, `left over: ${left.join('; ')}`)
  const again = await start(who, path)
  await (await signIn(again.address)).expect(words)
  await stop(again)
  return `nothing left; next start ${seconds(again.seconds)}`
}

/** Everything at once, as when the machine loses its power. */
export async function allKilled({ who, path }) {
  const rialto = await start(who, path)
  const words = await (await signIn(rialto.address)).write(`Before the dark ${Date.now()}`)
  const pids = Object.values(processesOf(rialto))
  for (const pid of [-rialto.running.child.pid, ...pids]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It went with another.
    }
  }
  const again = await start(who, path)
  await (await signIn(again.address)).expect(words)
  await stop(again)
  return `next start ${seconds(again.seconds)}`
}

export async function secondStart({ who, path }) {
  const rialto = await start(who, path)
  const second = await runToEnd(who, path, ['npm', 'start'], { PORT: String(await freePort()) })
  const told = await insistOnRefusal(second, /already runs on the data/)
  insist((await fetch(`${rialto.address}/health/ready`)).status === 200, 'the first no longer answers')
  await stop(rialto)
  return told
}

/** Ctrl-C in a real terminal, where npm, the door and the server all hear it; twice, as people press it. */
export async function controlC({ who, path }) {
  const rialto = await start(who, path, {}, ['script', '-qefc', 'npm start', '/dev/null'])
  const begun = Date.now()
  rialto.running.child.stdin.write('\x03')
  await sleep(30)
  rialto.running.child.stdin.write('\x03')
  await Promise.race([rialto.running.ended, sleep(20_000)])
  const left = await leftOver(rialto, 3_000)
  insist(left.length === 0, `left over: ${left.join('; ')}`)
  return `gone after ${seconds((Date.now() - begun) / 1000)}`
}

const WRONG = [
  { PORT: 'eighty' },
  { PORT: '70000' },
  { RIALTO_DEMO: 'maybe' },
  { DATABASE_URL: 'mysql://someone:a-secret@db/rialto' },
  { SMTP_URL: 'someone:a-secret@mail' },
  { TRUSTED_PROXIES: '-1' },
]

export async function wrongSettings({ who, path, data }) {
  for (const settings of WRONG) {
    const refused = await runToEnd(who, path, ['npm', 'start'], settings)
    await insistOnRefusal(refused, new RegExp(`does not start like this.*${Object.keys(settings)[0]}`), { path, data })
    insist(!refused.said.includes('a-secret'), `it printed a password: ${refused.said}`)
  }
  const away = { DATABASE_URL: 'postgresql://someone:a-secret@127.0.0.1:1/rialto' }
  const refused = await runToEnd(who, path, ['npm', 'start'], away)
  await insistOnRefusal(refused, /does not answer/, { path, data })
  insist(!refused.said.includes('a-secret'), `it printed a password: ${refused.said}`)
  return `${WRONG.length + 1} refused in words, no password shown`
}

export async function portTaken({ who, path, data }) {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, resolve))
  const { port } = server.address()
  try {
    const refused = await runToEnd(who, path, ['npm', 'start'], { PORT: String(port) })
    return await insistOnRefusal(refused, new RegExp(`Port ${port} is taken`), { path, data })
  } finally {
    server.close()
  }
}

export async function noDemonstration({ who, path }) {
  const rialto = await start(who, path, { RIALTO_DEMO: 'no', RIALTO_DATA: join(path, 'var-no-demo') })
  insist(!/demonstration/i.test(rialto.running.said), 'it spoke of demonstration accounts')
  insist((await fetch(`${rialto.address}/en`)).status === 200, '/en is not there')
  await stop(rialto)
  rmSync(rialto.data, { recursive: true })
  return 'empty, and serves'
}

/** Prepared by one user and run by another who may not write in it. */
export async function othersCheckout({ path }, other) {
  const data = folder(`data-${other.name}`, other, 0o700)
  const rialto = await start(other, path, { RIALTO_DATA: data })
  await stop(rialto)
  return `runs on a folder of its own, ${seconds(rialto.seconds)}`
}

export async function unpreparedCheckout(owner, other) {
  const path = checkout(folder(`${owner.name}-unprepared`, owner), owner)
  const refused = await runToEnd(other, path, ['npm', 'start'], {
    RIALTO_DATA: folder(`data-${other.name}`, other, 0o700),
  })
  return insistOnRefusal(refused, /may not write in/, { path, data: path })
}

/** A folder that only root may enter is closed to anybody else: the checkout, and the data alone. */
export async function closedFolder(user, prepared) {
  const above = folder('closed', { uid: 0, gid: 0 }, 0o700)
  const inside = folder('closed/rialto', user)
  const refused = await runToEnd(user, inside, ['npm', 'start'])
  insist(refused.code !== 0 && /ermission denied|can't cd/.test(refused.said), `it said: ${refused.said}`)
  const data = join(above, 'data')
  const again = await runToEnd(user, prepared.path, ['npm', 'start'], { RIALTO_DATA: data })
  return insistOnRefusal(again, /may not write in .*Set RIALTO_DATA/, { path: prepared.path, data })
}

/** A disk without room from the beginning, and one that fills up while people work. */
export async function fullDisk({ who, path }) {
  const small = folder('disk-small', who, 0o700)
  const disk = folder('disk', who, 0o700)
  const mount = (where, size) =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},uid=${who.uid},gid=${who.gid},mode=700`, 'none', where])
      .status === 0
  if (!mount(small, '12m')) return { untried: 'no disk can be mounted here' }
  const refused = await runToEnd(who, path, ['npm', 'start'], { RIALTO_DATA: small })
  const told = await insistOnRefusal(refused, /disk .*full/, { path, data: small })
  insist(mount(disk, '160m'), 'the second disk could not be mounted')
  const rialto = await start(who, path, { RIALTO_DATA: disk })
  const visitor = await signIn(rialto.address)
  let last = await visitor.write('While there was room')
  spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'fill')}`, 'bs=64k'], { stdio: 'ignore' })
  const refusals = []
  for (let n = 0; n < 400 && refusals.length < 3; n++) {
    const words = `Word ${n} ${'of many '.repeat(10)}`
    const answer = await visitor
      .ask('/en/account/profile', { name: words.slice(0, 100), nativeName: '', nativeLang: '', language: 'en' })
      .catch(() => ({ status: 0 }))
    if (answer.status === 303) last = words.slice(0, 100)
    else refusals.push(answer.status)
  }
  const reads = await fetch(`${rialto.address}/en`).then(
    (answer) => answer.status,
    () => 0,
  )
  rmSync(join(disk, 'fill'))
  await until(
    () =>
      visitor.write('After room was made').then(
        () => true,
        () => false,
      ),
    60_000,
    'it writes again',
  )
  await stop(rialto)
  for (const one of [small, disk]) spawnSync('umount', [one])
  insist(last !== null, 'nothing was acknowledged')
  return `${told.slice(0, 60)}... ${refusals.length > 0 ? `writes refused (${refusals.join(', ')}), pages answered ${reads}, ` : ''}writes again without a start`
}

/** Backup while it serves, restore beside it, the same rows; then a damaged copy is refused. */
export async function backupAndRestore({ who, path }) {
  const rialto = await start(who, path)
  const words = await (await signIn(rialto.address)).write(`Kept ${Date.now()}`)
  const file = join(folder(`backups-${who.name}`, who, 0o700), `rialto-${Date.now()}.tar.gz`)
  const npx = (args, settings) => runToEnd(who, path, ['npx', 'rialto', ...args], settings)
  const taken = await npx(['backup', file])
  insist(taken.code === 0, `backup said: ${taken.said}`)
  await (await signIn(rialto.address)).write('After the backup')
  await stop(rialto)
  const data = join(path, `var-restored-${Date.now()}`)
  const restored = await npx(['restore', file], { RIALTO_DATA: data })
  insist(restored.code === 0, `restore said: ${restored.said}`)
  const again = await start(who, path, { RIALTO_DATA: data })
  await (await signIn(again.address)).expect(words)
  await stop(again)
  rmSync(data, { recursive: true })
  writeFileSync(`${file}.cut`, '')
  spawnSync('sh', ['-c', 'head -c 20000 "$0" > "$0.cut"', file])
  chmodSync(`${file}.cut`, 0o644)
  const refused = await npx(['restore', `${file}.cut`], { RIALTO_DATA: data })
  await insistOnRefusal(refused, /no whole backup|damaged/)
  return `${Math.round(statSync(file).size / 1024)} kB; restored, and a cut one refused`
}

/** Several processes on one PostgreSQL of somebody else's, with a password, over TCP. */
export async function external({ who, path }, postgres) {
  const { url, version } = await postgres.database('fair')
  const shared = join(folder(`shared-${who.name}`, who, 0o700), 'data')
  const settings = { DATABASE_URL: url, RIALTO_DATA: shared }
  const npx = (args, more = {}) => runToEnd(who, path, ['npx', 'rialto', ...args], { ...settings, ...more })
  const empty = await start(who, path, settings)
  insist(!/demonstration/i.test(empty.running.said), 'a database of somebody else was given demonstration accounts')
  await stop(empty)
  const seeded = await npx(['seed'])
  insist(seeded.code === 0, `seed said: ${seeded.said}`)
  const [one, two] = [
    await start(who, path, settings, ['npx', 'rialto', 'serve']),
    await start(who, path, settings, ['npx', 'rialto', 'serve']),
  ]
  const worker = run(who, path, ['npx', 'rialto', 'worker'], settings)
  await until(() => worker.said.includes('works off'), 30_000, 'the worker works')
  const visitor = await signIn(one.address)
  const words = await visitor.write(`On one node ${Date.now()}`)
  const there = await signIn(two.address)
  await there.expect(words)
  // Signed in at one node is signed in at the other.
  const carried = await fetch(`${two.address}/en/account/profile`, {
    redirect: 'manual',
    headers: { cookie: [...visitor.jar].map(([key, value]) => `${key}=${value}`).join('; ') },
  })
  insist(carried.status === 200, `the other node answered ${carried.status} to a session of the first`)
  const strange = await runToEnd(who, path, ['npx', 'rialto', 'serve'], {
    ...settings,
    RIALTO_DATA: join(path, 'var-strange'),
    PORT: String(await freePort()),
  })
  await insistOnRefusal(strange, /other keys/)
  rmSync(join(path, 'var-strange'), { recursive: true })
  // The database goes and comes back: both nodes answer again by themselves.
  await postgres.restart()
  for (const node of [one, two])
    await until(
      () =>
        fetch(`${node.address}/health/ready`).then(
          (answer) => answer.status === 200,
          () => false,
        ),
      30_000,
      'a node answers again',
    )
  const file = join(folder(`backups-${who.name}`, who, 0o700), `external-${Date.now()}.tar.gz`)
  const taken = await npx(['backup', file])
  insist(taken.code === 0, `backup said: ${taken.said}`)
  const seen = await npx(['doctor', '--format', 'json'])
  const findings = JSON.parse(seen.said.slice(seen.said.indexOf('{'))).findings
  const processes = findings.find((finding) => finding.check === 'Processes')
  insist(/^3 on this database/.test(processes.finding), `doctor said: ${processes.finding}`)
  process.kill(worker.child.pid, 'SIGTERM')
  await worker.ended
  await stop(two).catch(() => {})
  await stop(one)
  // Out of an external database into an embedded one, and back into another external one.
  const data = join(path, `var-moved-${Date.now()}`)
  const moved = await npx(['restore', file], { DATABASE_URL: '', RIALTO_DATA: data })
  insist(moved.code === 0, `restore said: ${moved.said}`)
  const home = await start(who, path, { RIALTO_DATA: data })
  await (await signIn(home.address)).expect(words)
  const back = `${file}.back`
  const again = await npx(['backup', back], { DATABASE_URL: '', RIALTO_DATA: data })
  insist(again.code === 0, `backup said: ${again.said}`)
  await stop(home)
  const other = await postgres.database('other')
  const returned = await npx(['restore', back], {
    DATABASE_URL: other.url,
    RIALTO_DATA: folder(`returned-${who.name}`, who, 0o700),
  })
  insist(returned.code === 0, `restore said: ${returned.said}`)
  return `PostgreSQL ${version}: two nodes and a worker, its restart, there and back by backup`
}
