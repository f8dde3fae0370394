import type { PublishStore } from '../store/doors/publishing.ts'

/** An article that is not published by then is not waited for any longer: whatever keeps the publisher does not keep the crawl. */
const PATIENCE_MS = 2_000
/** How often the store is asked what a publisher in another process has done. */
const ASK_EVERY_MS = 200

/**
 * From those who store articles to the publisher. Within one process they tell each other, which costs nothing; between processes the
 * queue wakes it. The crawl waits until what it stored is published: so no article waits behind many, however fast pages come.
 */
export type Handover = {
  /** Something was stored that readers have not seen. */
  stored(): void
  /** Resolves when the article is published, when it has been waited for long enough, or when the signal fires. */
  untilPublished(articleId: string, signal: AbortSignal): Promise<void>
  /** These articles have been published in this process. */
  published(articleIds: string[]): void
  /** Begins to listen for what is stored in this process: nobody else is woken for it until the listener ends. */
  listen(): Listener
}

export type Listener = Disposable & {
  /** Resolves to true when something was stored since the last call; to false when nothing was for so long, and it has ended then. */
  next(patienceMs: number, signal: AbortSignal): Promise<boolean>
}

/** `wake` is called when something was stored and no publisher listens here. */
export function openHandover(
  store: Pick<PublishStore, 'stillUnpublished'>,
  wake: () => void,
): Handover {
  const waiting = new Map<string, () => void>()
  const listeners = new Set<() => void>()
  let hasListened = false
  let isAsking = false

  const askStore = async () => {
    const ids = [...waiting.keys()]
    const left = new Set(await store.stillUnpublished(ids).catch(() => ids))
    for (const id of ids) if (!left.has(id)) waiting.get(id)?.()
    isAsking = false
    planAsking()
  }
  const planAsking = () => {
    if (hasListened || isAsking || !waiting.size) return
    isAsking = true
    setTimeout(askStore, ASK_EVERY_MS).unref()
  }

  return {
    stored() {
      for (const tell of listeners) tell()
      if (!listeners.size) wake()
    },

    async untilPublished(articleId, signal) {
      waiting.get(articleId)?.()
      if (signal.aborted) return
      await new Promise<void>(resolve => {
        const timer = setTimeout(done, PATIENCE_MS)
        function done() {
          clearTimeout(timer)
          signal.removeEventListener('abort', done)
          if (waiting.get(articleId) === done) waiting.delete(articleId)
          resolve()
        }
        signal.addEventListener('abort', done)
        waiting.set(articleId, done)
        planAsking()
      })
    },

    published(articleIds) {
      for (const id of articleIds) waiting.get(id)?.()
    },

    listen() {
      hasListened = true
      return openListener(listeners)
    },
  }
}

function openListener(listeners: Set<() => void>): Listener {
  let isFresh = false
  let answer: (() => void) | null = null
  const tell = () => {
    isFresh = true
    answer?.()
  }
  listeners.add(tell)
  return {
    [Symbol.dispose]: () => listeners.delete(tell),
    async next(patienceMs, signal) {
      if (!isFresh && !signal.aborted)
        await new Promise<void>(resolve => {
          const timer = setTimeout(end, patienceMs)
          function end() {
            clearTimeout(timer)
            signal.removeEventListener('abort', end)
            resolve()
          }
          signal.addEventListener('abort', end)
          answer = end
        })
      answer = null
      if (!isFresh || signal.aborted) listeners.delete(tell)
      const wasFresh = isFresh
      isFresh = false
      return wasFresh
    },
  }
}
