import type { SaveArticle, SavedArticle, Store } from '../store/store.ts'

/** How long a page waits for others to be stored with it. */
const GATHER_MS = 40
/** As many are stored without waiting. */
const MOST = 24

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
      const saved = await store.saveArticles(batch.map(({ request }) => request))
      for (const [at, { resolve }] of batch.entries()) resolve(saved[at]!)
      if (saved.some(({ change }) => change !== 'unchanged')) onSaved()
    } catch (error) {
      if (batch.length === 1) return batch[0]!.reject(error)
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
