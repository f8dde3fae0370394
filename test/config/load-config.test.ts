import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadConfig, renderProblems } from '../../src/config/load-config.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carbonwire-config-'))
  await mkdir(join(dir, 'sources'))
  await write('topics.yaml', topics)
})
afterEach(() => rm(dir, { recursive: true }))

const topics = `
topics:
  - id: carbon-market
    tier: core
    name: 碳市场
    nameEn: Carbon markets
    decides: { zh: [碳市场], en: [carbon market] }
`
const source = `
id: river.example
name: 江河日报
language: zh-Hans
zone: Asia/Shanghai
entries:
  - { kind: listing, url: 'https://river.example/news/' }
`

async function write(name: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(dir, name)), { recursive: true })
  await writeFile(join(dir, name), text)
}

async function load() {
  const config = await loadConfig(dir)
  return {
    ...config,
    text: renderProblems(
      config.problems.map(problem => ({ ...problem, file: relative(dir, problem.file) })),
    ),
  }
}

test('a source of a few lines is complete by its defaults', async () => {
  await write('sources/river.example.yaml', source)
  const { sources, text } = await load()
  expect(text).toBe('')
  expect(sources).toMatchObject([
    {
      id: 'river.example',
      enabled: true,
      verified: null,
      relevance: 'general',
      intervalMinutes: 30,
      depth: 1,
      politeness: { gapMs: 2000, concurrency: 1 },
      entries: [{ kind: 'listing', maxPages: 20 }],
    },
  ])
})

test.each([
  [
    'an unreadable YAML',
    `${source}include: [a, b\nnote: x\n`,
    /^sources\/river\.example\.yaml:\d+:\d+: unreadable YAML: /,
  ],
  [
    'a tab where spaces are wanted',
    source.replace('  - {', '\t- {'),
    /^sources\/river\.example\.yaml:\d+:\d+: unreadable YAML: .*[Tt]ab/,
  ],
  [
    'a key written twice',
    `${source}name: 又一个\n`,
    /^sources\/river\.example\.yaml:8:1: unreadable YAML: Map keys must be unique/,
  ],
  [
    'an unknown key, with the one that was meant',
    `${source}interval_minute: 5\n`,
    'sources/river.example.yaml:8:18: interval_minute is no known key, did you mean intervalMinutes?',
  ],
  [
    'an unknown key of an entry, with those that are known',
    source.replace("news/' }", "news/', wibble: 1 }"),
    'sources/river.example.yaml:7:66: entries[0].wibble is no known key, expected one of kind, url, label, alternates, rules, maxPages',
  ],
  [
    'a missing key',
    source.replace('name: 江河日报\n', ''),
    'sources/river.example.yaml:2:1: name is missing, expected text',
  ],
  [
    'a zone that is none',
    source.replace('Asia/Shanghai', 'Asia/Peking'),
    'sources/river.example.yaml:5:7: zone is "Asia/Peking", expected an IANA zone such as Asia/Shanghai',
  ],
  [
    'a language that is none',
    source.replace('zh-Hans', 'Chinese'),
    'sources/river.example.yaml:4:11: language is "Chinese", expected a BCP 47 tag such as zh-Hans or en',
  ],
  [
    'an entry of a kind that is none',
    source.replace('listing', 'list'),
    'sources/river.example.yaml:7:13: entries[0].kind is "list", expected an entry with kind: listing, json, feed or sitemap',
  ],
  [
    'an entry that is no web address',
    source.replace('https:', 'ftp:'),
    'sources/river.example.yaml:7:27: entries[0].url is "ftp://river.example/news/", expected an address starting http:// or https://',
  ],
  [
    'no entry at all',
    `${source.slice(0, source.indexOf('entries:'))}entries: []\n`,
    'sources/river.example.yaml:6:10: entries is [], expected at least one entry: listing, json, feed or sitemap',
  ],
  [
    'a yes that is text',
    `${source}enabled: yes\n`,
    'sources/river.example.yaml:8:10: enabled is "yes", expected true or false',
  ],
  [
    'a number below its least',
    `${source}intervalMinutes: 0\n`,
    'sources/river.example.yaml:8:18: intervalMinutes is 0, expected at least 1',
  ],
  [
    'a word outside its list',
    `${source}relevance: some\n`,
    'sources/river.example.yaml:8:12: relevance is "some", expected one of general, dedicated, all',
  ],
  [
    'a regular expression that does not compile',
    `${source}include: ['(']\n`,
    'sources/river.example.yaml:8:11: include[0] is "(", expected a regular expression such as ^/news/\\d+: a bracket ( is not closed',
  ],
  [
    'a selector that is none',
    `${source}article: { body: 'div[' }\n`,
    'sources/river.example.yaml:8:18: article.body is "div[", expected a CSS selector such as ul.list > li',
  ],
  [
    'a host with its scheme',
    `${source}hosts: ['https://river.example']\n`,
    'sources/river.example.yaml:8:9: hosts[0] is "https://river.example", expected a host such as www.example.org or *.example.org, without http://',
  ],
  [
    'an id that is not the name of the file',
    source.replace('id: river', 'id: lake'),
    'sources/river.example.yaml:2:5: id is "lake.example", expected "river.example" as the file is named',
  ],
  ['an empty file', '', /^sources\/river\.example\.yaml.*: the document is null, expected keys/],
  ['a list where keys are wanted', '- a\n', /: the document is \["a"\], expected keys/],
  [
    'bytes that are not UTF-8',
    Uint8Array.of(0x69, 0x64, 0x3a, 0x20, 0xbd, 0xad),
    'sources/river.example.yaml: is not UTF-8, expected UTF-8 text',
  ],
])('%s gives one problem, and the other sources load', async (_, text, expected) => {
  await write('sources/river.example.yaml', text)
  await write('sources/hill.example.yaml', source.replaceAll('river.example', 'hill.example'))
  const config = await load()
  expect(config.problems).toHaveLength(1)
  if (typeof expected === 'string') expect(config.text).toBe(expected)
  else expect(config.text).toMatch(expected)
  expect(config.sources.map(({ id }) => id)).toEqual(['hill.example'])
})

