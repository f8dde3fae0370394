import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { cpuOf, watchMemory } from './processes.ts'
import { type Shape, startLine } from './started-line.ts'
import { type BenchWeb, HOSTS, startWeb } from './started-web.ts'

const AT_ONE_TIME = 24
/** Debian's own interpreter, for which its packages are installed. */
const PYTHON = '/usr/bin/python3'

/** What one way of reading the pages costs, start and first pages excluded. */
export type Cost = { name: string; cpuMsAPage: number; wallMsAPage: number }

const readerOf = (file: string) => join(import.meta.dirname, 'readers', file)

/** The others: they fetch and parse, and keep nothing. */
function others(): { name: string; command: string[] }[] {
  const node = (way: string) => [process.execPath, readerOf('fetch-and-parse.ts'), way]
  const scrapy = (way: string) => [PYTHON, readerOf('scrapy_reader.py'), way]
  return [
    { name: 'undici, connections kept', command: node('undici') },
    { name: 'undici, own connection a page', command: node('undici-own') },
    { name: 'undici + htmlparser2, links', command: node('htmlparser2') },
    { name: 'undici + cheerio (parse5), links', command: node('cheerio') },
    { name: 'Crawlee CheerioCrawler, links', command: node('crawlee') },
    ...(hasPython('scrapy') ? [{ name: 'Scrapy, links', command: scrapy('links') }] : []),
    ...(hasPython('scrapy') && hasPython('readability')
      ? [{ name: 'Scrapy + readability-lxml', command: scrapy('readability') }]
      : []),
  ]
}

const hasPython = (name: string) => existsSync(`/usr/lib/python3/dist-packages/${name}`)

/** Processor time a page of every way, one after the other over the same web; `warm` pages a host come first and do not count. */
export async function measureSideBySide(
  warm: number,
  pages: number,
  shapes: Shape[],
  told: (cost: Cost) => void,
): Promise<Cost[]> {
  const web = await startWeb(warm + pages, { warm: [0, warm], main: [warm, warm + pages] })
  const costs: Cost[] = []
  const note = (cost: Cost) => {
    costs.push(cost)
    told(cost)
  }
  try {
    for (const other of others()) note(await measureOther(web, other, warm, pages))
    for (const shape of shapes) note(await measureLine(web, shape, warm, pages))
    return costs
  } finally {
    web.close()
  }
}

async function measureOther(
  web: BenchWeb,
  { name, command }: { name: string; command: string[] },
  warm: number,
  pages: number,
): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), 'carbonwire-bench-'))
  const file = join(folder, 'addresses.json')
  writeFileSync(file, JSON.stringify(web.addresses(0, warm + pages)))
  const [program, ...args] = [...command, file, String(warm * HOSTS.length), String(AT_ONE_TIME)]
  const child = spawn(program!, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout! })
  try {
    await untilLine(child, lines, 'warm')
    const before = { cpu: cpuOf([child.pid!]), at: performance.now() }
    child.stdin!.write('on\n')
    await untilLine(child, lines, 'done')
    return costOf(name, before, [child.pid!], pages * HOSTS.length)
  } finally {
    child.stdin!.end('\n')
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  }
}

async function untilLine(
  child: ChildProcess,
  lines: ReturnType<typeof createInterface>,
  wanted: string,
): Promise<void> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${child.spawnargs.join(' ')} ended with ${code}`)
  })
  const said = once(lines, 'line').then(([line]) => {
    if (line !== wanted) throw new Error(`said "${line}" instead of "${wanted}"`)
  })
  await Promise.race([said, ended])
  ended.catch(() => undefined)
}

function costOf(name: string, before: { cpu: number; at: number }, roots: number[], pages: number) {
  const round = (value: number) => Math.round(value * 100) / 100
  return {
    name,
    cpuMsAPage: round((cpuOf(roots) - before.cpu) / pages),
    wallMsAPage: round((performance.now() - before.at) / pages),
  }
}

const names: Record<Shape, string> = {
  embedded: 'Carbonwire, embedded',
  services: 'Carbonwire, Postgres + Redis',
}

/** The whole line: fetched, read, stored, judged, put into stories, in the feed. */
export async function measureLine(
  web: BenchWeb,
  shape: Shape,
  warm: number,
  pages: number,
  dataDir?: string,
): Promise<Cost & { mostMB: number }> {
  const line = await startLine({ shape, web, dataDir })
  try {
    await line.crawl('warm')
    await expectPublished(line, warm * HOSTS.length)
    const before = { cpu: cpuOf(line.roots), at: performance.now() }
    const memory = watchMemory(line.roots)
    await line.crawl('main')
    await expectPublished(line, (warm + pages) * HOSTS.length)
    const cost = costOf(names[shape], before, line.roots, pages * HOSTS.length)
    return { ...cost, mostMB: memory.stop() }
  } finally {
    await line.end()
  }
}

const LIMIT_MS = 15 * 60_000

export async function expectPublished(
  line: Awaited<ReturnType<typeof startLine>>,
  articles: number,
): Promise<void> {
  const found = await line.untilPublished(articles, LIMIT_MS)
  if (found < articles)
    throw new Error(
      `${found} of ${articles} articles were in the feed after ${LIMIT_MS / 60_000} minutes`,
    )
}
