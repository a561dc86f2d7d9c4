// How an installation is started, stopped, crowded and refused.
import { readdirSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkout, folder, freePort } from './ground.js'
import { insist, insistOnRefusal, seconds } from './insist.js'
import { leftOver, runToEnd, start, stop } from './rialto.js'

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