test('a file with several faults tells the first, and the lines of the others', async () => {
  await write(
    'sources/river.example.yaml',
    `${source.replace('Asia/Shanghai', 'Peking')}depth: 9\nenabled: no\n`,
  )
  const { text } = await load()
  expect(text).toMatch(/:5:7: zone is "Peking", .* \(and at line 8, 9\)$/)
})

test('of two sources with one id, the one that is named as the id runs', async () => {
  await write('sources/copy.yaml', source)
  await write('sources/river.example.yaml', source)
  const { sources, text } = await load()
  expect(sources).toHaveLength(1)
  expect(text).toMatch(
    /^sources\/copy\.yaml:2:5: id "river\.example" is already taken by .*river\.example\.yaml, expected "copy" as the file is named$/,
  )
})

test('a source that ends .yml is told how to be named', async () => {
  await write('sources/river.example.yml', source)
  expect((await load()).text).toBe(
    'sources/river.example.yml:2:5: id is "river.example", expected a file name that ends .yaml',
  )
})

test('hidden files and editors’ copies are no sources', async () => {
  await write('sources/river.example.yaml', source)
  await write('sources/.river.example.yaml.swp', 'x: [')
  await write('sources/river.example.yaml~', 'x: [')
  await write('sources/README.md', 'x')
  const { sources, problems } = await load()
  expect([sources.length, problems.length]).toEqual([1, 0])
})

test('a directory without anything says what is expected', async () => {
  await rm(join(dir, 'sources'), { recursive: true })
  await rm(join(dir, 'topics.yaml'))
  const { topics, sources, text } = await load()
  expect([topics, sources]).toEqual([null, []])
  expect(text).toBe(
    'sources: is not there, expected a directory of sources\ntopics.yaml: is not there, expected this file',
  )
})

