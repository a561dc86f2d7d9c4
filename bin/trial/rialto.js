// A Rialto as somebody starts it in a terminal, and somebody who visits it.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { as, environmentOf, freePort, listProcesses, untilGone } from './ground.js'

/** Starts a command in a folder as somebody; collects what it says. */
export function run(who, path, command, settings = {}) {
  const env = environmentOf(who, settings)
  // The folder is entered by whom it is started as, not by us.
  const [program, ...args] = as(who, ['sh', '-c', 'cd "$0" && exec "$@"', path, ...command])
  const child = spawn(program, args, { env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] })
  const running = { child, said: '', code: undefined }
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (running.said += chunk))
  running.ended = new Promise((resolve) => {
    child.on('error', (error) => {
      running.said += error.message
      resolve()
    })
    child.on('close', (code, signal) => {
      running.code = code ?? signal
      resolve(running.code)
    })
  })
  return running
}

/** Runs a command to its end, or as long as one can wait for it. */
export async function runToEnd(who, path, command, settings = {}, ms = 300_000) {
  const running = run(who, path, command, settings)
  const late = setTimeout(() => process.kill(-running.child.pid, 'SIGKILL'), ms)
  await running.ended
  clearTimeout(late)
  return running
}

/** Starts a Rialto and waits until it stands. */
export async function start(who, path, settings = {}, command = ['npm', 'start']) {
  const port = settings.PORT ?? (await freePort())
  const data = settings.RIALTO_DATA ?? join(path, 'var')
  const begun = performance.now()
  const running = run(who, path, command, { ...settings, PORT: String(port) })
  const rialto = { ...running, running, who, path, data, port, address: `http://localhost:${port}` }
  await until(() => running.said.includes('Rialto stands at') || running.code !== undefined, 300_000, 'it stands')
  if (running.code !== undefined) throw new Error(`it ended with ${running.code}: ${running.said.slice(-600)}`)
  rialto.seconds = (performance.now() - begun) / 1000
  const ready = await fetch(`${rialto.address}/health/ready`)
  if (ready.status !== 200) throw new Error(`/health/ready answered ${ready.status}`)
  return rialto
}

export async function until(holds, ms, what) {
  for (const end = Date.now() + ms; !(await holds()); await sleep(25))
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`)
}

/** The processes of a running Rialto, by what they are. */
export function processesOf({ path, data, running }) {
  const postmaster = Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  const server = listProcesses(join(path, 'dist', 'rialto.js'))[0]?.pid
  return { npm: running.child.pid, server, postmaster }
}

/** Everything that still runs on a checkout or its data. */
export async function leftOver({ path, data }, ms = 20_000) {
  const left = [...(await untilGone(`${path}/`, ms)), ...(await untilGone(`${data}/`, 1_000))]
  return left.map(({ pid, command }) => `${pid} ${command}`)
}

/** Ends a Rialto as a terminal's owner does, and sees that nothing stays behind. */
export async function stop(rialto, signal = 'SIGTERM') {
  process.kill(rialto.running.child.pid, signal)
  await Promise.race([rialto.running.ended, sleep(30_000)])
  const left = await leftOver(rialto, 5_000)
  if (left.length > 0) throw new Error(`left over after ${signal}: ${left.join('; ')}`)
}

/** Somebody in front of a running Rialto: keeps cookies as a browser does. */
export async function signIn(address, name = 'clerk', password = 'rialto-demo-2026') {
  const jar = new Map()
  const ask = async (path, form) => {
    const answer = await fetch(address + path, {
      redirect: 'manual',
      headers: { origin: address, cookie: [...jar].map(([key, value]) => `${key}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, key, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      jar.set(key, value)
    }
    return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') }
  }
  const answer = await ask('/en/sign-in', { email: `${name}@rialto.example`, password })
  if (answer.status !== 303) throw new Error(`sign-in answered ${answer.status}`)
  return {
    ask,
    jar,
    /** Writes something and sees it acknowledged. */
    async write(words) {
      const written = await ask('/en/account/profile', { name: words, nativeName: '', nativeLang: '', language: 'en' })
      if (written.status !== 303) throw new Error(`a write answered ${written.status}`)
      return words
    },
    /** Sees that what was acknowledged is there. */
    async expect(words) {
      const { text } = await ask('/en/account/profile')
      if (!text.includes(words)) throw new Error(`${words} was acknowledged and is gone`)
    },
  }
}
