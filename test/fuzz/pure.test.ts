import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseDocument as parseConfig } from '../../src/config/parse-document.ts'
import { fingerprint } from '../../src/dedupe/fingerprint.ts'
import { buildFeed } from '../../src/feeds/build-feed.ts'
import { readyItem } from '../../src/feeds/ready-item.ts'
import { type Format, renderers } from '../../src/feeds/renderers.ts'
import { parseRobots } from '../../src/fetch/robots-rules.ts'
import { seriesSchema } from '../../src/model/series.ts'
import { sourceSchema } from '../../src/model/source.ts'
import { decodeBytes } from '../../src/parse/decode-bytes.ts'
import { TooComplexError } from '../../src/parse/document.ts'
import { parseArticle } from '../../src/parse/parse-article.ts'
import { parseFeed } from '../../src/parse/parse-feed.ts'
import { parseListing } from '../../src/parse/parse-listing.ts'
import { parseSitemap } from '../../src/parse/parse-sitemap.ts'
import { buildLexicon } from '../../src/series/lexicon.ts'
import { readPoints } from '../../src/series/read-points.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'
import { isPlausible, readDates } from '../../src/text/read-dates.ts'
import { urlKey } from '../../src/text/url-key.ts'
import { sampleItem } from '../feeds/sample-item.ts'
import { bulletin, page, sheet, table, text } from './inputs.ts'

/**
 * Invented inputs, in numbers: few in the suite, for as long as `FUZZ_SECONDS` says by `npm run fuzz`, which is two minutes unless told.
 * The saved ones go first. A failure prints its seed and the smallest input found; that input becomes a test where the fault lies.
 */
const seconds = Number(process.env.FUZZ_SECONDS ?? 0)
const PROPERTIES = 13
/** The suite spends no more on it than `npm run fuzz` does by itself, however slow the machine. */
const MOST_SECONDS = 120
const effort = {
  ...(seconds ? { numRuns: 10_000_000 } : { numRuns: 60, seed: 20260301 }),
  interruptAfterTimeLimit: ((seconds || MOST_SECONDS) * 1000) / PROPERTIES,
  markInterruptAsFailure: false,
}
const limit = (seconds || MOST_SECONDS) * 1000 + 90_000

const context = {
  url: 'https://news.example/list/index.html',
  now: new Date('2026-11-28T04:00:00Z'),
  zone: 'Asia/Shanghai',
  language: null,
  outlets: buildOutletTable([]),
}
const unlessTooComplex = <T>(read: () => T): T | null => {
  try {
    return read()
  } catch (error) {
    if (error instanceof TooComplexError) return null
    throw error
  }
}
const corpus = readdirSync(join(import.meta.dirname, 'corpus'))
  .filter(name => name !== 'README.md')
  .map(name => readFileSync(join(import.meta.dirname, 'corpus', name)))
const savedTexts = corpus.map(bytes => bytes.toString('utf8'))
/** Of a title that holds tags a reader of feeds makes what it shows. */
const plainTexts = savedTexts.filter(text => !text.includes('<'))
/** How often, with the saved inputs before all others. */
const withSaved = { ...effort, examples: savedTexts.map((text): [string] => [text]) }
const isWellFormed = (value: string) => value === value.toWellFormed()

test(
  'any bytes become text',
  () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), bytes => {
        expect(typeof decodeBytes(bytes).text).toBe('string')
      }),
      { ...effort, examples: corpus.map((bytes): [Uint8Array] => [new Uint8Array(bytes)]) },
    )
  },
  limit,
)

test(
  'any page is an article or none, dated by no day after tomorrow, the same when it is read again',
  () => {
    fc.assert(
      fc.property(page, html => {
        const reading = unlessTooComplex(() => parseArticle(html, context))
        if (reading?.kind !== 'article') return
        const { published } = reading.article
        if (published?.precision === 'minute')
          expect(published.at.getTime()).toBeLessThan(context.now.getTime() + 2 * 86_400_000)
        expect(parseArticle(html, context)).toEqual(reading)
      }),
      withSaved,
    )
  },
  limit,
)

test(
  'any page is a listing of web addresses',
  () => {
    fc.assert(
      fc.property(page, html => {
        const listing = unlessTooComplex(() => parseListing(html, context))
        for (const { url } of listing?.links ?? []) expect(url).toMatch(/^https?:\/\//)
      }),
      withSaved,
    )
  },
  limit,
)

test(
  'any text is a feed or a sitemap or none',
  () => {
    fc.assert(
      fc.property(fc.oneof(sheet, page, text), xml => {
        const feed = parseFeed(xml, context)
        const sitemap = parseSitemap(xml, context)
        if (feed.kind === 'feed')
          for (const { url } of feed.links) expect(url).toMatch(/^https?:\/\//)
        expect(sitemap).toBeTypeOf('object')
      }),
      withSaved,
    )
  },
  limit,
)

test(
  'dates that are read are dates that can be',
  () => {
    fc.assert(
      fc.property(text, line => {
        for (const { moment, index, length } of readDates(line, context)) {
          expect(isPlausible(moment, context.now)).toBe(true)
          expect(index + length).toBeLessThanOrEqual(line.length)
        }
      }),
      withSaved,
    )
  },
  limit,
)

test(
  'the key of an address is its own key',
  () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), text),
        href => {
          const key = urlKey(href)
          if (key !== null) expect(urlKey(`https://${key}`)).toBe(key)
        },
      ),
      withSaved,
    )
  },
  limit,
)

