#!/usr/bin/env node
// Proves the house: the checks over the code, then rules, commands and pages, then the stories in a browser.
// `npm test -- pavilions` runs what has that in its path, without the checks.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from './prepare.js'
import { runtime } from './runtime.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
prepare()
const node = runtime(root)
const asked = process.argv.slice(2)
const report = join(root, 'var', 'test-report.json')
mkdirSync(join(root, 'var'), { recursive: true, mode: 0o700 })
rmSync(report, { force: true })

const run = (args) => spawnSync(node, args, { cwd: root, stdio: 'inherit' }).status === 0

const checked = asked.length > 0 || run([join(root, 'bin', 'check.js')])
const tested = run([
  join(root, 'node_modules', 'vitest', 'vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...asked,
])

let passed = 0
let failed = 0
let skipped = 0
try {
  const told = JSON.parse(readFileSync(report, 'utf8'))
  passed = told.numPassedTests
  failed = told.numFailedTests
  skipped = told.numPendingTests + told.numTodoTests
  // A file that cannot even be loaded holds no tests that could fail.
  failed += told.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
} catch {
  failed += 1
}
// Nothing passes by being skipped.
failed += skipped
if (!checked) failed += 1
if (!tested && failed === 0) failed += 1
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
