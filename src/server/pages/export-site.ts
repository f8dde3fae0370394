import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { renderers } from '../../feeds/renderers.ts'
import { issueName } from '../../text/issue-name.ts'
import { dayIn } from '../../text/zone.ts'
import { buildServer } from '../build-server.ts'
import {
  digestChannels,
  everything,
  type FeedChannel,
  languageChannels,
  outletChannel,
  savedChannels,
  sourceChannels,
  topicChannels,
} from '../channels.ts'
import type { ReadParts, ServerParts } from '../parts.ts'
import { scriptPath } from './script.ts'
import { storyPath } from './story-list.ts'
import { stylePath } from './style.ts'
import { READER_ZONE } from './times.ts'
import type { Ui } from './words.ts'

export type ExportOptions = {
  /** Where the files go; it is made when it is not there. */
  dir: string
  /** The address the files will be reached at, without a slash at the end. */
  base: string
  ui: Ui
  /** Told of each file that is looked at. */
  onFile?: (path: string) => void
}

export type ExportReport = { written: number; unchanged: number; removed: number }

/** What the last export wrote: by it the next one knows what it need not write again. */
const manifestSchema = z.object({
  version: z.string(),
  sequence: z.int(),
  files: z.record(z.string(), z.string()),
})
type Manifest = z.infer<typeof manifestSchema>

const MANIFEST = '.carbonwire-export.json'
const FORMATS = Object.keys(renderers)
const MOST_OUTLETS = 300
const CHANGES = 500
/** Issues of a digest, as many as its feed holds. */
const ISSUES = 30

/**
 * Writes feeds, OPML and reader pages as files for a web server or an object store. Only what is new or has changed since the last
 * export into the same directory is made or written; what no longer stands is removed. Throws when the directory cannot be written.
 */
export async function exportSite(
  parts: Omit<ServerParts, 'poster'>,
  { dir, base, ui, onFile }: ExportOptions,
): Promise<ExportReport> {
  const app = buildServer({ ...parts, settings: { publicUrl: base }, isStatic: true })
  const version = `${stylePath} ${scriptPath} ${base} ${ui}`
  const before = await readManifest(dir, version)
  const files: Record<string, string> = {}
  const report: ExportReport = { written: 0, unchanged: 0, removed: 0 }
  const sequence = await parts.store.lastSequence()

  const made = new Map<string, string>()
  /** Makes one file and gives its text; null when nothing stands there any more. */
  const put = async (path: string): Promise<string | null> => {
    const known = made.get(path)
    if (known !== undefined) return known
    onFile?.(path)
    const answer = await app.request(`${base}${path}`, { headers: { 'Accept-Language': ui } })
    if (answer.status === 404) return null
    if (!answer.ok) throw new Error(`${path} could not be made: status ${answer.status}`)
    const bytes = Buffer.from(await answer.arrayBuffer())
    const hash = createHash('sha256').update(bytes).digest('base64url')
    files[path] = hash
    if (before?.files[path] === hash) report.unchanged++
    else {
      await write(join(dir, fileOf(path)), bytes)
      report.written++
    }
    const text = bytes.toString()
    // Only what leads to archives is asked for twice.
    if (path.endsWith('/feed.xml')) made.set(path, text)
    return text
  }

  for (const path of await listPages(parts)) await put(path)
  for (const channel of await listChannels(parts)) {
    await putChannel(channel, before, files, put)
  }
  await putDigests(parts, put)
  await putStories(parts, before, files, put)

  for (const path of Object.keys(before?.files ?? {})) {
    if (path in files) continue
    await rm(join(dir, fileOf(path)), { force: true })
    report.removed++
  }
  const manifest: Manifest = { version, sequence, files }
  await write(join(dir, MANIFEST), Buffer.from(JSON.stringify(manifest)))
  return report
}

type Put = (path: string) => Promise<string | null>

/** An export of another version, address or language is no beginning: everything is made anew. */
async function readManifest(dir: string, version: string): Promise<Manifest | null> {
  try {
    const read = manifestSchema.parse(JSON.parse(await readFile(join(dir, MANIFEST), 'utf8')))
    return read.version === version ? read : null
  } catch {
    return null
  }
}

