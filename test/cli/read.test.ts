import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from './run-command.ts'

const page = 'test/fixtures/cli/article.html'
const from = ['--url', 'https://evening.example/energy/20260305_121.html']

test('read prints what an article says, and nothing else', async () => {
  const { code, out, err } = await run(['read', page, ...from, '--zone', 'Asia/Shanghai'])
  expect(out).toContain('青岚县首座渔光互补电站并网')
  expect(out).toMatch(/published +2026-03-05T01:40:00\.000Z/)
  expect(out).toMatch(/outlet +示例晚报/)
  expect(out).toContain('https://evening.example/energy/20260226_104.html')
  expect([code, err]).toEqual([0, ''])
})

test('read --explain tells why', async () => {
  const { out } = await run(['read', page, ...from, '--explain'])
  expect(out).toMatch(/^published: .*\n {2}because /m)
})

test('read --list --explain tells of each list of links why its rows were taken or left', async () => {
  const { out } = await run(['read', page, ...from, '--list', '--explain'])
  expect(out).toMatch(/^taken \d+ rows?.*: \d+ of its rows print a date$/m)
  expect(out).toMatch(/^left {2}\d+ rows?.*: \S/m)
  expect(out).toMatch(/^ {2}· .+\(date printed\)$/m)
})

test('read without --url says which address it took for the page’s own', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'carbonwire-read-'))
  const body = readFileSync(page, 'utf8')
  const canonical = body.replace(
    /<head>/i,
    '<head><link rel="canonical" href="https://evening.example/energy/20260305_121.html">',
  )
  writeFileSync(join(folder, 'named.html'), canonical)
  writeFileSync(
    join(folder, 'nameless.html'),
    '<h1>窑址</h1><p>窑湾县把停烧的砖窑改成了晒谷场，运砖的小火车每逢集日还开两趟，烟囱留作地标。</p>',
  )
  const named = await run(['read', join(folder, 'named.html')])
  expect(named.out).toMatch(
    /^address +https:\/\/evening\.example\/energy\/20260305_121\.html \(assumed: /m,
  )
  expect(named.out).toContain('https://evening.example/energy/20260226_104.html')
  const nameless = await run(['read', join(folder, 'nameless.html')])
  expect(nameless.out).toMatch(/^address +not known: addresses are shown as the page prints them/m)
  rmSync(folder, { recursive: true })
})

test('read takes a saved text of 9 kB as an article', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'carbonwire-read-'))
  const line = '窑湾县把停烧的砖窑改成了晒谷场，运砖的小火车每逢集日还开两趟，烟囱只留作地标。'
  const text = ['窑址晒谷', '2026-03-05 09:40 来源：示例晚报', ...Array(80).fill(line)].join('\n')
  expect(Buffer.byteLength(text)).toBeGreaterThan(9000)
  writeFileSync(join(folder, 'kiln.txt'), text)
  const { out, code } = await run(['read', join(folder, 'kiln.txt'), '--json'])
  const { kind, article } = JSON.parse(out)
  expect([code, kind, article.title, article.outlet.printed]).toEqual([
    0,
    'article',
    '窑址晒谷',
    '示例晚报',
  ])
  rmSync(folder, { recursive: true })
})

test('what a command prints beyond 64 KiB comes whole through a pipe', async () => {
  const { out, code } = await run(['sources', '--json'])
  expect(out.length).toBeGreaterThan(65_536)
  expect(JSON.parse(out).length ?? Object.keys(JSON.parse(out)).length).toBeGreaterThan(0)
  expect(code).toBe(0)
})

test('read --list gives the dated links', async () => {
  const { out } = await run(['read', page, ...from, '--list'])
  expect(out).toMatch(
    /2026-03-02 +白鹭湖湿地碳汇监测站启用\n +https:\/\/evening\.example\/energy\//,
  )
})

test('read --json gives the whole reading', async () => {
  const { out } = await run(['read', page, ...from, '--json'])
  const { kind, article } = JSON.parse(out)
  expect([kind, article.title, article.byline]).toEqual([
    'article',
    '青岚县首座渔光互补电站并网',
    ['林知夏'],
  ])
})

test('read --jsonl answers every line with one line, a broken one with its error', async () => {
  const html = '<h1>风电场并网</h1><p>三月的风很大，风机转得很快，县里的人都来看。</p>'
  const lines = [
    JSON.stringify({ id: 'a', url: 'https://evening.example/1.html', html }),
    'no json',
    JSON.stringify({ id: 'c' }),
    JSON.stringify({ id: 'd', html, fetchedAt: 'yesterday' }),
    JSON.stringify({ id: 5, html }),
  ]
  const { code, out, err } = await run(['read', '--jsonl'], { input: `${lines.join('\n')}\n\n` })
  const answers = out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(answers.map(({ id }) => id)).toEqual(['a', null, 'c', 'd', 5])
  expect(answers.map(({ error }) => typeof error)).toEqual([
    'undefined',
    'string',
    'string',
    'string',
    'undefined',
  ])
  expect(answers[2].error).toMatch(/^html: /)
  expect([code, err]).toEqual([0, ''])
})

test('every command explains itself', async () => {
  const { code, out } = await run(['--help'])
  expect(code).toBe(0)
  for (const name of ['start', 'demo', 'crawl', 'read', 'sources']) expect(out).toContain(name)
})
