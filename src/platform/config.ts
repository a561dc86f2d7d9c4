import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'
import { root } from './root.ts'

const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsAbsent, schema.optional())
const withDefault = <T extends z.ZodType>(schema: T, value: z.input<T>) =>
  z.preprocess((given) => blankIsAbsent(given) ?? value, schema)
const whole = (most: number) => {
  const error = `must be a whole number from 0 to ${most}`
  return z.coerce.number({ error }).int({ error }).min(0, { error }).max(most, { error })
}
const address = (protocol: RegExp, like: string) => z.url({ protocol, error: `must be an address like ${like}` })
const oneOf = <Words extends readonly [string, ...string[]]>(...words: Words) =>
  z.enum(words, { error: `must be ${words.join(' or ')}` })

/** Every setting of an installation, in one place; docs/running.md says the same in prose. */
export const Settings = z.object({
  PORT: withDefault(whole(65_535), 8080),
  /** Address to listen on. Without one: everywhere, but 127.0.0.1 while demonstration accounts exist. */
  HOST: optional(z.string()),
  RIALTO_DATA: withDefault(z.string(), './var'),
  /** No web address: a socket has no host (postgresql://rialto@/fair?host=/run/postgresql). */
  DATABASE_URL: optional(
    z.string().regex(/^postgres(ql)?:\/\/\S+$/, {
      error: 'must be an address like postgresql://user:password@host:5432/database',
    }),
  ),
  /** The address people see, behind a proxy: https://fair.example.org. Passkeys, cookies and links in mails need it. */
  RIALTO_URL: optional(address(/^https?$/, 'https://fair.example.org')),
  /** smtp://user:password@host:port; without it mails land in the outbox that an administrator can read. */
  SMTP_URL: optional(address(/^smtps?$/, 'smtp://user:password@host:587')),
  MAIL_FROM: withDefault(z.string(), 'Rialto <no-reply@localhost>'),
  /** How many reverse proxies stand before this server; their X-Forwarded-For is believed that far and no further. */
  TRUSTED_PROXIES: withDefault(whole(10), 0),
  /** Load the demonstration fair into an empty embedded database. */
  RIALTO_DEMO: withDefault(
    oneOf('yes', 'no').transform((word) => word === 'yes'),
    'yes',
  ),
  LOG_LEVEL: withDefault(oneOf('fatal', 'error', 'warn', 'info', 'debug'), 'info'),
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
export class WrongSetting extends Error {
  readonly names: string[]
  constructor(message: string, names: string[] = []) {
    super(message)
    this.names = names
  }
}

export function readConfig(environment: Record<string, string | undefined>): Config {
  const read = Settings.safeParse(environment)
  if (!read.success) {
    const wrong = new Map(read.error.issues.map(({ path, message }) => [String(path[0]), message]))
    // An address may hold a password, which belongs on no screen and in no log.
    const words = [...wrong].map(
      ([name, message]) => `${name}${name.endsWith('_URL') ? '' : `=${environment[name]}`} ${message}`,
    )
    throw new WrongSetting(`Rialto does not start like this: ${words.join('; ')}. See docs/running.md.`, [
      ...wrong.keys(),
    ])
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
