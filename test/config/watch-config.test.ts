import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Config } from '../../src/config/load-config.ts'
import { watchConfig } from '../../src/config/watch-config.ts'

const source = (id: string) =>
  `id: ${id}\nname: ${id}\nlanguage: en\nzone: UTC\nentries: [{ kind: feed, url: 'https://${id}/feed' }]\n`

/** Hands out what the watch reports, one after the other. */
function listen() {
  const heard: Config[] = []
  let wake = () => {}
  return {
    onChange(config: Config) {
      heard.push(config)
      wake()
    },
    async next(): Promise<Config> {
      while (!heard.length) await new Promise<void>(resolve => (wake = resolve))
      return heard.shift()!
    },
    heard,
  }
}

test('a change, a broken file and a removal are each told once, and nothing after the end', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'carbonwire-watch-'))
  const file = join(dir, 'sources', 'a.example.yaml')
  await mkdir(join(dir, 'sources'))
  await writeFile(file, source('a.example'))
  const listener = listen()
  const watch = await watchConfig(dir, listener.onChange, { everyMs: 15 })

  await writeFile(join(dir, 'sources', 'b.example.yaml'), source('b.example'))
  expect((await listener.next()).sources.map(({ id }) => id)).toEqual(['a.example', 'b.example'])

  await writeFile(`${file}.new`, `${source('a.example')}colour: red\n`)
  await rename(`${file}.new`, file)
  const broken = await listener.next()
  expect(broken.sources.map(({ id }) => id)).toEqual(['b.example'])
  expect(broken.problems[0]?.message).toMatch(/^colour is no known key/)

  await rm(join(dir, 'sources', 'b.example.yaml'))
  expect((await listener.next()).sources).toEqual([])

  await watch.close()
  await writeFile(file, source('a.example'))
  await rm(dir, { recursive: true })
  expect(listener.heard).toEqual([])
})

test('a listener that fails is reported, and the watch goes on', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'carbonwire-watch-'))
  const errors: unknown[] = []
  const listener = listen()
  let fails = true
  await using _watch = await watchConfig(
    dir,
    config => {
      if (fails) {
        fails = false
        throw new Error('not today')
      }
      listener.onChange(config)
    },
    {
      everyMs: 15,
      onError: error => {
        errors.push(error)
        void writeFile(join(dir, 'outlets.yaml'), '[]\n')
      },
    },
  )
  await writeFile(join(dir, 'topics.yaml'), 'topics: []\n')
  await listener.next()
  expect(errors).toEqual([new Error('not today')])
  await rm(dir, { recursive: true })
})
