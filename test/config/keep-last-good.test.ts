import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepLastGood, keptSources } from '../../src/config/keep-last-good.ts'
import { type Config, loadConfig } from '../../src/config/load-config.ts'

const shipped = join(import.meta.dirname, '../../config')
const source = (id: string) =>
  `id: ${id}\nname: ${id}\nlanguage: en\nzone: UTC\nentries: [{ kind: feed, url: 'https://${id}/feed' }]\n`

let dir: string
let before: Config
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carbonwire-keep-'))
  await cp(shipped, dir, { recursive: true })
  await rm(join(dir, 'sources'), { recursive: true })
  await mkdir(join(dir, 'sources'))
  await write('sources/a.example.yaml', source('a.example'))
  await write('sources/b.example.yaml', source('b.example'))
  await write('feeds.yaml', '- { id: market, title: Market, query: { q: carbon } }\n')
  before = await loadConfig(dir)
  expect(before.problems).toEqual([])
})
afterEach(() => rm(dir, { recursive: true }))

const write = (name: string, text: string) => writeFile(join(dir, name), text)
const ids = ({ sources }: Config) => sources.map(({ id }) => id)

test('a bad edit of a source leaves it as it was, and the others follow their files', async () => {
  await write('sources/a.example.yaml', source('a.example').replace('zone: UTC', 'zone: Mars'))
  await rm(join(dir, 'sources/b.example.yaml'))
  await write('sources/c.example.yaml', source('c.example'))
  const loaded = await loadConfig(dir)
  const config = keepLastGood(before, loaded)
  expect(ids(config)).toEqual(['a.example', 'c.example'])
  expect(config.sources[0]).toEqual(before.sources[0])
  expect(keptSources(loaded)).toEqual(['a.example'])
  const problem = config.problems.find(({ file }) => file.endsWith('/a.example.yaml'))
  expect([problem?.line, problem?.column, problem?.message]).toEqual([
    4,
    7,
    expect.stringContaining('expected an IANA zone'),
  ])
})

test.each([
  ['topics.yaml', 'topics'],
  ['outlets.yaml', 'outlets'],
  ['twins.yaml', 'twins'],
  ['feeds.yaml', 'feeds'],
] as const)('a bad %s leaves what it said, and stops nothing else', async (file, name) => {
  await write(file, 'colour: [red\n')
  await write('sources/c.example.yaml', source('c.example'))
  const config = keepLastGood(before, await loadConfig(dir))
  expect(config[name]).toBe(before[name])
  expect(ids(config)).toEqual(['a.example', 'b.example', 'c.example'])
  expect(config.problems).toHaveLength(1)
})

test('a directory of sources that is not there is no reason to forget them', async () => {
  await rm(join(dir, 'sources'), { recursive: true })
  const loaded = await loadConfig(dir)
  expect(keptSources(loaded)).toBe('all')
  expect(ids(keepLastGood(before, loaded))).toEqual(['a.example', 'b.example'])
})
