import cliProgress from 'cli-progress'
import type { CrawlProgress } from './control-commands.ts'
import { say } from './words/say.ts'

/** Shows how far a crawl has come. Disposing takes it off the screen's hands. */
export type Progress = Disposable & {
  show(progress: Pick<CrawlProgress, 'links' | 'open' | 'stories'>): void
}

/** A bar where a person is looking; nothing where the output goes to a file or another program. */
export function openProgress(output: NodeJS.WriteStream): Progress {
  const bar = openBar(output)
  return {
    show: ({ links, open, stories }) =>
      bar.show(
        links - open,
        links,
        left => say`${links - open} of ${links} links · ${stories} stories${left}`,
      ),
    [Symbol.dispose]: () => bar[Symbol.dispose](),
  }
}

export type Bar = Disposable & {
  show(done: number, total: number, says: (left: string) => string): void
}

/** A bar with words of its own, which are handed what is left as words too. */
export function openBar(output: NodeJS.WriteStream): Bar {
  if (!output.isTTY) return { show() {}, [Symbol.dispose]() {} }

  const bar = new cliProgress.SingleBar({
    format: '{bar} {says}',
    hideCursor: true,
    stream: output,
  })
  bar.start(1, 0, { says: '' })
  const startedAt = performance.now()
  let first: number | null = null
  return {
    show(done, total, says) {
      first ??= done
      const left = renderLeft({
        spentMs: performance.now() - startedAt,
        done: done - first,
        open: total - done,
      })
      bar.setTotal(Math.max(total, 1))
      bar.update(done, { says: says(left) })
    },
    [Symbol.dispose]: () => bar.stop(),
  }
}

/** Before that, a guess would jump about. */
const GUESS_AFTER_MS = 5_000

/** How long it may take yet, by how fast it went until now; nothing while that cannot be known. */
export function renderLeft({
  spentMs,
  done,
  open,
}: {
  spentMs: number
  done: number
  open: number
}): string {
  if (spentMs < GUESS_AFTER_MS || done < 1 || open < 1) return ''
  const seconds = Math.ceil((spentMs * open) / done / 1000)
  return seconds < 90
    ? say` · about ${seconds} s more`
    : say` · about ${Math.ceil(seconds / 60)} minutes more`
}
