import cliProgress from 'cli-progress'
import type { CrawlProgress } from './control-commands.ts'

/** Shows how far a crawl has come. Disposing takes it off the screen's hands. */
export type Progress = Disposable & {
  show(progress: Pick<CrawlProgress, 'links' | 'open' | 'stories'>): void
}

/** A bar where a person is looking; nothing where the output goes to a file or another program. */
export function openProgress(output: NodeJS.WriteStream): Progress {
  if (!output.isTTY) return { show() {}, [Symbol.dispose]() {} }

  const bar = new cliProgress.SingleBar({
    format: '{bar} {value} of {total} links · {stories} stories',
    hideCursor: true,
    stream: output,
  })
  bar.start(1, 0, { stories: 0 })
  return {
    show({ links, open, stories }) {
      bar.setTotal(Math.max(links, 1))
      bar.update(links - open, { stories })
    },
    [Symbol.dispose]: () => bar.stop(),
  }
}
