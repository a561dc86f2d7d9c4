import type { AddressInfo } from 'node:net'
import { serve as listen } from '@hono/node-server'
import type { Runner } from 'graphile-worker'
import { sql } from 'kysely'
import { applicationJobs } from '#expo/exhibition/applications/index.ts'
import { holdingJobs } from '#expo/exhibition/booths/index.ts'
import { feeJobs } from '#expo/exhibition/fees/index.ts'
import { answerScript, isOpenToScripts, peopleJobs, whoAsks } from '#expo/ground/people/index.ts'
import { reactions } from '#expo/reactions.ts'
import { startWorker } from '#platform/jobs.ts'
import { keysOf } from '#platform/keys.ts'
import { post } from '#platform/mail.ts'
import type { Presence } from '#platform/presence.ts'
import { forgetUploads } from '#platform/uploads.ts'
import type { House } from '#web/door.ts'
import { buildApp } from './app.tsx'
import { frameFor } from './frame.ts'
import type { Installation } from './installation.ts'
import { map } from './map.ts'

export interface Served {
  /** Where people reach it. */
  address: string
  stop(): Promise<void>
}

const publicUrlOf = ({ publicUrl, port }: Installation['config']): string => publicUrl ?? `http://localhost:${port}`

export function houseOf({ database, files, log, config }: Installation, publicUrl: string): House {
  return {
    db: database.db,
    clock: () => new Date(),
    files,
    log,
    publicUrl,
    keys: keysOf(config.dataFolder),
    smtp: config.smtpUrl !== undefined,
  }
}

/** The whole house behind one door: every room's addresses, the sign-in protocol, and health. */
export function appOf(
  house: House,
  { trustedProxies, isReady }: { trustedProxies: number; isReady: () => boolean },
): ReturnType<typeof buildApp> {
  return buildApp({
    house,
    doors: map,
    whoAsks: (request) => whoAsks(house, request),
    frameFor,
    trustedProxies,
    extend(app, addressOf) {
      // Of the sign-in library's own addresses only the passkey script's are open.
      app.all('/api/auth/*', (c) =>
        isOpenToScripts(c.req.path) ? answerScript(house, c.req.raw, addressOf(c)) : c.notFound(),
      )
      app.get('/health/live', (c) => c.json({ live: true }))
      app.get('/health/ready', async (c) => {
        const answers =
          isReady() &&
          (await sql`select 1`.execute(house.db).then(
            () => true,
            () => false,
          ))
        return c.json({ ready: answers }, answers ? 200 : 503)
      })
    },
  })
}

/** Answers HTTP until it is stopped. Demonstration accounts are known to the world, so with them it listens on this machine only. */
export async function serve(
  installation: Installation,
  { demonstration }: { demonstration: boolean },
): Promise<Served> {
  const { config, log } = installation
  const hostname = demonstration ? '127.0.0.1' : (config.host ?? '0.0.0.0')
  const publicUrl = publicUrlOf(config)
  const house = houseOf(installation, publicUrl)
  let ready = true

  const app = appOf(house, { trustedProxies: config.trustedProxies, isReady: () => ready })
  const server = await new Promise<ReturnType<typeof listen>>((resolve, reject) => {
    const listening = listen({ fetch: app.fetch, port: config.port, hostname }, () => resolve(listening))
    listening.once('error', reject)
  })
  const { port } = server.address() as AddressInfo
  return {
    address: config.publicUrl ?? `http://localhost:${port}`,
    async stop() {
      ready = false
      // Open answers are finished; kept-alive connections without one are closed at once.
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      const late = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 5_000)
      await closed
      clearTimeout(late)
      log.debug('stopped answering')
    },
  }
}

/** Works off the queue: mails, reactions, what comes round by the clock. */
export async function work(installation: Installation, presence: Presence): Promise<Runner> {
  const { database, files, log, config } = installation
  const { db } = database
  const publicUrl = publicUrlOf(config)
  const jobs = [
    ...post(db, { smtpUrl: config.smtpUrl, from: config.mailFrom }),
    forgetUploads(db),
    ...peopleJobs(db),
    ...applicationJobs(db),
    ...holdingJobs({ db, publicUrl, clock: () => new Date() }),
    ...feeJobs({ db, files, publicUrl, clock: () => new Date() }),
  ]
  return startWorker({ db, pool: database.pool, log, presence, publicUrl }, jobs, reactions)
}
