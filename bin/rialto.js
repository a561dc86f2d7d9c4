#!/usr/bin/env node
// The door of the command line: runs dist/rialto.js under the pinned Node and hands signals and the exit code through.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from './prepare.js'
import { runtime } from './runtime.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
// `npm start` has prepared already; `npx rialto` on a fresh clone has not. Nothing to do costs milliseconds.
prepare()

const child = spawn(
  runtime(root),
  ['--enable-source-maps', join(root, 'dist', 'rialto.js'), ...process.argv.slice(2)],
  {
    // The channel closes with this process, however it ends: the server hears it and stops in order.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  },
)

// A terminal sends its Ctrl-C to the child as well; handed-on signals are for kill and for npm.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
process.on('SIGINT', () => {
  if (!process.stdin.isTTY) child.kill('SIGINT')
})

// npm killed by force takes nobody with it. Whoever was started by it then has another parent, and stops.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM')
  }, 500).unref()
}

/** The PostgreSQL that the child keeps running, as long as it does. */
let postgres = null
child.on('message', (told) => {
  postgres = told.postgres ?? null
})

child.on('error', (error) => {
  process.stderr.write(`rialto: ${error.message}\n`)
  process.exit(1)
})
child.on('exit', (code, signal) => {
  // A child that was killed could not stop its PostgreSQL. A fast stop loses nothing, and nothing stays behind.
  if (postgres) stop(postgres)
  process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)
})

function stop(pid) {
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    return
  }
  const end = Date.now() + 10_000
  const wait = setInterval(() => {
    try {
      process.kill(pid, 0)
      if (Date.now() < end) return
    } catch {
      // It is gone.
    }
    clearInterval(wait)
  }, 20)
}
