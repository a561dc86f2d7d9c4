import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embeddedUrl } from '#platform/postgres/index.ts'
import { inRoot } from '#platform/root.ts'
import { DEMONSTRATION_PASSWORD } from '../../src/demonstration/password.ts'

/** A house of its own: built as it ships, with the demonstration fair, on a PostgreSQL and in a folder that go with it. */
export interface BenchHouse {
  address: string
  databaseUrl: string
  /** The code of the edition that most take part in. */
  edition: string
  /** The code of somebody who takes part in it. */
  pavilion: string
  stop(): Promise<void>
}

/** Whoever brings a cookie that is not the language's is never given an answer that was kept. */
export const MADE_ANEW = { cookie: 'bench=1' }

/** With `full`, every application is in it, and not only those of whoever exhibits. */
export async function openHouse({ full = false }: { full?: boolean } = {}): Promise<BenchHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-bench-'))
  const port = await freePort()
  const env = environmentOf({ PORT: String(port), RIALTO_DATA: folder, LOG_LEVEL: 'error', TRUSTED_PROXIES: '1' })
  const server = spawn(process.execPath, ['--enable-source-maps', inRoot('dist', 'rialto.js')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await standing(server)
  if (full) await seeded(env)
  const { edition, pavilion } = await somebodyIn(address)
  return {
    address,
    databaseUrl: embeddedUrl(folder),
    edition,
    pavilion,
    async stop() {
      await ended(server)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The cookies of a demonstration account that has signed in. */
export async function signIn({ address }: BenchHouse, name: 'admin'): Promise<string> {
  const form = new URLSearchParams({ email: `${name}@rialto.example`, password: DEMONSTRATION_PASSWORD })
  const answer = await fetch(`${address}/en/sign-in`, {
    method: 'POST',
    body: form,
    headers: { origin: address },
    redirect: 'manual',
  })
  if (answer.status !== 303) throw new Error(`${name} was not let in: ${answer.status}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

async function seeded(env: NodeJS.ProcessEnv): Promise<void> {
  const seed = spawn(process.execPath, [inRoot('dist', 'rialto.js'), 'seed', '--full'], { env, stdio: 'ignore' })
  const code = await new Promise((resolve) => seed.once('exit', resolve))
  if (code !== 0) throw new Error(`rialto seed --full ended with ${code}`)
}

/** The settings of the shell that measures are not the ones that are measured. */
export function environmentOf(settings: Record<string, string>): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, RIALTO_URL: __, SMTP_URL: ___, ...rest } = process.env
  return { ...rest, ...settings }
}

/** Resolves with the address when the server says that it stands. */
export function standing(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk
      const [, address] = /Rialto stands at (\S+)/.exec(said) ?? []
      if (address) resolve(address)
    })
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said.slice(-500)}`)))
  })
}

export async function ended(server: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  server.kill('SIGTERM')
  await gone
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function somebodyIn(address: string): Promise<{ edition: string; pavilion: string }> {
  const ask = async (path: string) =>
    (await (await fetch(`${address}/api/v1${path}`)).json()) as { items: { code: string }[] }
  const { items: editions } = await ask('/editions')
  const full = await Promise.all(
    editions.map(async ({ code }) => ({ code, all: (await ask(`/editions/${code}/pavilions?limit=200`)).items })),
  )
  const [fullest] = full.sort((a, b) => b.all.length - a.all.length)
  const pavilion = fullest?.all[0]?.code
  if (!fullest || !pavilion) throw new Error('nobody takes part in the demonstration fair')
  return { edition: fullest.code, pavilion: pavilion.toLowerCase() }
}
