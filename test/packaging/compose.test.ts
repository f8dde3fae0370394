import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readSettings } from '../../src/config/read-settings.ts'

const root = join(import.meta.dirname, '../..')
type Service = {
  image?: string
  build?: string
  command?: string[]
  profiles?: string[]
  ports?: string[]
  volumes?: string[]
  environment?: Record<string, string | number>
  depends_on?: Record<string, { condition: string }>
  healthcheck?: { test: string[] }
}
const { services, volumes } = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), {
  merge: true,
}) as { services: Record<string, Service>; volumes: Record<string, unknown> }
const all = Object.entries(services)
const own = all.filter(([, { image }]) => image === 'carbonwire')

/** What starts with these profiles. */
const started = (...profiles: string[]) =>
  all
    .filter(
      ([, service]) => !service.profiles || service.profiles.some(each => profiles.includes(each)),
    )
    .map(([name]) => name)
    .sort()

/** A value as compose gives it on where nothing is set. */
const unset = (value: string | number) => String(value).replace(/\$\{\w+:-([^}]*)\}/g, '$1')

test('without a profile one of each starts; with `scale` a publisher in reserve, a second server and a pooler beside them', () => {
  const few = ['crawl', 'postgres', 'publish', 'redis', 'server']
  expect(started()).toEqual(few)
  expect(started('scale')).toEqual(
    [...few, 'pgbouncer', 'publish-in-reserve', 'second-server'].sort(),
  )
})

test('every service runs a program that there is, and is asked for its health by one', () => {
  for (const [name, { command = [], healthcheck }] of own) {
    const programs = [...command, ...(healthcheck?.test ?? [])].filter(part => /\.ts$/.test(part))
    expect([name, programs.length > 0]).toEqual([name, true])
    for (const program of programs)
      expect([program, existsSync(join(root, program))]).toEqual([program, true])
  }
})

test('its settings are settings that there are, and good ones where nothing is set', () => {
  for (const [name, { environment = {} }] of own) {
    const env = Object.fromEntries(
      Object.entries(environment).map(([key, value]) => [key, unset(value)]),
    )
    expect([name, readSettings(env).redisUrl]).toEqual([name, 'redis://redis:6379'])
    // Each is read by the settings or, by the standard names of others, by what they are of.
    const source = readFileSync(join(root, 'src/model/settings.ts'), 'utf8')
    const strange = Object.keys(env).filter(
      key => !key.startsWith('OTEL_') && !source.includes(key),
    )
    expect([name, strange]).toEqual([name, []])
  }
})

test('what a service waits for, listens on and keeps is there, and no port is taken twice', () => {
  for (const [name, { depends_on = {}, volumes: used = [] }] of all) {
    for (const needed of Object.keys(depends_on)) {
      expect([name, Object.keys(services)]).toEqual([name, expect.arrayContaining([needed])])
      expect([needed, services[needed]!.healthcheck !== undefined]).toEqual([needed, true])
    }
    const kept = used.map(each => each.split(':')[0]!).filter(each => !/^[./]/.test(each))
    for (const each of kept) expect(Object.keys(volumes)).toContain(each)
  }
  const outside = all.flatMap(([, { ports = [] }]) => ports.map(port => port.split(':')[0]!))
  expect(new Set(outside).size).toBe(outside.length)
})

test('the pooler leads to the database that the others are told of', () => {
  const { environment: pooler } = services.pgbouncer!
  const url = new URL(unset(services.server!.environment!.DATABASE_URL!))
  expect(pooler).toMatchObject({
    ...{ DB_HOST: url.hostname, DB_USER: url.username, DB_PASSWORD: url.password },
    ...{ DB_NAME: url.pathname.slice(1), POOL_MODE: 'transaction' },
  })
})
