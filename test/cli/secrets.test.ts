import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, describe, expect, test } from 'vitest'
import { freePort, hasRedis, needing, startRedis } from '../services.ts'
import { run, start, temporaryFolder } from './run-command.ts'

const folder = temporaryFolder()
afterAll(() => folder[Symbol.dispose]())
const secret = 'Geheim-fuer-niemanden'

const planting: string[] = []
/** A secret of a setting's own. */
function planted(setting: string): string {
  const word = `Geheim-${setting.toLowerCase().replaceAll('_', '-')}-4711-so-lang-wie-noetig`
  planting.push(word)
  return word
}
const config = join(folder.path, 'config')
cpSync('config', config, { recursive: true })
rmSync(join(config, 'sources'), { recursive: true })
mkdirSync(join(config, 'sources'))
writeFileSync(
  join(config, 'alarms.yaml'),
  `channels:\n  - { kind: webhook, name: hook, url: "https://hooks.example/x", secret: "\${HOOK_SECRET}" }\n`,
)

describe('a secret in a setting', () => {
  test.concurrent.each([
    ['a database that is away', { DATABASE_URL: `postgres://me:${secret}@127.0.0.1:1/wire` }],
    ['a database that is mistyped', { DATABASE_URL: `postgress:/me:${secret}@127.0.0.1/wire` }],
    ['a Redis that is away', { REDIS_URL: `redis://:${secret}@127.0.0.1:1` }],
  ])('is not told: %s', async (_, env) => {
    const { out, err } = await run(['sources'], {
      env: { ...env, DATA_DIR: `${folder.path}/data`, LOG_LEVEL: 'trace' },
    })
    expect(out + err).not.toBe('')
    expect(out + err).not.toContain(secret)
  })

  test('is told by no page and by no line of the log of a server, whichever setting it lies in', {
    timeout: 900_000,
  }, async () => {
    const port = await freePort()
    // Nobody listens there: what goes wrong is told, and what is told is looked at.
    const mail = await freePort()
    const data = `${folder.path}/served`
    writeFileSync(`${folder.path}/image-secret`, planted('IMAGE_PROXY_SECRET'))
    const env = {
      IMAGE_PROXY_SECRET_FILE: `${folder.path}/image-secret`,
      SMTP_URL: `smtp://me:${planted('SMTP_URL')}@127.0.0.1:${mail}`,
      MAIL_FROM: 'wire@wire.example',
      REDIS_PASSWORD: planted('REDIS_PASSWORD'),
      REDIS_SENTINEL_PASSWORD: planted('REDIS_SENTINEL_PASSWORD'),
      // What alarms.yaml and digests.yaml name.
      HOOK_SECRET: planted('HOOK_SECRET'),
      BOT_TOKEN: planted('BOT_TOKEN'),
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer ${planted('OTEL')}`,
      PUBLIC_URL: 'https://wire.example',
      CONFIG_DIR: config,
      LOG_LEVEL: 'trace',
      ALLOW_ADDRESSES: '',
    }
    const server = start(['start', '--port', String(port), '--data', data], { env })
    await server.said('feeds at')
    const dataEnv = { ...env, DATA_DIR: data }
    const made = await run(['keys', 'add', 'op', '--scope', 'operate'], { env: dataEnv })
    const key = /cw_\S+/.exec(made.out)![0]
    const pages = ['/health', '/feed.json', '/', '/openapi.json', '/metrics', '/health/ready']
    const forOperators = ['/admin', '/admin/store', '/admin/actions', '/admin/subscribers']
    const exports = [
      '/api/v1/export/stories.ndjson',
      '/api/v1/export/changes.ndjson',
      '/api/v1/sources',
    ]
    let shown = ''
    for (const page of [...pages, ...forOperators, ...exports]) {
      const headers = { authorization: `Bearer ${key}` }
      const answer = await fetch(`http://127.0.0.1:${port}${page}`, { headers })
      expect([page, answer.status]).toEqual([page, 200])
      shown += await answer.text()
    }
    for (const command of [['sources'], ['doctor'], ['incidents'], ['keys', 'list'], ['nosuch']]) {
      const { out, err } = await run(command, { env: dataEnv })
      shown += out + err
    }
    server.child.kill('SIGTERM')
    const { out, err } = await server.ended
    expect(planting.filter(secret => `${shown}${out}${err}`.includes(secret))).toEqual([])
    expect(err).not.toContain(key)
  })

  test.each([
    ['DATABASE_URL', 'mysql://me:SECRET@db.example/wire'],
    ['REDIS_URL', 'http://:SECRET@cache.example'],
    ['SMTP_URL', 'mailto:me:SECRET@mail.example'],
    ['PUBLIC_URL', 'ftp://me:SECRET@wire.example'],
    ['IMAGE_PROXY_SECRET', 'SECRET'],
    ['CRAWLER_CONTACT', 'https://me:SECRET@wire.example/ x'],
    ['REDIS_PASSWORD_FILE', '/nowhere/file'],
    ['ALLOW_ADDRESSES', 'https://me:SECRET@wire.example/'],
    ['TRUSTED_PROXIES', 'https://me:SECRET@wire.example/'],
  ])('is not told when %s cannot be used', async (name, value) => {
    const short = name === 'IMAGE_PROXY_SECRET' ? 'g3h' : secret
    const env = { [name]: value.replace('SECRET', short), DATA_DIR: `${folder.path}/bad` }
    const { code, out, err } = await run(['sources'], { env })
    expect([code, err]).toEqual([1, expect.stringContaining(name)])
    expect(out + err).not.toContain(short)
  })

  describe.skipIf(!hasRedis)(needing('on Redis', 'redis-server', hasRedis), () => {
    test('is not in the log when Redis refuses it', async () => {
      await using redis = await startRedis()
      const client = new Redis(redis.url)
      await client.config('SET', 'requirepass', 'another')
      client.disconnect()
      const url = redis.url.replace('redis://', `redis://:${secret}@`)
      const { out, err } = await run(['sources'], {
        env: { REDIS_URL: url, DATA_DIR: `${folder.path}/redis`, LOG_LEVEL: 'trace' },
      })
      expect(out + err).not.toContain(secret)
    })
  })
})
