import type { FetchWatch } from '../model/watch.ts'

/** Tells each of these what it is told. */
export const joinWatches = (watches: FetchWatch[]): FetchWatch => ({
  asked: asked => {
    for (const watch of watches) watch.asked(asked)
  },
  denied: (...told) => {
    for (const watch of watches) watch.denied(...told)
  },
  held: (...told) => {
    for (const watch of watches) watch.held(...told)
  },
})
