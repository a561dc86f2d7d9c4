#!/usr/bin/env node
// Everything about the code that a machine can see: form, types, walls between the rooms, and nothing left lying about.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from './prepare.js'
import { runtime } from './runtime.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
prepare()
const node = runtime(root)

const bin = (name) => join(root, 'node_modules', '.bin', name)
let failed = 0

function check(what, command, args, alsoSee = () => null) {
  const begun = performance.now()
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  const problem = done.status === 0 ? alsoSee(done.stdout) : `${done.stdout}${done.stderr}`
  if (problem) failed += 1
  process.stdout.write(
    `${problem ? 'FAILED' : 'ok    '}  ${what}  ${Math.round(performance.now() - begun)} ms\n${problem ? `${problem}\n` : ''}`,
  )
}

/** A cruise that read fewer files than there are has looked past something. */
function cruisedAll(told) {
  const { modules } = JSON.parse(told)
  const seen = new Set(modules.map((module) => module.source))
  const unseen = readdirSync(join(root, 'src'), { recursive: true })
    .map((file) => `src/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.tsx?$/.test(file) && !seen.has(file))
  return unseen.length > 0 ? `not cruised: ${unseen.join(', ')}` : null
}

check('form (biome)', bin('biome'), ['ci', '--error-on-warnings', '.'])
check('types (tsc)', bin('tsc'), ['--noEmit', '-p', '.'])
check('walls (dependency-cruiser)', node, [bin('depcruise'), 'src', '--config', '.dependency-cruiser.cjs'])
check(
  'walls, all files seen',
  node,
  [bin('depcruise'), 'src', '--config', '.dependency-cruiser.cjs', '-T', 'json'],
  cruisedAll,
)
check('nothing unused (knip)', node, [bin('knip')])
process.exit(failed === 0 ? 0 : 1)
