// Builds dist/: the server as one bundle beside node_modules, the style sheet, and each room's browser scripts.
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const quiet = { root, logLevel: 'warn', configFile: false, publicDir: false }
rmSync(join(root, 'dist'), { recursive: true, force: true })

/** src/expo/ground/people/browser/passkey.ts is asked for as `people-passkey`. */
const nameOf = (path) => `${basename(dirname(dirname(path)))}-${basename(path, '.ts')}`
const scripts = globSync('src/**/browser/*.ts', { cwd: root }).filter((path) => !path.endsWith('.test.ts'))

await build({
  ...quiet,
  build: {
    outDir: 'dist/assets',
    assetsDir: '.',
    manifest: 'vite.json',
    emptyOutDir: true,
    modulePreload: false,
    rolldownOptions: {
      input: {
        style: join(root, 'src/web/style/index.css'),
        ...Object.fromEntries(scripts.map((path) => [nameOf(path), join(root, path)])),
      },
    },
  },
})
const entries = Object.values(JSON.parse(readFileSync(join(root, 'dist/assets/vite.json'), 'utf8'))).filter(
  (entry) => entry.isEntry,
)
const style = entries.find((entry) => entry.file.endsWith('.css'))
const manifest = {
  style: `/assets/${style.file}`,
  scripts: Object.fromEntries(
    entries.filter((entry) => entry.file.endsWith('.js')).map((entry) => [nameOf(entry.src), `/assets/${entry.file}`]),
  ),
}
writeFileSync(join(root, 'dist/assets/manifest.json'), JSON.stringify(manifest, null, 1))

await build({
  ...quiet,
  build: {
    ssr: 'src/main/rialto.ts',
    outDir: 'dist',
    emptyOutDir: false,
    sourcemap: true,
    minify: false,
    target: 'node26',
    rolldownOptions: { output: { entryFileNames: 'rialto.js', codeSplitting: false } },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
})
