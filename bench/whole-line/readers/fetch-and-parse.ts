/**
 * What others do with the same pages: fetches them and lists their links, in the way that is named first (`undici`, `undici-own`,
 * `htmlparser2`, `cheerio`, `crawlee`). Does the first so many, says "warm", waits for a line, does the others, says "done".
 *
 *   fetch-and-parse.ts WAY ADDRESSES.json WARM CONCURRENCY
 */
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Pool, request } from 'undici'

const [way, file, warmCount, concurrency] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
]
const addresses = JSON.parse(readFileSync(file, 'utf8')) as string[]
const atOneTime = Number(concurrency)
const pools = new Map<string, Pool>()
let links = 0

function poolOf(origin: string): Pool {
  const known = pools.get(origin)
  if (known) return known
  const pool = new Pool(origin, { connections: Math.ceil(atOneTime / 3) })
  pools.set(origin, pool)
  return pool
}

async function readText(address: string): Promise<string> {
  const url = new URL(address)
  const { body } =
    way === 'undici-own'
      ? await request(address, { reset: true })
      : await poolOf(url.origin).request({ path: url.pathname, method: 'GET' })
  return body.text()
}

const listings: Record<string, (text: string, base: string) => Promise<number> | number> = {
  undici: () => 0,
  'undici-own': () => 0,
  async htmlparser2(text, base) {
    const { Parser } = await import('htmlparser2')
    let found = 0
    const parser = new Parser({
      onopentag(name, attributes) {
        if (name === 'a' && attributes.href && URL.canParse(attributes.href, base)) found++
      },
    })
    parser.end(text)
    return found
  },
  async cheerio(text, base) {
    const { load } = await import('cheerio')
    const $ = load(text)
    return $('a[href]').filter((_, element) => URL.canParse($(element).attr('href')!, base)).length
  },
}

async function readAll(wanted: string[]): Promise<void> {
  const waiting = [...wanted]
  const next = async () => {
    for (let address = waiting.shift(); address; address = waiting.shift())
      links += await listings[way]!(await readText(address), address)
  }
  await Promise.all(Array.from({ length: atOneTime }, next))
}

async function crawlAll(wanted: string[]): Promise<void> {
  const { CheerioCrawler, Configuration, LogLevel, log } = await import('@crawlee/cheerio')
  log.setLevel(LogLevel.OFF)
  const crawler = new CheerioCrawler(
    {
      maxConcurrency: atOneTime,
      minConcurrency: atOneTime,
      requestHandler({ $, request: { url } }) {
        links += $('a[href]').filter((_, element) =>
          URL.canParse($(element).attr('href')!, url),
        ).length
      },
    },
    new Configuration({ persistStorage: false }),
  )
  await crawler.run(wanted)
}

const run = way === 'crawlee' ? crawlAll : readAll
const lines = createInterface({ input: process.stdin })
await run(addresses.slice(0, Number(warmCount)))
console.log('warm')
await new Promise(resolve => lines.once('line', resolve))
await run(addresses.slice(Number(warmCount)))
console.log('done')
await new Promise(resolve => lines.once('line', resolve))
if (!way.startsWith('undici') && links === 0) throw new Error('no link was found')
process.exit(0)
