import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
  for (const name of ['feeds.yaml', 'twins.yaml', 'outlets.yaml'])
    writeFileSync(join(config.dir, name), '[]\n')
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

/** A bad edit of each file by itself, and where it is told to be wrong. */
test.each([
  ['sources/edited.example.yaml', (text: string) => text.replace('zone: UTC', 'zone: Mars/One'), 4],
  ['feeds.yaml', () => '- { id: market, title: Market, query: { nosuch: 1 } }\n', 1],
  ['outlets.yaml', () => '- name: 日报\n  colour: red\n', 2],
  ['twins.yaml', () => 'twins: [\n', null],
  ['topics.yaml', (text: string) => `${text}\nnosuch: 1\n`, null],
] as const)(
  'a bad edit of %s is told in /health, by `sources` and in the log with its place until it is mended, and stops nothing',
  {
    timeout: 300_000,
  },
  async (name, spoil, line) => {
    const file = join(config.dir, name)
    const good = readFileSync(file, 'utf8')
    writeFileSync(file, spoil(good))
    const [told, ...others] = await untilTold(files => files.length > 0)
    expect(others).toEqual([])
    const place = `${name.split('/').at(-1)}:${line ?? '\\d+'}:\\d+: `
    expect(told).toMatch(new RegExp(place))

    const listed = await run(['sources'], { env })
    expect(listed.out.replace(/\s+/g, ' ')).toMatch(new RegExp(`left as it was.*${place}`))
    expect(listed.out).toMatch(/edited\.example.*\n(?:.*\n)*.*other\.example/)
    expect(listed.out).not.toContain('removed')
    expect(logged).toMatch(new RegExp(place))
    expect((await fetch(`${url}/feed.json`)).status).toBe(200)

    // Nothing else waits for it to be mended.
    const more = join(config.dir, 'sources', 'more.example.yaml')
    const is = (text: string) => text.replaceAll('edited.example', 'more.example')
    if (name === 'topics.yaml') {
      const whole = readFileSync(join(config.dir, 'sources', 'edited.example.yaml'), 'utf8')
      writeFileSync(more, is(whole))
      while (!(await run(['sources'], { env })).out.includes('more.example')) await sleep(300)
    }
    writeFileSync(file, good)
    await untilTold(files => files.length === 0)
    expect((await run(['sources'], { env })).out).not.toContain('left as it was')
  },
)