test(
  'any robots.txt gives rules',
  () => {
    const line = fc
      .tuple(fc.constantFrom('User-agent', 'Disallow', 'Allow', 'Crawl-delay', 'Sitemap', ''), text)
      .map(parts => parts.join(': '))
    fc.assert(
      fc.property(fc.array(line), lines => {
        expect(parseRobots(lines.join('\n'), 'carbonwire')).toBeTypeOf('object')
      }),
      { ...effort, examples: savedTexts.map((text): [string[]] => [[text]]) },
    )
  },
  limit,
)

test(
  'any text has a fingerprint, and always the same',
  () => {
    fc.assert(
      fc.property(text, text, (title, body) => {
        const article = { urlKey: 'news.example/1', title, text: body, day: 20_000 }
        expect(fingerprint(article)).toEqual(fingerprint(article))
      }),
      { ...effort, examples: savedTexts.map((text): [string, string] => [text, text]) },
    )
  },
  limit,
)

test(
  'any file is a source or says what is wrong',
  () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          fc.json(),
          fc.array(text).map(lines => lines.join('\n')),
        ),
        yaml => {
          const checked = parseConfig('config/sources/x.yaml', yaml, sourceSchema)
          if ('problem' in checked) expect(checked.problem.message).not.toBe('')
        },
      ),
      withSaved,
    )
  },
  limit,
)

const lexicon = buildLexicon(
  seriesSchema.parse(
    parse(readFileSync(new URL('../../config/series.yaml', import.meta.url), 'utf8')),
  ),
)

test(
  'any bulletin gives figures that can be, each once, and the same again',
  () => {
    const paragraphs = fc
      .array(fc.oneof(bulletin, table), { maxLength: 5 })
      .map(parts => parts.map(part => `<p>${part}</p>`).join(''))
    const language = fc.constantFrom('zh-Hans', 'en', null)
    fc.assert(
      fc.property(bulletin, paragraphs, language, (title, html, spoken) => {
        const given = { title, html, published: '2026-03-06', language: spoken }
        const points = readPoints(given, lexicon)
        const keys = points.map(point =>
          [point.market, point.instrument, point.day, point.measure].join(' '),
        )
        expect(new Set(keys).size).toBe(keys.length)
        for (const { value, day } of points) {
          expect(Number.isFinite(value)).toBe(true)
          expect(new Date(day).toISOString().slice(0, 10)).toBe(day)
        }
        expect(readPoints(given, lexicon)).toEqual(points)
      }),
      {
        ...effort,
        examples: savedTexts.map((text): [string, string, null] => [text, text, null]),
      },
    )
  },
  limit,
)

test.each(['xml', 'atom', 'json'] as Format[])(
  'feeds as %s are read back to the same titles and addresses',
  format => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 5 }), pieces => {
        const items = pieces
          .map(([title, body], at) =>
            readyItem(
              sampleItem(at, { title, text: body, summary: body, html: `<p>${body}</p>` }),
              { content: 'full', topicName: id => id },
            ),
          )
          .filter(item => item !== null)
        const head = {
          id: 'https://wire.example/feed',
          title: 't',
          description: 'd',
          language: 'zh',
          ttlMinutes: 30,
          base: 'https://wire.example',
        }
        const feed = buildFeed(head, items, context.now)
        const written = renderers[format].render(feed, {
          self: 'https://wire.example/feed.x',
          home: 'https://wire.example/',
          hub: null,
          next: null,
          archive: null,
        })
        expect(isWellFormed(written)).toBe(true)
        const read = parseFeed(written, context)
        expect(read.kind).toBe('feed')
        if (read.kind !== 'feed') return
        expect(read.links.map(({ url }) => url)).toEqual(feed.items.map(({ url }) => url))
        expect(read.links.map(({ title }) => title.replace(/\s+/g, ' '))).toEqual(
          feed.items.map(({ title }) => title.replace(/\s+/g, ' ')),
        )
      }),
      {
        ...effort,
        examples: plainTexts.map((text): [[string, string][]] => [[[text.slice(0, 200), text]]]),
      },
    )
  },
  limit,
)
