import { expect, test } from 'vitest'
import { readByline } from '../../../src/parse/readers/byline.ts'
import { readOutlet } from '../../../src/parse/readers/outlet.ts'
import { readPublished } from '../../../src/parse/readers/published.ts'
import { chinesePage, englishPage, readPage } from './read-page.ts'

const name = 'x'.repeat(400_000)
const nested = (open: string, close: string, inside: string) =>
  open.repeat(300) + inside + close.repeat(300)

/** Milliseconds that a page may cost on a busy machine; quadratic work takes minutes. */
const LIMIT_MS = 8000

test.each([
  [
    'many dated lines',
    chinesePage({ below: '<p>2021-07-30 08:20 来源：碳闻网</p>'.repeat(20_000) }),
  ],
  ['a long line of dates', chinesePage({ under: `<p>${'2021-07-30 '.repeat(100_000)}</p>` })],
  [
    'a long line of near dates',
    chinesePage({ under: `<p>${'2021-07-3 8:2 '.repeat(100_000)}</p>` }),
  ],
  ['a long line of labels', chinesePage({ under: `<p>${'来源：作者：'.repeat(100_000)}</p>` })],
  [
    'a class as long as a book',
    chinesePage({ below: `<div class="${name}">${'<p>2021-07-30</p>'.repeat(2000)}</div>` }),
  ],
  [
    'bylines inside bylines',
    englishPage({ under: nested('<div class="author">', '</div>', 'Jane Doe '.repeat(50_000)) }),
  ],
  [
    'a writer as long as a book',
    englishPage({ head: `<meta name="author" content="${'Jane, '.repeat(100_000)}">` }),
  ],
  [
    'a writer of dots',
    englishPage({ head: `<meta name="author" content="${'.'.repeat(300_000)}x">` }),
  ],
  [
    'a source of brackets',
    chinesePage({ head: `<meta name="source" content="${'》'.repeat(300_000)}x">` }),
  ],
  [
    'a megabyte of data',
    englishPage({ below: `<script>${'"publishedAt":'.repeat(70_000)}</script>` }),
  ],
  ['many times', englishPage({ below: '<time datetime="2021-07-30">a</time>'.repeat(20_000) })],
])('%s cost little', (_, html) => {
  const { page, context, layout } = readPage(html)
  const started = process.cpuUsage()
  readPublished(page, context, layout)
  readByline(page, context, layout)
  readOutlet(page, context, layout)
  const { user, system } = process.cpuUsage(started)
  expect((user + system) / 1000).toBeLessThan(LIMIT_MS)
})
