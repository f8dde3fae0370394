import { expect, test } from 'vitest'
import { dayNumber, fingerprint } from '../../src/dedupe/fingerprint.ts'
import { packInts, unpackInts } from '../../src/dedupe/packed-ints.ts'
import { dayOf, forest, port } from './invented-news.ts'

const print = (title: string, text: string) =>
  fingerprint({ urlKey: 'news.example/1', title, text, day: 20_000 })

test('is small, and the same again from the same article', () => {
  const long = print(port.title, `${port.text}\n${forest.text}`.repeat(20))
  expect(JSON.stringify(long).length).toBeLessThan(1024)
  expect(unpackInts(long.marks).length).toBeLessThanOrEqual(64)
  expect(print(port.title, port.text)).toEqual(print(port.title, port.text))
})

test('the content hash holds through spaces, width, script and furniture, not through a figure', () => {
  const { contentHash } = print(port.title, port.text)
  const spaced = `来源：海湾晚报\n${port.text.replaceAll('，', '， ').replaceAll('7', '７')}\n责任编辑：何田`
  expect(print(port.title, spaced).contentHash).toBe(contentHash)
  expect(print(port.title, port.text.replace('860', '861')).contentHash).not.toBe(contentHash)
})

test('tells whether the text bears its title out', () => {
  expect(print(port.title, port.text).titleSupport).toBeGreaterThan(0.8)
  expect(print(forest.title, port.text).titleSupport).toBeLessThan(0.2)
})

test('a brief of one sentence is thin', () => {
  expect(print('风电场并网', '风电场今日并网。').thin).toBe(true)
  expect(print(port.title, port.text).thin).toBe(false)
})

test.each([
  ['nothing', '', ''],
  ['nothing but punctuation', '……', '——\n\n！'],
  ['half a surrogate pair', '碳\ud83d', '\udc00 碳'],
])('%s can be printed', (_, title, text) => {
  expect(print(title, text)).toMatchObject({ tokens: expect.any(Number), thin: true })
})

const firstSeen = new Date('2026-05-20T20:00:00Z')

test.each([
  ['a day as it is printed', { precision: 'day', day: '2026-05-18' } as const, '2026-05-18'],
  [
    'an instant as a day of its zone',
    { precision: 'minute', at: new Date('2026-05-17T16:30:00Z') } as const,
    '2026-05-18',
  ],
  ['what says no day as the day first seen', null, '2026-05-20'],
])('counts %s', (_, published, day) => {
  const value = published && ({ ...published, zone: 'Asia/Shanghai', evidence: 'meta' } as const)
  expect(dayNumber(value, firstSeen)).toBe(dayOf(day))
})

test('integers come back from their packed form', () => {
  const values = Int32Array.of(0, -1, 2 ** 31 - 1, -(2 ** 31), 77)
  expect(unpackInts(packInts(values))).toEqual(values)
  expect(unpackInts('')).toHaveLength(0)
})
