// What is kept: backups, and several processes on a database of somebody else's.
import { spawnSync } from 'node:child_process'
import { chmodSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folder, freePort } from './ground.js'
import { insist, insistOnRefusal } from './insist.js'
import { run, runToEnd, signIn, start, stop, until } from './rialto.js'

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
