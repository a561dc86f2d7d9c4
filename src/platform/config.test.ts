import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readConfig, Settings, WrongSetting } from './config.ts'
import { inRoot, root } from './root.ts'

describe('settings', () => {
  test('have defaults that start, blank ones included', () => {
    expect(readConfig({ PORT: '', RIALTO_DATA: '', DATABASE_URL: '', RIALTO_DEMO: '' })).toEqual(readConfig({}))
    expect(readConfig({})).toMatchObject({
      port: 8080,
      dataFolder: `${root}/var`,
      databaseUrl: undefined,
      demo: true,
      logLevel: 'info',
    })
  })

  test('are read as they are meant', () => {
    const config = readConfig({
      PORT: '3000',
      RIALTO_DATA: '/srv/rialto',
      RIALTO_URL: 'https://fair.example.org/',
      RIALTO_DEMO: 'no',
      TRUSTED_PROXIES: '2',
    })
    expect(config).toMatchObject({
      port: 3000,
      dataFolder: '/srv/rialto',
      publicUrl: 'https://fair.example.org',
      demo: false,
      trustedProxies: 2,
    })
  })

  test.each([
    'postgresql://rialto:secret@db.example.org:5432/fair',
    'postgres://rialto@localhost/fair?sslmode=require',
    'postgresql://rialto@/fair?host=/run/postgresql',
  ])('take the database %s', (url) => expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url))

  test.each([
    ['PORT', 'eighty', /PORT=eighty must be a whole number from 0 to 65535/],
    ['PORT', '80.5', /whole number/],
    ['PORT', '65536', /whole number/],
    ['PORT', '-1', /whole number/],
    ['RIALTO_DEMO', 'true', /RIALTO_DEMO=true must be yes or no/],
    ['LOG_LEVEL', 'loud', /must be fatal or error or warn or info or debug/],
    ['TRUSTED_PROXIES', '99', /from 0 to 10/],
    ['RIALTO_URL', 'fair.example.org', /RIALTO_URL must be an address like https:/],
    ['RIALTO_URL', 'ftp://fair.example.org', /RIALTO_URL must be/],
    ['SMTP_URL', 'https://mail.example.org', /SMTP_URL must be an address like smtp:/],
    ['DATABASE_URL', 'mysql://db/fair', /DATABASE_URL must be an address like postgresql:/],
    ['DATABASE_URL', 'db.example.org', /DATABASE_URL must be/],
  ])('%s=%s stops the start with a sentence', (name, value, words) => {
    expect(() => readConfig({ [name]: value })).toThrow(words)
    expect(() => readConfig({ [name]: value })).toThrow(WrongSetting)
    expect(() => readConfig({ [name]: value })).toThrow(/See docs\/running.md\.$/)
  })

  test('that are wrong are all named at once, and no password is repeated', () => {
    const wrong = { PORT: 'x', SMTP_URL: 'user:a-secret@mail', DATABASE_URL: 'mysql://user:a-secret@db/x' }
    expect(() => readConfig(wrong)).toThrow(/PORT.*DATABASE_URL.*SMTP_URL/)
    expect(() => readConfig(wrong)).not.toThrow(/a-secret/)
  })

  test('are all explained in docs/running.md, and nothing else is', () => {
    const text = readFileSync(inRoot('docs', 'running.md'), 'utf8')
    const explained = [...text.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name)
    expect(explained.sort()).toEqual(Object.keys(Settings.shape).sort())
  })
})