test('a bad topics file leaves the sources running', async () => {
  await write('sources/river.example.yaml', source)
  await write('topics.yaml', `${topics}    tear: core\n`)
  const config = await load()
  expect(config.text).toBe('topics.yaml:8:11: topics[0].tear is no known key, did you mean tier?')
  expect([config.sources.length, config.topics]).toEqual([1, null])
})

test('two topics of one id are told', async () => {
  await write('topics.yaml', topics + topics.replace('\ntopics:\n', ''))
  expect((await load()).text).toBe(
    'topics.yaml:8:9: two topics have the id "carbon-market", expected one',
  )
})

test('outlets and saved channels are read when they are there', async () => {
  await write('outlets.yaml', '- { name: 江河日报, aliases: [江河报], hosts: [river.example] }\n')
  await write('feeds.yaml', '- { id: market, title: 碳市场, query: { topic: [carbon-market] } }\n')
  const { outlets, feeds, text } = await load()
  expect(text).toBe('')
  expect(outlets.findByName('江河报')?.name).toBe('江河日报')
  expect(feeds).toMatchObject([{ id: 'market', query: { topic: ['carbon-market'] } }])
})

test('a saved channel that asks for an unknown topic is told, and the others stay', async () => {
  const channel = (id: string, topic: string) =>
    `- { id: ${id}, title: 频道, query: { topic: [${topic}] } }\n`
  await write('feeds.yaml', channel('a', 'carbon-market') + channel('b', 'carbon-markt'))
  const { feeds, text } = await load()
  expect(feeds.map(({ id }) => id)).toEqual(['a'])
  expect(text).toBe(
    'feeds.yaml:2:40: topic "carbon-markt" is not in topics.yaml, did you mean carbon-market?',
  )
})

test('two saved channels of one id are told, and the first stays', async () => {
  await write(
    'feeds.yaml',
    '- { id: a, title: 一, query: {} }\n- { id: a, title: 二, query: {} }\n',
  )
  const { feeds, text } = await load()
  expect(feeds.map(({ title }) => title)).toEqual(['一'])
  expect(text).toBe('feeds.yaml:2:9: two channels have the id "a", expected one')
})

test('a YAML of endless aliases is refused', async () => {
  const levels = Array.from(
    { length: 12 },
    (_, at) =>
      `l${at}: &l${at} [${Array(10)
        .fill(at ? `*l${at - 1}` : 'x')
        .join(', ')}]`,
  )
  await write('sources/river.example.yaml', `${levels.join('\n')}\n`)
  expect((await load()).text).toMatch(/unreadable YAML: Excessive alias count/)
})

test('what is wrong with a bot of a digest is told where it stands', async () => {
  await write(
    'digests.yaml',
    `- { id: good, title: 日报, every: day, at: "08:00", bots: [{ kind: slack, name: a, url: 'https://bots.example/$\{SLACK_HOOK}' }] }\n`,
  )
  expect((await load()).problems).toEqual([])
  for (const [bots, said] of [
    ["[{ kind: telegram, name: a, url: 'https://bots.example/' }]", ':6:18: [0].bots[0].kind'],
    ["[{ kind: slack, name: a, url: 'bots.example' }]", ':6:39: [0].bots[0].url is "bots.example"'],
    [
      "[{ kind: slack, name: a, url: 'https://bots.example/', keyword: x }]",
      'keyword is no known key, expected one of kind, name, url',
    ],
    [
      "[{ kind: slack, name: a, url: 'https://a.example/' }, { kind: wecom, name: a, url: 'https://b.example/' }]",
      ':6:84: [0].bots[1].name is "a", two bots have the name "a", expected one',
    ],
  ]) {
    await write(
      'digests.yaml',
      `- id: bad
  title: 日报
  every: day
  at: "08:00"
  stories: 5
  bots: ${bots}
`,
    )
    expect(renderProblems((await load()).problems)).toContain(said)
  }
})
