import { describe, expect, test } from 'vitest'
import { nextAttempt } from '../../src/pipeline/next-attempt.ts'
import { keyOf, readFeedParams } from '../../src/server/feeds/feed-params.ts'
import { baseUrl } from '../../src/server/http/base-url.ts'
import { chooseCoding } from '../../src/server/http/choose-coding.ts'
import { rememberSequence } from '../../src/server/http/known-sequence.ts'
import { openRateLimit } from '../../src/server/http/rate-limit.ts'
import { Recent } from '../../src/server/http/recent.ts'
import { highlight, searchTerms, snippet } from '../../src/server/pages/highlight.ts'
import { chooseUi } from '../../src/server/pages/words.ts'
import { signBody, signWebhook } from '../../src/text/signatures.ts'

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1.0, br;q=0.5', 'gzip'],
  ['gzip;q=0, br;q=0', 'identity'],
  ['*', 'br'],
  ['*;q=0', 'identity'],
  ['identity;q=0.5, gzip;q=0.1', 'identity'],
  ['deflate', 'identity'],
])('Accept-Encoding: %s is answered in %s', (accept, coding) => {
  expect(chooseCoding(accept)).toBe(coding)
})

test.each([
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en-GB,en;q=0.9', 'en'],
  ['de,fr;q=0.9', 'en'],
  ['de, zh;q=0.1, en;q=0.2', 'en'],
  ['*', 'zh'],
  [undefined, 'zh'],
])('Accept-Language: %s is spoken to in %s', (accept, ui) => {
  expect(chooseUi(undefined, accept)).toBe(ui)
})

test.each([
  ['https://wire.example.org', 'evil.example', 'https://wire.example.org'],
  [null, 'Wire.Example.org:3060', 'http://wire.example.org:3060'],
  [null, '[::1]:3060', 'http://[::1]:3060'],
  [null, 'a"><script>', 'http://localhost'],
  [null, undefined, 'http://localhost'],
])('with PUBLIC_URL %s and Host %s documents name %s', (publicUrl, host, base) => {
  expect(baseUrl(publicUrl, host)).toBe(base)
})

const names = { topics: ['policy', 'ccus'], sources: ['a.example'] }
const read = (search: string) => readFeedParams(new URLSearchParams(search), names)

describe('parameters', () => {
  test('are spelled one way in the order given', () => {
    expect(read('q=碳 市场&topic=ccus&topic=policy&utm_source=x').search).toBe(
      '?q=%E7%A2%B3%20%E5%B8%82%E5%9C%BA&topic=ccus,policy',
    )
  })
  test('have one key for one question', () => {
    expect(keyOf(read('topic=ccus,policy&lang=en').query)).toBe(
      keyOf(read('lang=en&topic=policy&topic=ccus').query),
    )
  })
  test('adjacent takes in what is relevant', () => {
    expect(read('tier=adjacent').query.tier).toEqual(['relevant', 'adjacent'])
  })
  test('a day begins at 00:00 UTC', () => {
    expect(read('since=2026-03-01').query.since).toEqual(new Date('2026-03-01T00:00:00Z'))
  })
})

const shown = (parts: { text: string; found: boolean }[]) =>
  parts.map(({ text, found }) => (found ? `[${text}]` : text)).join('')

test.each([
  ['碳市場', '全国碳市场开盘', '全国[碳市场]开盘'],
  ['碳价上涨', '碳价昨日上涨', '[碳价]昨日[上涨]'],
  ['furnace', 'Furnaces and a FURNACE', '[Furnace]s and a [FURNACE]'],
  ['art', 'part of art', 'part of [art]'],
  ['steel -iron', 'steel and iron', '[steel] and iron'],
  ['"first furnace"', 'the first furnace', 'the [first furnace]'],
  ['ＣＣＵＳ', 'CCUS', '[CCUS]'],
  ['x', 'nothing of it', 'nothing of it'],
])('a search for %s marks %s', (asked, text, expected) => {
  expect(shown(highlight(text, searchTerms(asked)))).toBe(expected)
})

test('a snippet stands around what was found', () => {
  const text = `${'前文。'.repeat(100)}这里提到碳捕集项目。${'后文。'.repeat(100)}`
  const parts = snippet(text, searchTerms('碳捕集'))
  expect(shown(parts)).toContain('[碳捕集]')
  expect(parts[0]!.text).toBe('…')
  expect(parts.at(-1)!.text).toBe('…')
})

test('what was used last is kept, within the size', () => {
  const recent = new Recent<string>(10)
  recent.set('a', 'A', 4)
  recent.set('b', 'B', 4)
  recent.get('a')
  recent.set('c', 'C', 4)
  expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual(['A', undefined, 'C'])
  recent.set('d', 'D', 11)
  expect(recent.get('d')).toBeUndefined()
})

test('the number of the last change is asked for once a while, and an old one serves an outage', async () => {
  let at = 0
  let asked = 0
  let isDown = false
  const read = async () => {
    if (isDown) throw new Error('away')
    return ++asked
  }
  const known = rememberSequence(read, () => new Date(at), 1000)
  expect(known.peek()).toBeNull()
  expect(await Promise.all([known.current(), known.current()])).toEqual([1, 1])
  at = 999
  expect(known.peek()).toBe(1)
  at = 1000
  expect(known.peek()).toBeNull()
  expect(await known.current()).toBe(2)
  at = 5000
  isDown = true
  expect(await known.current()).toBe(2)
})

test('a bucket fills evenly', () => {
  let at = 0
  const limit = openRateLimit(() => new Date(at))
  limit('a', 2)
  limit('a', 2)
  expect(() => limit('a', 2)).toThrow('at most 2 a minute')
  expect(() => limit('b', 2)).not.toThrow()
  at = 31_000
  expect(() => limit('a', 2)).not.toThrow()
})

test('failed deliveries are tried for about three days', () => {
  const now = new Date(0)
  const waits = Array.from({ length: 11 }, (_, at) => nextAttempt(at + 1, now, null)?.getTime())
  expect(waits[0]).toBe(5000)
  expect(waits.at(-1)).toBeUndefined()
  const hours = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0) / 3_600_000
  expect(hours).toBeGreaterThan(72)
  expect(nextAttempt(1, now, '120')!.getTime()).toBe(120_000)
})

test('signatures are those of the specifications', () => {
  // The example of the Standard Webhooks specification's reference library.
  expect(
    signWebhook(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      new Date(1_614_265_330_000),
      '{"test": 2432232314}',
    ),
  ).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  expect(signBody('key', Buffer.from('The quick brown fox jumps over the lazy dog'))).toBe(
    'sha256=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8',
  )
})
