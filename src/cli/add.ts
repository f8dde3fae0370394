import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { ConfigError } from '../config/config-error.ts'
import { isBare, layOutConfig, SHIPPED_CONFIG } from '../config/lay-out.ts'
import { type Config, loadConfig } from '../config/load-config.ts'
import { parseDocument } from '../config/parse-document.ts'
import { readSettings } from '../config/read-settings.ts'
import { type Draft, draftSource } from '../draft/draft-source.ts'
import { renderDraft } from '../draft/render-draft.ts'
import type { SiteLook } from '../draft/site-look.ts'
import type { Settings } from '../model/settings.ts'
import { sourceSchema } from '../model/source.ts'
import { lookAtSite } from '../pipeline/look-at-site.ts'
import type { SiteReader } from '../pipeline/site-reader.ts'
import { likelyZone } from '../text/likely-zone.ts'
import { buildTopicTable } from '../topics/topic-table.ts'
import { isLocalAddress, withFetcher } from './fetch-page.ts'
import { UNKNOWN_ZONE } from './read-lines.ts'
import { renderLook } from './render-look.ts'
import { inLanguage, say } from './words/say.ts'

export type AddOptions = { file?: string; json?: boolean; yes?: boolean }

/** One site costs so many requests at most. */
const MOST_REQUESTS = 120

/** `carbonwire add`: looks at sites, and proposes a source file for each beside what was read. */
export async function add(address: string | undefined, options: AddOptions): Promise<void> {
  const addresses = await readAddresses(address, options)
  const settings = readSettings(process.env)
  const config = await loadKnown(settings.configDir)
  const failures: string[] = []
  for (const each of addresses) {
    try {
      await addAt(each, options, settings, config)
    } catch (error) {
      // One address that cannot be drafted keeps the others of a file from nothing.
      if (!(error instanceof ConfigError) || addresses.length === 1) throw error
      failures.push(error.message)
    }
  }
  if (failures.length > 0) throw new ConfigError(failures.join('\n'))
}

/** What is known before the first source: in a directory that holds no configuration yet, what ships. */
async function loadKnown(configDir: string): Promise<Config> {
  const own = await loadConfig(configDir)
  return isBare(configDir) ? { ...(await loadConfig(SHIPPED_CONFIG)), sources: own.sources } : own
}

