import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadConfig, renderProblems } from '../../src/config/load-config.ts'

const config = await loadConfig('config')

test('every shipped file loads without a problem', () => {
  expect(renderProblems(config.problems)).toBe('')
  expect(config.sources).toHaveLength(readdirSync('config/sources').length)
  expect(config.sources.filter(({ enabled }) => enabled).length).toBeGreaterThan(12)
})

test('nobody has seen the shipped sources work, and each says so', () => {
  for (const { id, verified, note } of config.sources) {
    expect([id, verified, note]).toEqual([id, null, expect.stringMatching(/^Not yet seen working/)])
  }
})

test('what is off says why', () => {
  const silent = config.sources.filter(({ enabled, note }) => !enabled && !note?.includes('Off:'))
  expect(silent.map(({ id }) => id)).toEqual([])
})

test('no entry is read by two sources', () => {
  const urls = config.sources.flatMap(({ entries }) => entries.map(({ url }) => url))
  expect(urls.filter((url, at) => urls.indexOf(url) < at)).toEqual([])
})

test('no source asks a publisher more than once every quarter of an hour', () => {
  for (const { id, intervalMinutes, politeness } of config.sources) {
    expect([id, intervalMinutes >= 15, politeness.gapMs >= 1000]).toEqual([id, true, true])
  }
})

test('editors find the schema of every file', () => {
  const files = [
    ...readdirSync('config/sources').map(name => [
      `config/sources/${name}`,
      '../schema/source.json',
    ]),
    ['config/topics.yaml', './schema/topics.json'],
    ['config/feeds.yaml', './schema/feeds.json'],
  ] as [string, string][]
  for (const [file, schema] of files) {
    const first = readFileSync(file, 'utf8').split('\n', 1)[0]
    expect([file, first]).toEqual([file, `# yaml-language-server: $schema=${schema}`])
  }
})
