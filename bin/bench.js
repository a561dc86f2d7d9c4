#!/usr/bin/env node
// Measures. `npm run bench` lists what there is, `npm run bench pages` measures one thing, `npm run bench pages -- --json` for programs.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from './prepare.js'
import { runtime } from './runtime.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
prepare()
const args = [join(root, 'bench', 'frame', 'run.ts'), ...process.argv.slice(2)]
const { status } = spawnSync(runtime(root), args, { cwd: root, stdio: 'inherit' })
process.exit(status ?? 1)
