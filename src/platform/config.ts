import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'
import { root } from './root.ts'

const flag = z.enum(['yes', 'no']).transform((word) => word === 'yes')
const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsAbsent, schema.optional())

/** Every setting of an installation, in one place; docs/running.md says the same in prose. */
const Settings = z.object({
  PORT: z.preprocess(blankIsAbsent, z.coerce.number().int().min(0).max(65535).default(8080)),
  /** Address to listen on. Without one: everywhere, but 127.0.0.1 while demonstration accounts exist. */
  HOST: optional(z.string()),
  RIALTO_DATA: z.preprocess(blankIsAbsent, z.string().default('./var')),
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })),
  /** The address people see, behind a proxy: https://fair.example.org. Passkeys, cookies and links in mails need it. */
  RIALTO_URL: optional(z.url({ protocol: /^https?$/ })),
  /** smtp://user:password@host:port; without it mails land in the outbox that an administrator can read. */
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  MAIL_FROM: z.preprocess(blankIsAbsent, z.string().default('Rialto <no-reply@localhost>')),
  /** How many reverse proxies stand before this server; their X-Forwarded-For is believed that far and no further. */
  TRUSTED_PROXIES: z.preprocess(blankIsAbsent, z.coerce.number().int().min(0).max(10).default(0)),
  /** Load the demonstration fair into an empty embedded database. */
  RIALTO_DEMO: z.preprocess(blankIsAbsent, flag.default(true)),
  LOG_LEVEL: z.preprocess(blankIsAbsent, z.enum(['fatal', 'error', 'warn', 'info', 'debug']).default('info')),
})

export interface Config {
  port: number
  host: string | undefined
  dataFolder: string
  databaseUrl: string | undefined
  publicUrl: string | undefined
  smtpUrl: string | undefined
  mailFrom: string
  trustedProxies: number
  demo: boolean
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug'
}

/** A setting that cannot be meant; the message is one sentence for the person who starts the server. */
export class WrongSetting extends Error {}

export function readConfig(environment: Record<string, string | undefined>): Config {
  const read = Settings.safeParse(environment)
  if (!read.success) {
    const wrong = read.error.issues.map(
      (issue) => `${issue.path.join('.')}=${environment[String(issue.path[0])] ?? ''}: ${issue.message}`,
    )
    throw new WrongSetting(`Rialto does not start with these settings: ${wrong.join('; ')}. See docs/running.md.`)
  }
  const s = read.data
  return {
    port: s.PORT,
    host: s.HOST,
    dataFolder: isAbsolute(s.RIALTO_DATA) ? s.RIALTO_DATA : resolve(root, s.RIALTO_DATA),
    databaseUrl: s.DATABASE_URL,
    publicUrl: s.RIALTO_URL?.replace(/\/+$/, ''),
    smtpUrl: s.SMTP_URL,
    mailFrom: s.MAIL_FROM,
    trustedProxies: s.TRUSTED_PROXIES,
    demo: s.RIALTO_DEMO,
    logLevel: s.LOG_LEVEL,
  }
}
