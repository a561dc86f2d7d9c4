// Lists the benches, or runs one and prints what it measured beside the machine it was measured on.
import { readdirSync, readFileSync } from 'node:fs'
import { inRoot } from '#platform/root.ts'
import { machine } from './machine.ts'
import { printed, type Report } from './report.ts'

const names = readdirSync(inRoot('bench'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''))
  .sort()

/** Each bench says in its first line what it measures. */
const promiseOf = (name: string): string =>
  readFileSync(inRoot('bench', `${name}.ts`), 'utf8')
    .split('\n')[0]
    ?.replace(/^\/\/\s*/, '') ?? ''

const [name, ...options] = process.argv.slice(2)
if (name === undefined) {
  const width = Math.max(...names.map((one) => one.length))
  for (const one of names) console.log(`  ${one.padEnd(width)}  ${promiseOf(one)}`)
  console.log('\nnpm run bench NAME [-- --json]')
} else if (!names.includes(name)) {
  console.error(`There is no bench ${name}: ${names.join(', ')}.`)
  process.exitCode = 1
} else {
  const { run } = (await import(inRoot('bench', `${name}.ts`))) as { run(): Promise<Report> }
  const report = await run()
  const told = { bench: name, measures: promiseOf(name), machine: machine(), ...report }
  console.log(options.includes('--json') ? JSON.stringify(told, null, 2) : printed(told))
}
