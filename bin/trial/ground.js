// What a trial stands on: users to start as, folders to start in, processes to look for and to kill.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const source = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Everything a trial makes is below one folder, so that what it leaves behind can be recognised. */
export const base = mkdtempSync(join(tmpdir(), 'rialto-trial-'))
chmodSync(base, 0o755)

/** Somebody to start as. Root can be anybody; anybody else is only himself. */
export function listUsers() {
  if (process.getuid() !== 0) return { user: { name: 'user', uid: process.getuid(), gid: process.getgid() } }
  const known = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([, , uid, gid]) => ({ uid: Number(uid), gid: Number(gid) }))
  const user = known.find(({ uid }) => uid >= 1000 && uid < 60_000) ?? known.find(({ uid }) => uid > 0)
  const nameless = 70_000 + (process.pid % 10_000)
  return {
    root: { name: 'root', uid: 0, gid: 0 },
    user: { name: 'user', ...user },
    nameless: { name: 'nameless', uid: nameless, gid: nameless },
  }
}

/** The words that make a command run as somebody. */
export const as = (who, command) =>
  process.getuid() === 0 && who.uid !== 0
    ? ['setpriv', `--reuid=${who.uid}`, `--regid=${who.gid}`, '--clear-groups', '--inh-caps=-all', ...command]
    : command

/** A folder of somebody's own. */
export function folder(name, who, mode = 0o755) {
  const path = join(base, name)
  mkdirSync(path, { recursive: true })
  chmodSync(path, mode)
  if (process.getuid() === 0) chownSync(path, who.uid, who.gid)
  return path
}

/** The files of this checkout as git knows them, and nothing that was installed or built, in a new folder. */
export function checkout(path, who) {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: source })
    .toString()
    .split('\0')
    .filter((file) => file && existsSync(join(source, file)))
  for (const file of files) cpSync(join(source, file), join(path, file))
  if (process.getuid() === 0) spawnSync('chown', ['-R', `${who.uid}:${who.gid}`, path])
  return path
}

/** The environment somebody would have: none of ours but the way to npm's registry. */
export function environmentOf(who, settings = {}) {
  const kept = Object.entries(process.env).filter(([name]) =>
    /^(PATH|LANG|https?_proxy|no_proxy|SSL_CERT|NODE_EXTRA)/i.test(name),
  )
  const home = folder(`home-${who.name}`, who, 0o700)
  return { ...Object.fromEntries(kept), HOME: home, npm_config_cache: join(home, 'npm'), ...settings }
}

/** Running processes with a word in their command line, except those that only run the trial. */
export function listProcesses(word) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        return { pid: Number(name), parent: Number(parent), state, command, folder: word }
      } catch {
        return null
      }
    })
    .filter((one) => one && one.state !== 'Z' && one.command.includes(word))
}

/** Waits until nothing with this word runs any more; says what still does. */
export async function untilGone(word, ms) {
  for (const end = Date.now() + ms; ; await sleep(50)) {
    const left = listProcesses(word)
    if (left.length === 0) return []
    if (Date.now() > end) return left
  }
}

export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

export const clearUp = () => rmSync(base, { recursive: true, force: true })
