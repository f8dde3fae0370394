import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** Waits for its standard input to be closed, which the kernel does for whoever was killed, and ends a group of processes then. */
const ENDS_GROUP = 'read -r never; kill -s KILL -- "-$0"'

/**
 * Starts a program that ends with this process, in whatever way this one ends: at the end of its suite, by a signal, killed. What the
 * program has started itself ends with it. Every process that a suite starts goes through here.
 */
export const startChild: typeof spawn = ((program: string, args: string[], options: object) => {
  const child = spawn(program, args, { ...options, detached: true })
  if (child.pid) watchOver(child)
  return child
}) as typeof spawn

export const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null

/** Ends a process by a signal and waits until it is gone. */
export async function end(
  child: ChildProcess,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<number | null> {
  if (hasEnded(child)) return child.exitCode
  const gone = once(child, 'exit')
  child.kill(signal)
  return (await gone)[0] as number | null
}

function watchOver(child: ChildProcess): void {
  const watch = spawn('sh', ['-c', ENDS_GROUP, String(child.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watch.unref()
  ;(watch.stdin as unknown as { unref(): void }).unref()
  // Its number may be another's soon.
  child.once('exit', () => watch.kill('SIGKILL'))
}
