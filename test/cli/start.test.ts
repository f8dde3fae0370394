import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Command, run, start, temporaryFolder } from './run-command.ts'

const folder = temporaryFolder()
const config = join(folder.path, 'config')
const data = join(folder.path, 'data')
const env = { CONFIG_DIR: config, DATA_DIR: data }

/** A source on a reserved name that is refused before anything is sent. */
const source = (id: string, more = '') =>
  `id: ${id}\nname: 晚报\nlanguage: zh-Hans\nzone: Asia/Shanghai\nentries:\n  - kind: listing\n    url: http://127.0.0.1/${id}\n${more}`

let running: Command
let url: string

beforeAll(async () => {
  mkdirSync(join(config, 'sources'), { recursive: true })
  cpSync('config/topics.yaml', join(config, 'topics.yaml'))
  const write = (name: string, text: string) =>
    writeFileSync(join(config, 'sources', `${name}.yaml`), text)
  write('evening.example', source('evening.example'))
  write('resting.example', source('resting.example', 'enabled: false\n'))
  write('twice.example', source('evening.example'))
  write('misspelt.example', source('misspelt.example', 'intervallMinutes: 5\n'))
  write('broken.example', 'id: [\n')

  running = start(['start', '--port', '0'], { env })
  url = /http:\/\/localhost:\d+/.exec(await running.said('broken.example'))![0]
})

afterAll(() => {
  running.child.kill('SIGKILL')
  folder[Symbol.dispose]()
})

test('what cannot be used is named with its place, and the rest runs', async () => {
  const out = await running.said('twice.example')
  expect(out).toContain('1 sources')
  expect(out).toMatch(/broken\.example\.yaml:\d+:\d+: unreadable YAML/)
  expect(out).toMatch(/misspelt\.example\.yaml:8:\d+: .*intervalMinutes/)
  expect(out).toMatch(
    /twice\.example\.yaml:1:\d+: id "evening\.example" is already taken by .*evening/,
  )
  expect((await fetch(`${url}/feed.xml`)).status).toBe(200)
})

test('a second process is told who holds the data directory', async () => {
  const { code, err } = await run(['start', '--port', '0'], { env })
  expect(code).toBe(1)
  expect(err).toContain(`in use by process ${running.child.pid}`)
})

test('commands reach the process that runs', async () => {
  const listed = await run(['sources', '--json'], { env })
  expect(JSON.parse(listed.out).map((row: { source: { id: string } }) => row.source.id)).toEqual([
    'evening.example',
    'resting.example',
  ])
  const crawled = await run(['crawl', 'evening.example', '--once'], { env })
  expect(crawled.err).toBe('')
  expect(crawled.out).toMatch(/evening\.example +晚报 +broken .*forbidden:private-address/)
  expect(crawled.code).toBe(0)
})

test.each([
  ['evenings.example', /did you mean evening\.example\?/],
  ['resting.example', /is switched off/],
])('a crawl of %s says what was expected', async (id, says) => {
  const { code, err } = await run(['crawl', id], { env })
  expect(err).toMatch(says)
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(code).toBe(1)
})

test('a source goes on under another name with all that was stored of it, whose file says so', {
  timeout: 900_000,
}, async () => {
  const wrong = await run(['rename', 'evenings.example', 'night.example'], { env })
  expect([wrong.code, wrong.err]).toEqual([
    1,
    expect.stringContaining('did you mean evening.example?'),
  ])
  const bad = await run(['rename', 'evening.example', 'Night Example'], { env })
  expect([bad.code, bad.err]).toEqual([1, expect.stringContaining('expected lower-case letters')])

  const { code, out, err } = await run(['rename', 'evening.example', 'night.example'], { env })
  expect([code, err]).toEqual([0, ''])
  expect(out.replace(/\s+/g, ' ')).toContain('its file is to be config/sources/night.example.yaml')
  const file = (name: string) => join(config, 'sources', `${name}.yaml`)
  writeFileSync(
    file('night.example'),
    source('night.example').replace('127.0.0.1/night', '127.0.0.1/evening'),
  )
  for (const name of ['evening.example', 'twice.example']) rmSync(file(name))
  type Row = { source: { id: string }; active: boolean; lastOutcome: { reason: string } | null }
  const rows = async () => JSON.parse((await run(['sources', '--json'], { env })).out) as Row[]
  const isTakenUp = (found: Row[]) => !found.some(({ source }) => source.id === 'evening.example')
  let found = await rows()
  while (!isTakenUp(found)) found = await rows()
  expect(found.find(({ source }) => source.id === 'night.example')).toMatchObject({
    active: true,
    // It was crawled under its old name.
    lastOutcome: { reason: 'private-address' },
  })
})

test('a port in use is told with what to do', async () => {
  const port = new URL(url).port
  const { code, err } = await run(['start', '--port', port], {
    env: { ...env, DATA_DIR: join(folder.path, 'other') },
  })
  expect(err).toMatch(new RegExp(`PORT=${port}: another program listens .*choose another port`))
  expect(err).not.toMatch(/^ +at /m)
  expect(code).toBe(1)
})

test('Ctrl-C, heard twice as under npm, closes everything and exits 0', async () => {
  running.child.kill('SIGINT')
  running.child.kill('SIGINT')
  const { code, err } = await running.ended
  expect(code).toBe(0)
  expect(err).not.toMatch(/warning/i)
  expect(existsSync(join(data, 'holder.json'))).toBe(false)
  expect(existsSync(join(data, 'control.sock'))).toBe(false)
})

test('a command opens the store itself when nothing runs, and crawls what it is asked alone', async () => {
  const { code, out } = await run(['crawl', '--json'], { env })
  const rows = JSON.parse(out) as { source: { id: string }; lastOutcome: { reason: string } }[]
  expect(rows.map(row => [row.source.id, row.lastOutcome.reason])).toEqual([
    ['night.example', 'private-address'],
  ])
  expect(code).toBe(0)
})
