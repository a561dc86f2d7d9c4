#!/usr/bin/env node
// Tries an installation for real: {root, user} x {open folder, one that only root may enter} x {npm, server, PostgreSQL killed}, and
// whatever else happens to one: a second start, Ctrl-C, wrong settings, a taken port, a full disk, a database of somebody else's.
// `npm run trial -- kill` tries what has that in its name. Linux; as root it tries everything, else what an ordinary user can.
import { findPrograms, startExternal } from './trial/external.js'
import { base, clearUp, listProcesses, listUsers } from './trial/ground.js'
import { backupAndRestore, external } from './trial/keeping.js'
import { allKilled, fullDisk, killed } from './trial/killing.js'
import {
  closedFolder,
  controlC,
  firstStart,
  noDemonstration,
  othersCheckout,
  portTaken,
  secondStart,
  unpreparedCheckout,
  warmStart,
  wrongSettings,
} from './trial/starting.js'

if (process.platform !== 'linux') {
  process.stderr.write('The trial looks for processes as Linux shows them, and runs there only.\n')
  process.exit(1)
}
const words = process.argv.slice(2)
const { root, user, nameless } = listUsers()
const rows = []

async function attempt(name, work) {
  if (words.length > 0 && !words.some((word) => name.includes(word)) && !name.includes('first start')) return undefined
  const begun = performance.now()
  let result = 'ok'
  let told = ''
  let value
  try {
    value = await work()
    told = typeof value === 'string' ? value : (value?.told ?? value?.untried ?? '')
    if (value?.untried) result = 'NOT TRIED'
  } catch (error) {
    result = 'FAILED'
    told = error.message.replace(/\s+/g, ' ').slice(0, 1200)
    for (const { pid } of listProcesses(base)) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It has ended meanwhile.
      }
    }
  }
  rows.push({ name, result, told })
  const took = `${((performance.now() - begun) / 1000).toFixed(0)} s`.padStart(6)
  process.stdout.write(`${result.padEnd(9)} ${took}  ${name.padEnd(46)}  ${told}\n`)
  return value
}

const notTried = (name, why) => attempt(name, async () => ({ untried: why }))

async function everythingIn(place, label) {
  await attempt(`${label}: warm start`, () => warmStart(place))
  for (const part of ['npm', 'server', 'postmaster'])
    await attempt(`${label}: ${part} killed`, () => killed(place, part))
  await attempt(`${label}: everything killed at once`, () => allKilled(place))
  await attempt(`${label}: second start on the same data`, () => secondStart(place))
  await attempt(`${label}: Ctrl-C twice`, () => controlC(place))
  await attempt(`${label}: backup and restore`, () => backupAndRestore(place))
}

try {
  let prepared
  for (const who of [root, user].filter(Boolean)) {
    const open = await attempt(`${who.name}, open folder: first start`, () =>
      firstStart({ who, where: 'open', mode: 0o755 }),
    )
    if (!open?.place) continue
    prepared = open.place
    await everythingIn(prepared, `${who.name}, open folder`)
  }
  if (root) {
    const closed = await attempt('root, root-only folder: first start', () =>
      firstStart({ who: root, where: 'closed', mode: 0o700 }),
    )
    if (closed?.place) await everythingIn(closed.place, 'root, root-only folder')
  } else await notTried('root: everything', 'only root can be root')
  if (prepared) {
    await attempt('wrong settings', () => wrongSettings(prepared))
    await attempt('port taken', () => portTaken(prepared))
    await attempt('RIALTO_DEMO=no', () => noDemonstration(prepared))
    if (root) {
      await attempt('user, root-only folder', () => closedFolder(user, prepared))
      await attempt('user without a name, checkout of another', () => othersCheckout(prepared, nameless))
      await attempt('user, unprepared checkout of another', () => unpreparedCheckout(root, user))
      await attempt('full disk', () => fullDisk(prepared))
    } else
      for (const name of ['root-only folder', 'checkout of another', 'full disk']) await notTried(name, 'needs root')
    const programs = findPrograms()
    if (!programs) await notTried('external PostgreSQL', 'this machine has none (/usr/lib/postgresql)')
    else
      await attempt('external PostgreSQL', async () => {
        const postgres = await startExternal(programs, user)
        try {
          return await external(prepared, postgres)
        } finally {
          await postgres.stop()
        }
      })
  }
} finally {
  clearUp()
}

const count = (result) => rows.filter((row) => row.result === result).length
process.stdout.write(`\n${count('ok')} ok, ${count('FAILED')} failed, ${count('NOT TRIED')} not tried\n`)
process.exit(count('FAILED') === 0 ? 0 : 1)
