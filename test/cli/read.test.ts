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
