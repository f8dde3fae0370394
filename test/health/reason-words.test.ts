import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readFailure } from '../../src/health/read-failure.ts'
import {
  type ReasonWords,
  reasonIn,
  reasonsInChinese,
  tell,
} from '../../src/health/reason-words.ts'
import type { EntryCounts } from '../../src/model/health.ts'
import { outcomeReasons } from '../../src/model/outcome.ts'

/** Two English words beside each other; what a server said and the names of outcomes are no words of ours. */
const english = /\b[a-z]{2,} [a-z]{2,}\b/
const sentences = Object.keys(reasonsInChinese) as ReasonWords[]
const entry = (outcome: string, detail?: string): EntryCounts => ({
  ...{ url: 'https://news.example/list/', outcome, status: null, rows: null, dated: 0 },
  ...{ offHost: 0, strange: 0, fresh: 0, newest: null, pageId: null },
  ...(detail && { detail }),
})

describe('in Chinese', () => {
  test.each(sentences)('%s', words => {
    const values = [...words.matchAll(/\{\}/g)].map((_, index) => 11 + index)
    const said = reasonIn('zh', tell(words, ...values))
    expect(said).toMatch(/\p{Script=Han}/u)
    expect(said.replace(/"[^"]*"/g, '')).not.toMatch(english)
    // No value is lost, whatever place it has.
    expect([...said.matchAll(/1\d/g)].map(Number).sort()).toEqual(values)
    expect(reasonIn('en', tell(words, ...values))).toBe(tell(words, ...values))
  })

  test('a sentence within a sentence, behind the name of its list', () => {
    const usual = tell('usually about {} a working day', 12)
    const silent = tell(
      '{}: has it stopped, or moved?',
      tell('nothing new for {} days, {}', 3, usual),
    )
    for (const name of ['https://news.example/list/', 'Policy news (https://news.example/list/)'])
      expect(reasonIn('zh', `${name}: ${silent}`)).toBe(
        `${name}: 3 天没有新内容，平时每个工作日约 12 篇：是停更了，还是搬走了？`,
      )
  })

  test.each([
    [
      'https://news.example/list/: 10 of its 12 links sell something else than news: the site was taken over',
      'https://news.example/list/: 12 个链接中有 10 个在推销别的东西：网站被劫持了',
    ],
    [
      'Policy (https://news.example/list/): 3 of its 12 links have a date, before nearly all had one',
      'Policy (https://news.example/list/): 12 个链接中有 3 个带日期，以前几乎都有',
    ],
    [
      'https://news.example/: the server refuses us (http-403) (HTTP 403)',
      'https://news.example/: 服务器拒绝了我们（http-403）（HTTP 403）',
    ],
    [
      'it leads to the home page instead (https://news.example/a_(b))',
      '转到了首页（https://news.example/a_(b)）',
    ],
  ])('%s', (english, chinese) => {
    expect(reasonIn('zh', english)).toBe(chinese)
  })

  test('every way in which a list cannot be had', () => {
    const ends = Object.entries(outcomeReasons).flatMap(([kind, reasons]) =>
      reasons.map(reason => `${kind}:${reason}`),
    )
    expect(ends.length).toBeGreaterThan(20)
    for (const outcome of ends) {
      const { said } = readFailure(entry(outcome, 'told by the server'))
      expect(reasonIn('zh', said).replace('told by the server', '')).not.toMatch(english)
      expect(reasonIn('zh', said)).toMatch(/\p{Script=Han}/u)
    }
  })
})

test('no reason is written beside the table', () => {
  const written = /(?:(?:reason|before|now): [`'"]|said: `)[^`'"]*\b[a-z]{2,} [a-z]{2,}\b/
  const files = globSync('src/health/*.ts')
  expect(files.length).toBeGreaterThan(10)
  expect(files.filter(file => written.test(readFileSync(file, 'utf8')))).toEqual([])
})
