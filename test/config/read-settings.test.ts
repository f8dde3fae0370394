import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ConfigError } from '../../src/config/config-error.ts'
import { readSettings } from '../../src/config/read-settings.ts'

test('an empty environment gives every default', () => {
  expect(readSettings({})).toEqual({
    databaseUrl: null,
    redisUrl: null,
    redisAccess: {
      password: null,
      sentinelPassword: null,
      caFile: null,
      certFile: null,
      keyFile: null,
    },
    publicUrl: null,
    host: '127.0.0.1',
    port: 3060,
    dataDir: './data',
    configDir: './config',
    crawlerAgent: 'Carbonwire/0.1',
    crawlerContact: null,
    allowAddresses: [],
    chromiumPath: null,
    imageProxySecret: null,
    trustedProxies: { list: [] },
    keep: {
      pagesDays: 180,
      listingsDays: 3,
      emptyPagesDays: 30,
      revisionsDays: 400,
      deliveriesDays: 30,
    },
    metricsPort: null,
    smtpUrl: null,
    mailFrom: null,
    logLevel: 'info',
  })
})

test('what is set is read, and other variables are none of ours', () => {
  const settings = readSettings({
    DATABASE_URL: 'postgres://wire:secret@db:5432/wire',
    REDIS_URL: 'rediss://cache:6379/2',
    PUBLIC_URL: 'https://wire.example.org/news/',
    PORT: '0',
    ALLOW_ADDRESSES: '127.0.0.0/8, ::1  portal.localhost 10.1.2.3:8080 [::1]:9000',
    CRAWLER_CONTACT: 'wire@example.org',
    LOG_LEVEL: 'debug',
    HOME: '/nowhere',
  })
  expect(settings).toMatchObject({
    databaseUrl: 'postgres://wire:secret@db:5432/wire',
    redisUrl: 'rediss://cache:6379/2',
    publicUrl: 'https://wire.example.org/news',
    port: 0,
    allowAddresses: ['127.0.0.0/8', '::1', 'portal.localhost', '10.1.2.3:8080', '[::1]:9000'],
    crawlerContact: 'wire@example.org',
    logLevel: 'debug',
  })
})

test('a variable that is empty or blank counts as unset', () => {
  expect(readSettings({ DATABASE_URL: '', PORT: '  ' })).toMatchObject({
    databaseUrl: null,
    port: 3060,
  })
})

test.each([
  [
    'another database',
    { DATABASE_URL: 'mysql://db' },
    'DATABASE_URL=mysql://db: expected an address starting postgres:// or postgresql://',
  ],
  [
    'a secret is never shown',
    { PUBLIC_URL: 'https://wire.example.org', IMAGE_PROXY_SECRET: 'short' },
    'IMAGE_PROXY_SECRET=…: expected at least 16 characters',
  ],
  [
    'signed pictures without an address of the server',
    { IMAGE_PROXY_SECRET: 'a secret for tests' },
    'PUBLIC_URL=: expected the address of the server, which signed addresses of pictures begin with',
  ],
  [
    'a password is never shown',
    { REDIS_URL: 'http://wire:secret@cache' },
    'REDIS_URL=http…: expected an address starting redis:// or rediss://',
  ],
  [
    'a port out of range',
    { PORT: '70000' },
    'PORT=70000: expected a port from 0 (any free one) to 65535',
  ],
  [
    'an unknown level',
    { LOG_LEVEL: 'loud' },
    'LOG_LEVEL=loud: expected one of silent fatal error warn info debug trace',
  ],
  [
    'a contact that nobody can reach',
    { CRAWLER_CONTACT: 'me' },
    'CRAWLER_CONTACT=me: expected a mail address or an address starting http:// or https://',
  ],
  [
    'an address list with something else in it',
    { ALLOW_ADDRESSES: '127.0.0.1, http://x' },
    'ALLOW_ADDRESSES=127.0.0.1, http://x: expected addresses, networks or hosts, parted by commas, such as 127.0.0.1, 10.0.0.0/8',
  ],
])('%s is refused with what was expected', (_, env, message) => {
  expect(() => readSettings(env)).toThrow(new ConfigError(message))
})

test('several bad variables are told at once, a line each', () => {
  expect(() => readSettings({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/^PORT=x: .*\nLOG_LEVEL=y: /)
})

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cw-secrets-'))
  writeFileSync(join(folder, 'word'), 'from a file\n')
  writeFileSync(join(folder, 'empty'), '\n')
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a secret may lie in a file', () => {
  expect(
    readSettings({
      REDIS_PASSWORD_FILE: join(folder, 'word'),
      REDIS_SENTINEL_PASSWORD: 'from the environment',
    }).redisAccess,
  ).toMatchObject({ password: 'from a file', sentinelPassword: 'from the environment' })
})

test.each([
  ['that is not there', { REDIS_PASSWORD_FILE: 'nowhere' }, /^REDIS_PASSWORD_FILE=nowhere: ENOENT/],
  ['that is empty', { REDIS_URL_FILE: 'empty' }, /^REDIS_URL_FILE=.*empty: the file is empty$/],
  [
    'beside the secret itself',
    { SMTP_URL_FILE: 'word', SMTP_URL: 'smtp://mail.example' },
    /^SMTP_URL_FILE: SMTP_URL is set as well$/,
  ],
])('a file %s is refused', (_, env, message) => {
  const here = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      name.endsWith('_FILE') && value !== 'nowhere' ? join(folder, value) : value,
    ]),
  )
  expect(() => readSettings(here)).toThrow(message)
})
