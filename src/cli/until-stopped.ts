/** A signal that fires when the process is asked to end (Ctrl-C, SIGTERM). A second Ctrl-C ends it at once. */
export function untilStopped(): AbortSignal {
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (stop.signal.aborted && name === 'SIGINT') process.exit(130)
      stop.abort(new Error(name))
    })
  }
  return stop.signal
}

export const aborted = (signal: AbortSignal) =>
  signal.aborted
    ? Promise.resolve()
    : new Promise<void>(resolve =>
        signal.addEventListener('abort', () => resolve(), { once: true }),
      )
