import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { ReadContext } from '../../src/parse/context.ts'
import { decodeBytes } from '../../src/parse/decode-bytes.ts'
import { readArticlePage } from '../../src/parse/read-page.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'
import { articlePage } from './pages.ts'

/** A page as it came, its address, and its text for those who do not decode. */
type BenchPage = { url: string; bytes: Uint8Array; text: string }

type Way = { name: string; read: (page: BenchPage) => unknown }

/** Processor time a page, the median of all pages, and how often that of others goes into it; null where they are not there. */
export type ReadingCost = {
  name: string
  cpuMsAPage: number
  timesParse5: number | null
  timesReadability: number | null
}

/** Pages read by every way before one counts, so that the code is compiled. */
const WARM = 40
const INVENTED = 24
/** How often the invented pages are read after that: they are alike, and are to be read hot. */
const ROUNDS = 12

/**
 * What it costs to read an article's page that is there already: ours from the bytes to all fields, beside trees alone and the reader mode
 * of Firefox; each page by all ways one after the other, in one process. Without a directory the pages are the bench's own.
 */
export async function measureReading(
  directory: string | undefined,
  told: (cost: ReadingCost) => void,
): Promise<ReadingCost[]> {
  const pages = directory ? storedPages(directory) : inventedPages()
  const ways = [ours(), ...(await others())]
  for (let at = 0; at < WARM; at++) for (const way of ways) cpuMsOf(way, pages[at % pages.length]!)

  const times = new Map(ways.map(({ name }) => [name, [] as number[]]))
  for (let round = 0; round < (directory ? 1 : ROUNDS); round++)
    for (const page of pages) for (const way of ways) times.get(way.name)!.push(cpuMsOf(way, page))

  const medians = new Map([...times].map(([name, all]) => [name, median(all)]))
  const costs = ways.map(({ name }) => {
    const cpuMsAPage = medians.get(name)!
    const times = (other: string) => {
      const its = medians.get(other)
      return its ? rounded(cpuMsAPage / its) : null
    }
    return {
      name,
      cpuMsAPage: rounded(cpuMsAPage),
      timesParse5: times(PARSE5),
      timesReadability: times(READABILITY),
    }
  })
  costs.forEach(told)
  return costs
}

const PARSE5 = 'parse5, tree'
const READABILITY = 'Readability on linkedom'

function ours(): Way {
  const context: Omit<ReadContext, 'url'> = {
    now: new Date('2026-11-01T00:00:00Z'),
    zone: 'Asia/Shanghai',
    language: null,
    outlets: buildOutletTable([]),
  }
  return {
    name: 'Carbonwire, article',
    read: ({ url, bytes }) =>
      readArticlePage(
        { url, finalUrl: url, status: 200, headers: {}, bytes, fetchedAt: context.now },
        { ...context, url },
      ),
  }
}

/** Those that are installed: `npm i --no-save @mozilla/readability linkedom` brings the last one. */
async function others(): Promise<Way[]> {
  const parse5 = await load('parse5')
  const htmlparser2 = await load('htmlparser2')
  const readability = await load('@mozilla/readability')
  const linkedom = await load('linkedom')
  return [
    ...(parse5 ? [{ name: PARSE5, read: ({ text }: BenchPage) => parse5.parse(text) }] : []),
    ...(htmlparser2
      ? [
          {
            name: 'htmlparser2, tree',
            read: ({ text }: BenchPage) => htmlparser2.parseDocument(text),
          },
        ]
      : []),
    ...(readability && linkedom
      ? [
          {
            name: READABILITY,
            read: ({ text }: BenchPage) =>
              new readability.Readability(linkedom.parseHTML(text).document).parse(),
          },
        ]
      : []),
  ]
}

/** A package that may be missing; its types are then missing too. */
// biome-ignore lint/suspicious/noExplicitAny: nothing is known of it where it is not installed
async function load(name: string): Promise<any> {
  try {
    return await import(name)
  } catch {
    return null
  }
}

/** What stops a reader is part of its cost, not the end of the bench. */
function cpuMsOf({ read }: Way, page: BenchPage): number {
  const before = process.cpuUsage()
  try {
    read(page)
  } catch {
    // Pages past the limits of a tree are refused.
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const benchPage = (url: string, bytes: Uint8Array): BenchPage => ({
  url,
  bytes,
  text: decodeBytes(bytes, { kind: 'html' }).text,
})

const inventedPages = (): BenchPage[] =>
  Array.from({ length: INVENTED }, (_, number) =>
    benchPage(
      `https://news.example/news/${number}.html`,
      Buffer.from(articlePage({ host: number % 3, number }, 80)),
    ),
  )

/** Every `.html` or `.html.gz` below a directory. */
function storedPages(directory: string): BenchPage[] {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.html?(?:\.gz)?$/.test(name))
    .sort()
  if (names.length === 0) throw new Error(`${directory} holds no file named .html or .html.gz`)
  return names.map((name, at) => {
    const bytes = readFileSync(join(directory, name))
    return benchPage(
      `https://news.example/${at}.html`,
      name.endsWith('.gz') ? gunzipSync(bytes) : bytes,
    )
  })
}

const median = (numbers: number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!
const rounded = (number: number) => Math.round(number * 100) / 100
