import { expect, test } from 'vitest'
import { readSettings } from '../../src/config/read-settings.ts'
import { openRedaction, secretsOf } from '../../src/text/redact.ts'

const planted = 'Geheim-4711'
const quoted = 'pa"ss\\wort'

test.each([
  ['DATABASE_URL', `postgres://me:${planted}@db.example/wire`],
  ['DATABASE_URL', `postgres//me:${planted}@db.example/wire`],
  ['DATABASE_URL', `postgres:me:${planted}@db.example`],
  ['DATABASE_URL', `me:${planted}@db.example`],
  ['DATABASE_URL', `mysql://db.example/wire?user=me&password=${planted}`],
  ['DATABASE_URL', `mysql://me:p@${planted}@db.example`],
  ['REDIS_URL', `redis//:${planted}@cache.example:6379`],
  ['REDIS_URL', `rediss:/:${planted}@cache.example`],
  ['PUBLIC_URL', `ftp://me:${planted}@wire.example`],
  ['IMAGE_PROXY_SECRET', planted],
])('a message about %s=%s does not tell the secret', (name, value) => {
  let message = ''
  try {
    readSettings({ [name]: value })
  } catch (error) {
    message = (error as Error).message
  }
  expect(message).not.toContain(planted)
})

test('an address that holds no password is shown as it is written', () => {
  expect(() => readSettings({ DATABASE_URL: 'mysql://db' })).toThrow('DATABASE_URL=mysql://db:')
})

test.each([
  ['as it is', `AUTH ${planted} failed`],
  ['in JSON', JSON.stringify({ err: { command: { name: 'auth', args: ['default', quoted] } } })],
  ['in an address', `cannot reach redis://default:${encodeURIComponent(quoted)}@cache.example`],
  ['of an address that nobody planted', 'see https://me:other-word@site.example/'],
])('a line of the log holds no secret: %s', (_, line) => {
  const redact = openRedaction(
    secretsOf({
      REDIS_URL: `redis://default:${encodeURIComponent(quoted)}@cache.example`,
      IMAGE_PROXY_SECRET: planted,
      HOME: '/home/me',
    }),
  )
  const shown = redact(line)
  for (const secret of [planted, quoted, JSON.stringify(quoted).slice(1, -1), 'other-word'])
    expect(shown).not.toContain(secret)
  expect(redact('nothing to hide at /home/me')).toBe('nothing to hide at /home/me')
})

test('the values of headers for a collector are secrets', () => {
  const headers = `authorization=Bearer%20${planted},x-team=desk-one`
  const redact = openRedaction(secretsOf({ OTEL_EXPORTER_OTLP_HEADERS: headers }))
  expect(redact(`401 for Bearer ${planted}, ${planted} of desk-one`)).toBe('401 for …, … of …')
})
