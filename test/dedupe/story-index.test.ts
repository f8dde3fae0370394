import { expect, test } from 'vitest'
import { unpackInts } from '../../src/dedupe/packed-ints.ts'
import { PostingTable } from '../../src/dedupe/posting-table.ts'
import { SentenceTable } from '../../src/dedupe/sentence-table.ts'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import type { Comparable } from '../../src/model/story.ts'
import { arriving, forest, invent, port, storage } from './invented-news.ts'

function indexOf(articles: Comparable[]): StoryIndex {
  const index = new StoryIndex()
  articles.forEach(({ id, storyId, fingerprint }, at) => {
    index.add({ articleId: id, storyId: storyId!, fingerprint, sequence: at + 1 })
  })
  return index
}

test('finds what shares an address, a title, a text or passages, and nothing else', () => {
  const original = invent({ ...port, url: 'news.example/a/1' })
  const index = indexOf([original, invent(forest), invent(storage)])
  const lookUp = (article: Parameters<typeof arriving>[0]) =>
    index.candidates(arriving(article).fingerprint)

  expect(lookUp({ ...storage, title: '另一条', url: 'news.example/a/1' })).toContain(original.id)
  expect(lookUp({ title: port.title, text: '正在更新。' })).toEqual([original.id])
  expect(lookUp({ title: '另一条', text: port.text })).toEqual([original.id])
  expect(lookUp({ title: '另一条', text: `前文。\n${port.text.slice(60, 240)}` })).toEqual([
    original.id,
  ])
  expect(
    lookUp({ title: '海上风电场例行检修', text: '检修将于下周结束，期间不影响供电。' }),
  ).toEqual([])
})

test('leaves out what is more than thirty days away, but for the same address', () => {
  const index = indexOf([invent({ ...port, url: 'news.example/a/2', date: '2026-05-18' })])
  const later = { ...port, date: '2026-06-18' }
  expect(index.candidates(arriving(later).fingerprint)).toEqual([])
  expect(
    index.candidates(arriving({ ...later, url: 'news.example/a/2' }).fingerprint),
  ).toHaveLength(1)
})

test('a later revision stands for the article', () => {
  const first = invent(port)
  const revised = { ...invent({ ...forest, date: '2026-05-19' }), id: first.id }
  const index = indexOf([first, revised])

  expect(index.size).toBe(2)
  expect(index.candidates(arriving(port).fingerprint)).toEqual([])
  expect(index.candidates(arriving(forest).fingerprint)).toEqual([first.id])
})

test('knows the highest number it has taken in', () => {
  const index = new StoryIndex()
  const { id, storyId, fingerprint } = invent(port)
  index.add({ articleId: id, storyId: storyId!, fingerprint, sequence: 7 })
  index.add({ articleId: id, storyId: storyId!, fingerprint, sequence: 5 })
  expect(index.sequence).toBe(7)
})

const footer = '本站由海湾市民生活周刊与海湾广播共同运营'
const withFooter = (text: string) =>
  invent({ title: text.slice(0, 12), text: `${text}\n${footer}` })
const news = [
  '渔港岸电改造完成验收。',
  '林区防火道全线贯通。',
  '湿地修复二期启动。',
  '公交场站装上光伏。',
]

test('a sentence that four stories carry is furniture', () => {
  const articles = news.map(withFooter)
  const sentence = unpackInts(articles[0]!.fingerprint.sentences).at(-1)!
  expect(indexOf(articles.slice(0, 3)).isFurniture(sentence)).toBe(false)
  expect(indexOf(articles).isFurniture(sentence)).toBe(true)
})

test('a sentence that the copies of one story carry is not, also when two stories have become one', () => {
  const articles = news.map(withFooter)
  const sentence = unpackInts(articles[0]!.fingerprint.sentences).at(-1)!
  expect(
    indexOf(articles.map(article => ({ ...article, storyId: 'one' }))).isFurniture(sentence),
  ).toBe(false)

  const index = new StoryIndex()
  for (const [at, article] of articles.entries()) {
    const { id, storyId, fingerprint } = article
    index.add({ articleId: id, storyId: storyId!, fingerprint, sequence: at + 1 })
    index.moveStory(articles[at + 1]?.storyId ?? storyId!, storyId!)
  }
  expect(index.isFurniture(sentence)).toBe(false)
})

test('the same fingerprints in the same order build the same index', () => {
  const articles = [port, forest, storage, { ...port, title: '另一条' }].map(article =>
    invent(article),
  )
  const again = articles.map(article => JSON.parse(JSON.stringify(article)) as Comparable)
  const asked = arriving(port).fingerprint
  expect(indexOf(again).candidates(asked)).toEqual(indexOf(articles).candidates(asked))
})

test('a posting table gives the newest documents of a key, through growth and collisions', () => {
  const table = new PostingTable()
  for (let document = 0; document < 50_000; document++)
    table.add((document % 10_000) * 7919, document)
  const found = new Int32Array(8)
  expect([...found.subarray(0, table.read(3 * 7919, 8, found))]).toEqual([
    40_003, 30_003, 20_003, 10_003, 3,
  ])
  expect(table.read(3 * 7919, 2, found)).toBe(2)
  expect(table.read(12_345, 8, found)).toBe(0)
})

test('a sentence table keeps what it has learned while single sentences are forgotten', () => {
  const table = new SentenceTable()
  for (let story = 1; story <= 4; story++) table.add(0x1234567, story, 20_000)
  for (let at = 0; at < 3_000_000; at++) {
    table.add(Math.imul(at, 0x9e3779b1), at, 20_000 + Math.floor(at / 10_000))
  }
  expect(table.isFurniture(0x1234567)).toBe(true)
  expect(table.bytes).toBeLessThan(48_000_000)
})

test('the most carried news is found by its passages, however many carry it', () => {
  const original = invent(port)
  const copies = Array.from({ length: 90 }, () => ({
    ...invent({ ...port, title: '另一条' }),
    storyId: original.storyId,
  }))
  const index = indexOf([original, ...copies])
  const later = arriving({ title: '港口新闻', text: port.text.slice(60, 240) })
  const found = index.candidates(later.fingerprint)
  expect(found).toContain(original.id)
  expect(found.length).toBeLessThan(20)
})

test('finds the article that a story began with beside a copy of a copy', () => {
  const original = invent(forest)
  const copy = { ...invent(port), storyId: original.storyId }
  const found = indexOf([original, copy]).candidates(arriving(port).fingerprint)
  expect(found.toSorted()).toEqual([original.id, copy.id].toSorted())
})
