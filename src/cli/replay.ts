import { setTimeout as sleep } from 'node:timers/promises'
import { ConfigError } from '../config/config-error.ts'
import { type Replay, replayStages } from '../model/replay.ts'
import { startLine } from '../pipeline/line.ts'
import { openBar } from './progress.ts'
import { reachStore } from './reach-store.ts'
import type { ReplayAnswer } from './story-commands.ts'
import { untilStopped } from './until-stopped.ts'
import { say } from './words/say.ts'

export type ReplayOptions = { source?: string; since?: Date; dryRun?: boolean; json?: boolean }

const LOOK_EVERY_MS = 300

/** `carbonwire replay`: runs a stage again over what is stored, through the queue, and tells what differs. */
export async function replay(stage: string, options: ReplayOptions): Promise<void> {
  if (!(replayStages as readonly string[]).includes(stage))
    throw new ConfigError(`replay ${stage}: expected one of ${replayStages.join(', ')}`)

  const stop = untilStopped()
  await using reached = await reachStore()
  const line = reached.world && startLine(reached.world, { replay: 1, publish: 1 })
  try {
    let answer = await reached.ask<ReplayAnswer>('replay', {
      stage,
      sourceId: options.source ?? null,
      since: options.since?.toISOString() ?? null,
      dryRun: options.dryRun ?? false,
    })
    using bar = options.json ? null : openBar(process.stderr)
    while (isOpen(answer.replay) && !stop.aborted) {
      await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => {})
      answer = await reached.ask<ReplayAnswer>('replayState', { id: answer.replay.id })
      const { done, total } = answer.replay
      bar?.show(done, total ?? 1, left => say`${done} of ${total ?? 1} articles${left}`)
    }
    console.log(options.json ? JSON.stringify(answer, null, 2) : renderReplay(answer))
    if (isOpen(answer.replay) || answer.replay.state === 'failed') process.exitCode = 1
  } finally {
    await line?.stop()
  }
}

const isOpen = ({ state }: Replay) => state === 'waiting' || state === 'running'

/** The summary of the difference: what is counted, then examples. */
function renderReplay({ replay: run, examples }: ReplayAnswer): string {
  const dry = run.dryRun ? say` (dry run: nothing was changed)` : ''
  const counts = Object.entries(run.counts)
    .sort((a, b) => b[1] - a[1])
    .map(([name, count]) => `  ${String(count).padStart(6)}  ${name}`)
  const shown = examples.flatMap(({ title, difference }) => [
    `  ${title}`,
    ...difference.map(line => `    ${line}`),
  ])
  return [
    say`replay ${run.stage}: ${run.done} of ${run.total ?? 0} articles, ${run.state}${dry}`,
    ...(run.message ? [run.message] : []),
    ...counts,
    ...(shown.length ? [say`examples:`, ...shown] : []),
  ].join('\n')
}
