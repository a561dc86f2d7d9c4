import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { inRoot } from '#platform/root.ts'

const { forbidden } = createRequire(import.meta.url)(inRoot('.dependency-cruiser.cjs')) as {
  forbidden: { name: string }[]
}

/** A file that breaks each rule, and what it brings into the small house it stands in. */
const VIOLATIONS: Record<string, Record<string, string>> = {
  'no-circles': { 'src/kernel/a.ts': `import './b.ts'`, 'src/kernel/b.ts': `import './a.ts'` },
  'kernel-imports-nothing': { 'src/kernel/a.ts': `import 'node:fs'` },
  'platform-knows-the-kernel-only': { 'src/platform/a.ts': `import '#web/a.ts'`, 'src/web/a.ts': 'export {}' },
  'web-knows-kernel-and-platform-only': {
    'src/web/a.ts': `import '#expo/front/index.ts'`,
    'src/expo/front/index.ts': 'export {}',
  },
  'nobody-imports-main': { 'src/expo/front/a.ts': `import '../../main/a.ts'`, 'src/main/a.ts': 'export {}' },
  'the-demonstration-is-loaded-by-main-only': {
    'src/expo/front/a.ts': `import '../../demonstration/a.ts'`,
    'src/demonstration/a.ts': 'export {}',
  },
  'reactions-are-for-main': {
    'src/expo/front/a.ts': `import '#expo/reactions.ts'`,
    'src/expo/reactions.ts': 'export {}',
  },
  'rules-are-pure': { 'src/expo/front/rules.ts': `import './queries.ts'`, 'src/expo/front/queries.ts': 'export {}' },
  'pages-fetch-nothing': {
    'src/expo/front/pages/a.tsx': `import { read } from '../queries.ts'\nread()`,
    'src/expo/front/queries.ts': 'export const read = () => 1',
  },
  'browser-code-sees-no-server': {
    'src/expo/front/browser/a.ts': `import '../queries.ts'`,
    'src/expo/front/queries.ts': 'export {}',
  },
  'makers-are-for-tests': { 'src/expo/front/a.ts': `import './makers.ts'`, 'src/expo/front/makers.ts': 'export {}' },
  'everything-is-found': { 'src/expo/front/a.ts': `import './nowhere.ts'` },
  'nothing-hangs-in-the-air': { 'src/expo/front/a.ts': `import 'vitest'` },
}
const ROOMS = forbidden.flatMap(({ name }) => (/^enter-(.+)-by-its-front-desk$/.exec(name) ?? []).slice(1))
const folderOf = (room: string) => `src/expo/${room.replace('-', '/')}`
for (const [index, room] of ROOMS.entries()) {
  VIOLATIONS[`enter-${room}-by-its-front-desk`] = {
    'src/main/a.ts': `import '../../${folderOf(room)}/queries.ts'`,
    [`${folderOf(room)}/queries.ts`]: 'export {}',
  }
  const above = ROOMS[index + 1]
  if (above)
    VIOLATIONS[`${room}-calls-nobody-above`] = {
      [`${folderOf(room)}/a.ts`]: `import '#${folderOf(above).slice(4)}/index.ts'`,
      [`${folderOf(above)}/index.ts`]: 'export {}',
    }
}

const houses: string[] = []
afterAll(() => {
  for (const folder of houses) rmSync(folder, { recursive: true, force: true })
})

function cruise(files: Record<string, string>): { status: number | null; told: string } {
  mkdirSync(inRoot('var'), { recursive: true })
  const folder = mkdtempSync(inRoot('var', 'walls-'))
  houses.push(folder)
  for (const name of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs', 'node_modules'])
    symlinkSync(inRoot(name), join(folder, name))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), `${text}\n`)
  }
  const done = spawnSync(
    process.execPath,
    [inRoot('node_modules/.bin/depcruise'), 'src', '--config', '.dependency-cruiser.cjs'],
    { cwd: folder, encoding: 'utf8' },
  )
  return { status: done.status, told: done.stdout + done.stderr }
}

test('a house without a violation passes', () => {
  expect(cruise({ 'src/expo/front/rules.ts': `import '#kernel/a.ts'`, 'src/kernel/a.ts': 'export {}' }).status).toBe(0)
})

test('each rule has a violation planted here', () => {
  expect(Object.keys(VIOLATIONS).sort()).toEqual(forbidden.map((rule) => rule.name).sort())
})

test.each(Object.entries(VIOLATIONS))('the rule %s refuses its violation', (rule, files) => {
  const { status, told } = cruise(files)
  expect(told).toContain(`error ${rule}:`)
  expect(status).not.toBe(0)
})
