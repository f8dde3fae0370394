import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import stringWidth from 'string-width'
import { afterAll, expect, test, vi } from 'vitest'
import { complete } from '../../src/cli/complete.ts'
import { wrapLine } from '../../src/cli/fit.ts'
import { paint } from '../../src/cli/paint.ts'
import { buildProgram } from '../../src/cli/program.ts'
import { renderLeft } from '../../src/cli/progress.ts'
import { renderRounds } from '../../src/cli/render-rounds.ts'
import { renderTable } from '../../src/cli/table.ts'
import { renderLogLine } from '../../src/metrics/render-log-line.ts'
import { run, temporaryFolder } from './run-command.ts'

const folder = temporaryFolder()
afterAll(() => folder[Symbol.dispose]())
mkdirSync(join(folder.path, 'sources'))
writeFileSync(join(folder.path, 'sources', 'qingshi.example.yaml'), '')
writeFileSync(join(folder.path, 'sources', 'bay.example.yaml'), '')

const widest = (text: string) => Math.max(...text.split('\n').map(line => stringWidth(line)))

test('a table fits 100 columns, and what may be typed again is not cut', () => {
  const address = `https://news.example/${'a'.repeat(120)}`
  const title = '青石湾海上风电场全部并网发电'.repeat(8)
  const table = renderTable(['source', 'title', 'articles'], [['news.example', title, 12]], {
    under: [address],
  })
  const others = table.split('\n').filter(line => !line.includes('https:'))
  expect(widest(others.join('\n'))).toBeLessThanOrEqual(100)
  expect(table).toContain('…')
  expect(table).toContain(address)
})

test.each([
  ['words', 'the list has given nothing for three days '.repeat(6), 2],
  ['Chinese without spaces', '这个来源的列表三天没有给出任何新内容，往常每天都有。'.repeat(8), 4],
])('a long line of %s is broken and set in', (_, text, indent) => {
  const lines = wrapLine(text, 100, indent).split('\n')
  expect(lines.length).toBeGreaterThan(1)
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(102)
  for (const line of lines.slice(1)) expect(line.startsWith(' '.repeat(indent))).toBe(true)
  expect(
    lines
      .map(line => line.trim())
      .join('')
      .replaceAll(' ', ''),
  ).toBe(text.replaceAll(' ', ''))
})

test('colours stand where they are wanted', () => {
  vi.stubEnv('NO_COLOR', undefined)
  vi.stubEnv('FORCE_COLOR', '1')
  expect(paint('bad', 'broken')).toBe('\u001b[31mbroken\u001b[39m')
  vi.stubEnv('FORCE_COLOR', undefined)
  vi.stubEnv('NO_COLOR', '1')
  expect(paint('bad', 'broken')).toBe('broken')
  vi.unstubAllEnvs()
})

test('the log at a terminal is a line for people, with what it knows beside it', () => {
  vi.stubEnv('FORCE_COLOR', undefined)
  vi.stubEnv('NO_COLOR', '1')
  const err = { type: 'Error', message: 'gone', stack: 'Error: gone\n    at x' }
  const line = JSON.stringify({
    level: 40,
    time: 0,
    pid: 1,
    source: 'a.example',
    err,
    msg: 'no answer',
  })
  const told = renderLogLine(`${line}\n`, new PassThrough())
  vi.unstubAllEnvs()
  expect(told).toMatch(
    /^\d\d:\d\d:\d\d warn {2}no answer source=a\.example\n {4}Error: gone\n {8}at x\n$/,
  )
  expect(renderLogLine('no JSON\n', new PassThrough())).toBe('no JSON\n')
})

test('an estimate is told when it can be made', () => {
  expect(renderLeft({ spentMs: 1000, done: 10, open: 10 })).toBe('')
  expect(renderLeft({ spentMs: 20_000, done: 10, open: 20 })).toBe(' · about 40 s more')
  expect(renderLeft({ spentMs: 60_000, done: 10, open: 100 })).toBe(' · about 10 minutes more')
  expect(renderLeft({ spentMs: 60_000, done: 10, open: 0 })).toBe('')
})

test('a crawl says what was new, what ended otherwise, and why', () => {
  const told = renderRounds([
    {
      ...{ id: 'a.example', rounds: 1, requests: 9, fresh: 7 },
      ended: { saved: 4, 'blocked:http-403': 2, unchanged: 1 },
      entries: [{ url: 'https://a.example/list', outcome: 'blocked:http-403', detail: null }],
    },
  ])
  expect(told).toContain('a.example: 7 new links, 4 articles read, 9 requests')
  expect(told).toMatch(/ 2 {2}blocked: forbidden \(403\) {2}blocked:http-403/)
  expect(told).toContain('✗ https://a.example/list: blocked: forbidden (403)')
})

const wordsOf = (...words: string[]) =>
  complete(buildProgram(), words, folder.path).map(({ word }) => word)

test('words are completed from the tree of commands and the files of the sources', () => {
  expect(wordsOf('so')).toEqual(['sources'])
  expect(wordsOf('sources', '')).toEqual(['bay.example', 'qingshi.example'])
  expect(wordsOf('crawl', 'bay.example', 'q')).toEqual(['qingshi.example'])
  expect(wordsOf('stories', 'n')).toEqual(['never-merge'])
  expect(wordsOf('backup', '--js')).toEqual(['--json'])
  expect(wordsOf('replay', 'p')).toEqual(['parse'])
  expect(wordsOf('replay', '--source', 'b')).toEqual(['bay.example'])
  expect(wordsOf('--config', '/nowhere', 'sources', '')).toEqual([])
  expect(wordsOf('')).not.toContain('complete')
})

test('bash takes the completion, and --config says where the sources are', async () => {
  const { out, code } = await run(['completion', 'bash'])
  expect(code).toBe(0)
  expect(out).toContain('complete -o default -F _carbonwire carbonwire')
  const asked = await run(['complete', '--', '--config', folder.path, 'sources', 'b'])
  expect(asked.out).toBe('bay.example\n')
  const unknown = await run(['completion', 'tcsh'])
  expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('expected one of bash') })
})

test.each([
  ['before the command', ['--config', folder.path, 'doctor', '--offline']],
  ['after it', ['doctor', '--offline', '--config', folder.path]],
])('--config may stand %s', async (_, args) => {
  const { out } = await run(args, { env: { DATA_DIR: 'memory://', PORT: '0' } })
  expect(out.replace(/\s+/g, '')).toContain(`${folder.path}/sources/bay.example.yaml`)
})

test('help and mistakes are Chinese in a Chinese locale', async () => {
  const env = { LANG: 'zh_CN.UTF-8' }
  const help = await run(['--help'], { env })
  expect(help.out).toMatch(/^用法：/)
  expect(help.out).toContain('抓取')
  expect(widest(help.out)).toBeLessThanOrEqual(100)
  const mistake = await run(['strat'], { env })
  expect(mistake.err).toContain('错误：没有命令 "strat"')
  expect(mistake.err).toContain('是不是 start')
})
