import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Published } from '../../src/model/published.ts'
import { parseDocument } from '../../src/parse/document.ts'
import { parseArticle } from '../../src/parse/parse-article.ts'
import { readNeighbours } from '../../src/parse/readers/neighbours.ts'
import { readRelated } from '../../src/parse/readers/related.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'

const seed = '../shared/seed'

const context = {
  url: 'https://seed.example/news/9101.html',
  now: new Date('2026-03-12T12:00:00Z'),
  zone: 'Asia/Shanghai',
  language: null,
  outlets: buildOutletTable([]),
}
const dayOf = (published: Published | null) =>
  published?.precision === 'day' ? published.day : published?.at.toISOString()
const readSeed = (name: string, encoding: string) => ({
  expected: JSON.parse(readFileSync(`${seed}/expected.json`, 'utf8')),
  html: new TextDecoder(encoding).decode(readFileSync(`${seed}/${name}`)),
})

// The first pages of the project belong to their publisher: read where they are present.
describe.skipIf(!existsSync(seed))('of the first pages', () => {
  const pages = [
    ['article-list.html', 'utf-8'],
    ['article-table.gb18030.html', 'gb18030'],
  ] as const

  test.each(pages)('%s is read as the article it holds', (name, encoding) => {
    const { expected, html } = readSeed(name, encoding)
    const reading = parseArticle(html, context)
    if (reading.kind !== 'article') throw new Error(`it was taken for none: ${reading.reason}`)
    const { article } = reading
    expect(article.title).toBe(expected.title)
    expect(article.outlet?.printed).toBe(expected.outlet)
    expect(article.published).toBeNull()
    expect(article.byline).toEqual(expected.byline)
    expect(article.previous?.title).toBe(expected.previous)
    expect(article.next?.title).toBe(expected.next)
    expect(article.text.startsWith(expected.firstParagraph)).toBe(true)
    expect(article.text).toContain(expected.lastSentence)
    for (const part of expected.mustNotContain) expect(article.text).not.toContain(part)
    expect(article.related.flatMap(list => list.links)).toHaveLength(expected.related.length)
  })

  test.each(pages)('%s gives its sixteen related links and both neighbours', (name, encoding) => {
    const { expected, html } = readSeed(name, encoding)
    const page = parseDocument(html, context.url)
    const { previous, next } = readNeighbours(page)
    expect([previous?.title, next?.title]).toEqual([expected.previous, expected.next])

    const [list, ...others] = readRelated(page, context)
    expect(others).toEqual([])
    expect(list?.links.map(link => dayOf(link.published))).toEqual(
      expected.related.map((link: { date: string }) => link.date),
    )
    expected.related.forEach((link: { title: string }, at: number) => {
      const read = list!.links[at]!
      if (read.truncated) expect(link.title.startsWith(read.title.slice(0, -1))).toBe(true)
      else expect(read.title).toBe(link.title)
    })
  })
})
