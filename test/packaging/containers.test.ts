import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

type Service = {
  image?: string
  build?: string
  command?: string[]
  environment?: Record<string, string | number>
  healthcheck?: { test: string[]; interval: string; timeout: string }
  depends_on?: Record<string, { condition: string }>
  volumes?: string[]
  profiles?: string[]
}

const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>
  volumes: Record<string, unknown>
}
const ours = Object.entries(compose.services).filter(([, { image }]) => image === 'carbonwire')

describe('docker-compose.yml', () => {
  test('builds one image, which every process of ours runs', () => {
    expect(ours.map(([name]) => name)).toEqual(
      expect.arrayContaining(['server', 'crawl', 'publish']),
    )
    expect(ours.filter(([, { build }]) => build).map(([name]) => name)).toEqual(['server'])
    for (const [name, { command }] of ours) {
      expect(command?.[0], name).toBe('node')
      expect(existsSync(command![1]!), `${name}: ${command}`).toBe(true)
    }
  })

  test('hands on every setting that a process may be given by its environment', () => {
    const readme = readFileSync('README.md', 'utf8')
    const documented = [...readme.matchAll(/^\| (`[A-Z][A-Z_`, ]+`)/gm)].flatMap(([, names]) =>
      [...names!.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name!),
    )
    expect(documented.length).toBeGreaterThan(10)
    // What the image sets itself, and what only one process without a database server has.
    const elsewhere = ['HOST', 'PORT', 'CONFIG_DIR', 'DATA_DIR', 'CHROMIUM_PATH', 'LANG']
    const handed = Object.keys(ours[0]![1].environment ?? {})
    // Who mounts secrets as files names them in a file of his own.
    const wanted = documented.filter(name => !name.endsWith('_FILE') || handed.includes(name))
    expect(wanted.filter(name => !handed.includes(name) && !elsewhere.includes(name))).toEqual([])
  })

  test('each worker has the cheap health check, and starts behind a database and a queue that are well', () => {
    for (const [name, { healthcheck, depends_on, command }] of ours) {
      expect(depends_on, name).toMatchObject({
        postgres: { condition: 'service_healthy' },
        redis: { condition: 'service_healthy' },
      })
      if (command![1] === 'workers/server.ts') continue
      expect(healthcheck?.test, name).toEqual(['CMD', 'node', 'workers/check.ts'])
    }
    for (const name of ['postgres', 'redis'])
      expect(compose.services[name]!.healthcheck?.test, name).toBeTruthy()
  })

  test('every volume that is used is declared', () => {
    const used = Object.values(compose.services)
      .flatMap(({ volumes }) => volumes ?? [])
      .map(volume => volume.split(':')[0]!)
      .filter(name => !name.startsWith('.') && !name.startsWith('/'))
    expect(used.sort()).toEqual(Object.keys(compose.volumes).sort())
  })
})

/** The instructions of a Dockerfile, with the lines that a backslash or a bracket goes on in. */
const instructions = readFileSync('Dockerfile', 'utf8')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter(line => line && !line.startsWith('#'))
  .map(line => {
    const [, name = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? []
    return { name, rest }
  })
const all = (name: string) =>
  instructions.filter(each => each.name === name).map(({ rest }) => rest)

describe('Dockerfile', () => {
  test('knows every instruction, and copies what is there', () => {
    const known = 'FROM ENV WORKDIR COPY RUN USER VOLUME EXPOSE HEALTHCHECK CMD'.split(' ')
    expect(instructions.filter(({ name }) => !known.includes(name))).toEqual([])
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n')
    for (const copied of all('COPY')) {
      const sources = copied.split(' ').slice(0, -1)
      expect(sources.filter(path => !existsSync(path) || ignored.includes(path))).toEqual([])
    }
  })

  test('copies every folder that its command needs', () => {
    const copied = all('COPY').flatMap(line => line.split(' ').slice(0, -1))
    const folders = ['bin', 'config', 'src', 'workers', 'demo', 'package.json']
    expect(copied).toEqual(expect.arrayContaining(folders))
  })

  test('runs as a user who may write the data and the compile cache, and nothing else', () => {
    const order = instructions.map(({ name }) => name)
    const [user] = all('USER')
    expect(user).not.toMatch(/^(?:root|0)\b/)
    expect(order.indexOf('USER')).toBeLessThan(order.indexOf('CMD'))
    const [, cache] = /NODE_COMPILE_CACHE=(\S+)/.exec(all('ENV').join(' '))!
    const chowned = all('RUN').find(line => line.includes(`chown ${user}:`))
    expect(chowned).toContain(cache)
    const workdir = all('WORKDIR')[0]!
    expect(all('VOLUME')).toEqual([`${workdir}/data`])
    expect(chowned).toMatch(/\bdata\b/)
  })

  test('its command and its health check are lists, which no shell reads', () => {
    const [command] = all('CMD')
    expect(existsSync(JSON.parse(command!)[1])).toBe(true)
    const [check] = all('HEALTHCHECK')
    const [, program] = /CMD (\[.*\])$/.exec(check!)!
    expect(JSON.parse(program!)[2]).toContain('/health/ready')
  })
})