/** A page is the index of its directory; what has an ending of its own keeps it. */
export function fileOf(path: string): string {
  const parts = path.split('/').filter(Boolean).map(decodePart)
  return /\.(?:xml|atom|json|opml|css|svg|js|ico|txt)$/.test(path)
    ? join(...parts)
    : join(...parts, 'index.html')
}

/** Web servers decode addresses; what would lead to another directory stays encoded. */
function decodePart(part: string): string {
  const decoded = decodeURIComponent(part)
  return /^\.+$|[/\\\0]/.test(decoded) ? part.replaceAll('.', '%2E') : decoded
}

async function write(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const beside = `${file}.part`
  await writeFile(beside, bytes)
  await rename(beside, file)
}

async function listPages({ store, now }: Pick<ReadParts, 'store' | 'now'>): Promise<string[]> {
  const days = (await store.countByDay({}, READER_ZONE)).map(({ day }) => day)
  const today = dayIn(READER_ZONE, now())
  const years = [...new Set([...days, today].map(day => day.slice(0, 4)))]
  return [
    ...['/', '/feeds', '/feeds.opml', '/digests', '/calendar', '/charts', '/sources', '/outlets'],
    ...[stylePath, scriptPath, '/assets/icon.svg', '/favicon.ico', '/robots.txt', '/sitemap.xml'],
    ...years.map(year => `/calendar/${year}`),
    ...days.map(day => `/days/${day}`),
  ]
}

async function listChannels({ store, config }: Pick<ReadParts, 'store' | 'config'>) {
  const now = config()
  const outlets = (await store.countBy('outlet', {})).slice(0, MOST_OUTLETS)
  return [
    everything,
    ...topicChannels(now),
    ...sourceChannels({ sources: (await store.listSources()).map(({ source }) => source) }),
    ...languageChannels,
    ...savedChannels(now),
    ...outlets.map(({ name }) => outletChannel(name)),
  ]
}

async function putChannel(
  { path }: FeedChannel,
  before: Manifest | null,
  files: Record<string, string>,
  put: Put,
): Promise<void> {
  if (path) await put(path)
  await put(`${path}/feed`)
  for (const format of FORMATS) await put(`${path}/feed.${format}`)

  let document = await put(`${path}/feed.xml`)
  for (;;) {
    const archive = /rel="prev-archive" href="[^"]*(\/archive\/\d+\/feed)\.xml"/.exec(
      document ?? '',
    )?.[1]
    if (!archive) return
    if (before?.files[`${path}${archive}.xml`]) break
    for (const format of FORMATS) await put(`${path}${archive}.${format}`)
    document = await put(`${path}${archive}.xml`)
  }
  // Documents of the archive never change, so what comes before a known one is known.
  for (const [known, hash] of Object.entries(before?.files ?? {})) {
    if (known.startsWith(`${path}/archive/`)) files[known] ??= hash
  }
}

/** Each digest with its feeds and the issues that they hold. */
async function putDigests({ store, config }: Pick<ReadParts, 'store' | 'config'>, put: Put) {
  for (const { path } of digestChannels(config())) {
    await put(`${path}/feed`)
    for (const format of FORMATS) await put(`${path}/feed.${format}`)
    const issues = await store.listDigestIssues(path.slice('/digests/'.length), ISSUES)
    for (const { until } of issues) await put(`${path}/${issueName(until)}`)
  }
}

/** Stories that have not changed since the last export keep their files; the others are made. */
async function putStories(
  { store }: Pick<ReadParts, 'store'>,
  before: Manifest | null,
  files: Record<string, string>,
  put: Put,
): Promise<void> {
  if (!before) {
    const tier: ('relevant' | 'adjacent')[] = ['relevant', 'adjacent']
    for await (const { id } of store.exportStories({ tier })) await put(storyPath(id))
    return
  }
  const changed = new Set<string>()
  for (let after = before.sequence; ; ) {
    const changes = await store.changesAfter(after, CHANGES)
    for (const { storyId, into } of changes) {
      changed.add(storyPath(storyId))
      if (into) changed.add(storyPath(into))
    }
    if (changes.length < CHANGES) break
    after = changes.at(-1)!.sequence
  }
  for (const [path, hash] of Object.entries(before.files)) {
    if (path.startsWith('/stories/') && !changed.has(path)) files[path] = hash
  }
  for (const path of changed) await put(path)
}
