import { setTimeout as sleep } from 'node:timers/promises'
import type { SaveArticle, SavedArticle } from '../store/doors/crawling.ts'
import { isOutage } from '../store/is-outage.ts'
import type { Store } from '../store/store.ts'

/** How long a page waits for others to be stored with it. */
const GATHER_MS = 40
/** As many are stored without waiting. */
const MOST = 24

/** Pages that were read wait so long for a database that is away; then they are asked for again at another time. */
const OUTAGE_MS = 60_000
const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 3_000

/** The way of read pages into the store, of all rounds of this process: those that come together are stored together. */
export type PageSaver = {
  /** Resolves when the page is stored; rejects with what kept this page from it. */
  save(request: SaveArticle): Promise<SavedArticle>
}

type Waiting = {
  request: SaveArticle
  resolve: (saved: SavedArticle) => void
  reject: (error: unknown) => void
}

/** `onSaved` is called when something was stored that readers have not seen. */
export function openPageSaver(store: Pick<Store, 'saveArticles'>, onSaved: () => void): PageSaver {
  const waiting: Waiting[] = []
  let timer: NodeJS.Timeout | null = null
  let isSaving = false

  const saveBatch = async (batch: Waiting[]) => {
    try {
      const saved = await saveOverOutages(
        store,
        batch.map(({ request }) => request),
      )
      for (const [at, { resolve }] of batch.entries()) resolve(saved[at]!)
      if (saved.some(({ change }) => change !== 'unchanged')) onSaved()
    } catch (error) {
      if (batch.length === 1 || isOutage(error)) {
        for (const { reject } of batch) reject(error)
        return
      }
      // One page that cannot be stored does not keep the others from it.
      for (const each of batch) await saveBatch([each])
    }
  }

  const saveWaiting = async () => {
    if (timer) clearTimeout(timer)
    timer = null
    isSaving = true
    await saveBatch(waiting.splice(0, MOST))
    isSaving = false
    if (waiting.length) plan()
  }

  const plan = () => {
    if (isSaving) return
    if (waiting.length >= MOST) void saveWaiting()
    else timer ??= setTimeout(saveWaiting, GATHER_MS)
  }

  return {
    save(request) {
      return new Promise((resolve, reject) => {
        waiting.push({ request, resolve, reject })
        plan()
      })
    },
  }
}

/** An outage of ours is not the page's fault: what was fetched is kept until it can be stored. */
async function saveOverOutages(
  store: Pick<Store, 'saveArticles'>,
  requests: SaveArticle[],
): Promise<SavedArticle[]> {
  const begun = performance.now()
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await store.saveArticles(requests)
    } catch (error) {
      if (!isOutage(error) || performance.now() - begun > OUTAGE_MS) throw error
      await sleep(pause)
    }
  }
}
