import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { type Command, run, start, temporaryFolder } from '../cli/run-command.ts'
import { makeConfig } from '../pipeline/start-line.ts'

const folder = temporaryFolder()
const source = (id: string) => ({
  ...{ id, name: id, language: 'en', zone: 'UTC', intervalMinutes: 10_080 },
  entries: [{ kind: 'feed', url: `http://127.0.0.1/${id}` }],
})
const config = makeConfig([source('edited.example'), source('other.example')])
const env = { CONFIG_DIR: config.dir, DATA_DIR: join(folder.path, 'data') }

let running: Command
let logged = ''
let url: string
beforeAll(async () => {
  writeFileSync(join(config.dir, 'feeds.yaml'), '[]\n')
  running = start(['start', '--port', '0'], { env })
  running.child.stderr!.on('data', text => {
    logged += text
  })
  url = /http:\/\/localhost:\d+/.exec(await running.said('feeds at'))![0]
})
afterAll(async () => {
  running.child.kill('SIGKILL')
  folder[Symbol.dispose]()
  config[Symbol.dispose]()
})

type Health = { configuration: { problems: number; files: string[] } }
const problems = async () =>
  ((await (await fetch(`${url}/health`)).json()) as Health).configuration.files

/** The process looks at its files every few seconds; how long that takes is the limit of the test. */
async function untilTold(holds: (files: string[]) => boolean): Promise<string[]> {
  for (;;) {
    const files = await problems()
    if (holds(files)) return files
    await sleep(300)
  }
}

/** What `carbonwire sources` says. */
async function list() {
  const { out, err } = await run(['sources', '--json'], { env })
  const rows = JSON.parse(out) as { source: { id: string }; active: boolean }[]
  return {
    ids: rows.map(row => row.source.id),
    inactive: rows.filter(({ active }) => !active),
    told: err.replace(/\s+/g, ' '),
  }
}

/** A bad edit of each file by itself, and what is told of it at its place. */
test.each<[name: string, spoil: (text: string) => string, told: RegExp]>([
  [
    'sources/edited.example.yaml',
    text => text.replace('zone: UTC', 'zone: Mars/One'),
    /:4:\d+: .*expected an IANA zone/,
  ],
  [
    'feeds.yaml',
    () => '- { id: market, title: Market, query: { nosuch: 1 } }\n',
    /:1:\d+: .*nosuch is no known key, expected one of/,
  ],
  [
    'outlets.yaml',
    text => `${text}\n- name: 日报\n  colour: red\n`,
    /:\d+:\d+: .*colour is no known key, expected one of/,
  ],
  ['twins.yaml', text => `${text}\nnosuch: 1\n`, /:\d+:\d+: .*nosuch/],
  ['topics.yaml', text => `${text}\nnosuch: [\n`, /:\d+:\d+: .*/],
])(
  'a bad edit of %s is told in /health, by `sources` and in the log with its place until it is mended, and stops nothing',
  {
    timeout: 300_000,
  },
  async (name, spoil, told) => {
    const file = join(config.dir, name)
    const good = readFileSync(file, 'utf8')
    const base = name.split('/').at(-1)!
    const another = `beside-${base.replaceAll('.yaml', '')}`
    const place = new RegExp(base.replaceAll('.', '\\.') + told.source)
    try {
      // Nothing else waits for it to be mended.
      writeFileSync(join(config.dir, 'sources', `${another}.yaml`), stringify(source(another)))
      writeFileSync(file, spoil(good))
      expect(await untilTold(files => files.length > 0)).toEqual([expect.stringMatching(place)])
      const known = async () =>
        (await (await fetch(`${url}/api/v1/sources`)).text()).includes(another)
      while (!(await known())) await sleep(300)
      const listed = await list()
      expect(listed.told).toMatch(new RegExp(`left as it was.*${place.source}`))
      expect(listed.ids).toContain('edited.example')
      expect(listed.inactive).toEqual([])
      expect(logged).toMatch(place)
      expect((await fetch(`${url}/feed.json`)).status).toBe(200)
    } finally {
      writeFileSync(file, good)
      await untilTold(files => files.length === 0)
    }
    expect((await list()).told).not.toContain('left as it was')
  },
)
