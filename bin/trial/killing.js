// What an installation outlives: its parts killed, its power cut, its disk full.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { folder } from './ground.js'
import { insist, insistOnRefusal, seconds } from './insist.js'
import { leftOver, processesOf, runToEnd, signIn, start, stop, until } from './rialto.js'

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
