import type { RobotsCache } from '../model/robots-entry.ts'
import { type FetcherOptions, openFetcher } from './fetcher.ts'
import { openPace } from './pace.ts'

/** A picture, or why there is none. `isLate`: the publisher did not answer in time. */
export type ImageAnswer =
  | { kind: 'image'; type: string; bytes: Uint8Array }
  | { kind: 'refused'; isLate: boolean; why: string }

/** Asks for pictures on behalf of readers: not for pages, and not through the crawl's budget. */
export interface ImageDoor {
  /** What the web does wrong is a `refused` answer; a rejection is a bug of ours. */
  fetchImage(url: string): Promise<ImageAnswer>
  close(): Promise<void>
}

const DEADLINE_MS = 10_000
/** A reader waits for the picture, and shows the text meanwhile. */
const MAX_WAIT_MS = 5000
const POLITENESS = { gapMs: 0, concurrency: 4 }

/** Bitmaps alone: SVG is a document, which can hold scripts. */
const BITMAP = /^image\/(?:avif|bmp|gif|jpeg|jpg|png|webp|x-icon|vnd\.microsoft\.icon)$/

/** A reader's own request for what a page embeds is no crawl, so robots.txt is not asked. */
const noRobots: RobotsCache = {
  find: async () => ({
    verdict: 'allow',
    body: '',
    fetchedAt: new Date(),
    expiresAt: new Date(Date.now() + 86_400_000),
  }),
  save: async () => {},
}

/** Opens the door; addresses are guarded as those of pages are. Throws for an entry of `allowAddresses` that cannot be read. */
export function openImageDoor(
  options: Pick<FetcherOptions, 'agent' | 'contact' | 'allowAddresses' | 'resolve'>,
): ImageDoor {
  const fetcher = openFetcher({
    ...options,
    pace: openPace(),
    robots: noRobots,
    deadlineMs: DEADLINE_MS,
  })
  return {
    async fetchImage(url) {
      const request = {
        url,
        accept: 'image',
        politeness: POLITENESS,
        maxWaitMs: MAX_WAIT_MS,
      } as const
      const result = await fetcher.fetch(request)
      if (result.kind === 'refused') {
        const { reason, kind } = result.outcome
        return { kind: 'refused', isLate: reason === 'timeout', why: reason ?? kind }
      }
      if (result.kind !== 'page') return { kind: 'refused', isLate: false, why: 'unchanged' }
      const { bytes, headers } = result.page
      const type = (headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase()
      if (!BITMAP.test(type)) return { kind: 'refused', isLate: false, why: 'wrong-type' }
      return { kind: 'image', type, bytes }
    },
    close: () => fetcher.close(),
  }
}