/** The addresses that are asked for, each with the ways in which it may be meant. */
async function readAddresses(
  address: string | undefined,
  { file }: AddOptions,
): Promise<string[][]> {
  if ((address === undefined) === (file === undefined))
    throw new ConfigError('carbonwire add: expected an address, or --file with one on each line')
  const lines = file === undefined ? [address!] : (await readText(file)).split(/\r?\n/)
  const addresses = lines.map(line => line.replace(/(?:^|\s)#.*$/, '').trim()).filter(Boolean)
  return addresses.map(written => {
    const ways = /^[a-z]+:\/\//i.test(written)
      ? [written]
      : ['https', 'http'].map(scheme => `${scheme}://${written}`)
    if (!/^https?:\/\/[^/]/i.test(ways[0]!) || !URL.canParse(ways[0]!))
      throw new ConfigError(`${written}: expected an address such as https://example.org/news/`)
    return ways
  })
}

/** An address that was written without its scheme is looked for by https, and by http where nothing answers there. */
async function addAt(
  ways: string[],
  options: AddOptions,
  settings: Settings,
  config: Config,
): Promise<void> {
  const [first, second] = ways as [string, string?]
  try {
    await addOne(first, options, settings, config)
  } catch (error) {
    if (!second || !(error instanceof ConfigError) || !/: retry: /.test(error.message)) throw error
    await addOne(second, options, settings, config)
  }
}

const readText = (file: string) =>
  readFile(file, 'utf8').catch(cause => {
    throw new ConfigError(`${file}: cannot be read (${(cause as Error).message})`, { cause })
  })

async function addOne(
  address: string,
  options: AddOptions,
  settings: Settings,
  config: Config,
): Promise<void> {
  const look = await lookAt(address, settings, config, !options.json)
  const draft = draftSource(
    look,
    config.sources.map(({ id }) => id),
  )
  if (draft.entries.length === 0) {
    const why = look.misses.map(miss => miss.why)[0]
    throw new ConfigError(
      `${address}: ${why ?? 'no list of articles was found there; try the address of a column, a feed or a sitemap'}`,
    )
  }
  const known = draft.entries.flatMap(({ value }) => ownerOf(config, value.url) ?? [])[0]
  const day = look.now.toISOString().slice(0, 10)
  const text = renderDraft(draft, { asked: address, day, inLanguage })
  const file = join(settings.configDir, 'sources', `${draft.id}.yaml`)
  checkDraft(file, text)
  if (!options.json) process.stdout.write(`${renderLook(look, draft)}\n\n${text}`)
  if (known) throw new ConfigError(`${address}: ${known} lists it already, nothing was written`)

  const isWritten = await isWanted(file, options)
  if (isWritten) await writeDraft(settings.configDir, file, text)
  if (isWritten) config.sources.push({ ...sourceSchema.parse({ ...plainSource(draft) }) })
  if (options.json)
    console.log(JSON.stringify(asJson(look, draft, text, isWritten ? file : null), null, 2))
  else
    console.log(
      isWritten ? say`\nwritten: ${file}` : say`\nnothing was written (--yes writes ${file})`,
    )
}

async function lookAt(
  address: string,
  settings: Settings,
  config: Config,
  tells: boolean,
): Promise<SiteLook> {
  const isLocal = await isLocalAddress(address)
  return withFetcher(settings, fetcher => {
    const reader: SiteReader = {
      fetcher,
      outlets: config.outlets,
      zone: likelyZone(new URL(address).hostname, null) ?? UNKNOWN_ZONE,
      language: null,
      gapMs: isLocal ? 0 : 1000,
      left: MOST_REQUESTS,
      pages: new Map(),
      ...(tells &&
        process.stderr.isTTY && {
          onRequest: url => process.stderr.write(say`looking at ${url}\n`),
        }),
    }
    return lookAtSite(reader, address, {
      agent: settings.crawlerAgent,
      isLocal,
      topics: config.topics && buildTopicTable(config.topics),
      presets: config.presets,
      now: new Date(),
    })
  })
}

const ownerOf = ({ sources }: Config, url: string) =>
  sources.find(({ entries }) => entries.some(entry => entry.url === url))?.id

/** A draft that the schema refuses is a fault of ours, and is told with its place before anything is written. */
function checkDraft(file: string, text: string): void {
  const document = parseDocument(file, text, sourceSchema)
  if ('problem' in document)
    throw new Error(`the draft is no source: ${document.problem.message}\n${text}`)
}

async function isWanted(file: string, { yes, json }: AddOptions): Promise<boolean> {
  if (yes) return true
  if (json || !process.stdin.isTTY || !process.stdout.isTTY) return false
  const asking = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return /^(?:y|yes|是|好)$/i.test((await asking.question(say`\nwrite ${file}? [y/N] `)).trim())
  } finally {
    asking.close()
  }
}

async function writeDraft(configDir: string, file: string, text: string): Promise<void> {
  if (existsSync(file)) throw new ConfigError(`${file}: is there already, nothing was written`)
  if (isBare(configDir)) await layOutConfig(configDir)
  await mkdir(join(configDir, 'sources'), { recursive: true })
  await writeFile(file, text, { flag: 'wx' })
}

const plainSource = (draft: Draft) => ({
  id: draft.id,
  name: draft.name.value,
  language: draft.language.value,
  zone: draft.zone.value,
  relevance: draft.relevance.value,
  entries: draft.entries.map(({ value }) => value),
})

const asJson = (look: SiteLook, draft: Draft, text: string, written: string | null) => ({
  asked: look.asked,
  written,
  draft,
  yaml: text,
  families: look.families,
  places: look.places.map(({ rows, ...place }) => ({
    ...place,
    rows: rows.length,
    examples: rows.slice(0, 5),
  })),
  articles: look.samples.map(
    ({ url, article: { title, published, outlet, byline, language, text: body, images } }) => ({
      url,
      title,
      published,
      outlet,
      byline,
      language,
      characters: body.length,
      images: images.length,
    }),
  ),
  misses: look.misses,
})
