import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { inRoot } from '#platform/root.ts'
import { fontFolders } from '#platform/typeset/fonts.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']

/** Chromium where this machine has one: as CHROMIUM says, or on the path. */
const onMachine = (): string[] => [
  ...(process.env.CHROMIUM ? [process.env.CHROMIUM] : []),
  ...(process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)).filter(existsSync)),
  ...[
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ].filter(existsSync),
]

/**
 * Chromium as it is shipped inside an npm package, with the libraries that a bare machine lacks, unpacked once per version under
 * `var/`: in the temporary folder a leftover of another version would be run.
 */
async function shipped(): Promise<string> {
  const { version } = JSON.parse(readFileSync(inRoot('node_modules/@sparticuz/chromium/package.json'), 'utf8')) as {
    version: string
  }
  const folder = inRoot('var', `chromium-${version}`)
  mkdirSync(folder, { recursive: true })
  const kept = process.env.TMPDIR
  process.env.TMPDIR = folder
  // So the package takes its libraries along.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
  process.env.FONTCONFIG_PATH ??= folder
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    const path = await packed.executablePath()
    // The package's own fonts.conf names /tmp/fonts whatever the folder, and without any font Chromium ends at its first page.
    writeFileSync(
      join(folder, 'fonts.conf'),
      fontsIn(join(folder, 'fonts'), ...fontFolders(), '/usr/share/fonts', '/usr/local/share/fonts'),
    )
    return path
  } finally {
    if (kept === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = kept
  }
}

const fontsIn = (...folders: string[]) =>
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders
    .map((folder) => `<dir>${folder}</dir>`)
    .join('')}<cachedir prefix="xdg">fontconfig</cachedir></fontconfig>`

/** A real browser, the machine's or the shipped one. Throws with what was tried where none runs: a story never passes unseen. */
export async function openBrowser(): Promise<Browser> {
  const failures: string[] = []
  for (const find of [...onMachine().map((path) => async () => path), shipped]) {
    const path = await find().catch((error: Error) => {
      failures.push(`shipped with npm: ${error.message.split('\n')[0]}`)
    })
    if (!path) continue
    try {
      return await chromium.launch({
        executablePath: path,
        args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
        env: process.env as Record<string, string>,
      })
    } catch (error) {
      failures.push(`${path}: ${(error as Error).message.split('\n').slice(0, 3).join(' ')}`)
    }
  }
  throw new Error(
    `No Chromium runs here, so the stories cannot be walked. Install one or set CHROMIUM to its path. Tried:\n${failures.join('\n')}`,
  )
}
