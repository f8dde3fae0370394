import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Document, MAX_AGE_SECONDS, makeDocument } from '../http/document.ts'

/** A feed as it was served last, for the time when the store is away. */
export type LastFeed = { body: string; mediaType: string; modified: string; link: string }

export type LastFeeds = {
  /** Keeps a document, at most once a minute each. A disk that refuses is no reason to serve nothing. */
  keep(path: string, feed: LastFeed): Promise<void>
  find(path: string): Promise<LastFeed | null>
  /** Keeps the last of those that came too soon after another, and notes which are as the store has them at the end of this process. */
  end(current: string[]): Promise<void>
  /** The paths of what is as the store has it, where the process before ended in order; told once. */
  takeCurrent(): Promise<string[]>
}

const EVERY_MS = 60_000

/** Keeps the last good documents of the main feeds in a directory, where a server finds them after a restart too. */
export function openLastFeeds(dir: string, now: () => number): LastFeeds {
  const keptAt = new Map<string, number>()
  const fileOf = (path: string) =>
    join(dir, `${createHash('sha256').update(path).digest('hex').slice(0, 32)}.json`)

  const currentFile = join(dir, 'current')
  const late = new Map<string, LastFeed>()
  const write = async (path: string, feed: LastFeed) => {
    const file = fileOf(path)
    const unfinished = `${file}.${process.pid}`
    late.delete(path)
    keptAt.set(path, now())
    try {
      await mkdir(dir, { recursive: true, mode: 0o700 })
      await writeFile(unfinished, JSON.stringify(feed))
      await rename(unfinished, file)
    } catch {
      keptAt.delete(path)
    }
  }

  return {
    async keep(path, feed) {
      if (now() - (keptAt.get(path) ?? 0) < EVERY_MS) late.set(path, feed)
      else await write(path, feed)
    },
    async end(current) {
      await Promise.all([...late].map(([path, feed]) => write(path, feed)))
      // Without it the next start is a little later.
      await writeFile(currentFile, JSON.stringify(current)).catch(() => undefined)
    },
    async takeCurrent() {
      const text = await readFile(currentFile, 'utf8').catch(() => null)
      await rm(currentFile, { force: true })
      return text === null ? [] : (JSON.parse(text) as string[])
    },
    async find(path) {
      const text = await readFile(fileOf(path), 'utf8').catch(() => null)
      return text === null ? null : (JSON.parse(text) as LastFeed)
    },
  }
}

/** A kept feed as it is answered. */
export const restoreFeed = ({ body, mediaType, modified, link }: LastFeed): Document =>
  makeDocument(body, {
    mediaType,
    modified: new Date(modified),
    maxAge: MAX_AGE_SECONDS,
    headers: { 'Access-Control-Allow-Origin': '*', Link: link },
  })
