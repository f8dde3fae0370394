/** An orchestrator gives up soon after. */
const PATIENCE_MS = 8_000

/**
 * Asks the worker beside it, on its METRICS_PORT, whether it can do its work, and ends with 0 or 1. Nothing else is opened or loaded
 * where there is such a port: this runs twice a minute beside every worker.
 */
export async function checkWorker({
  METRICS_PORT,
  HOST,
  DATABASE_URL,
}: NodeJS.ProcessEnv): Promise<void> {
  if (!METRICS_PORT?.trim()) {
    // Nobody can be asked how the worker is; that its database answers is better than nothing.
    const { openServerDatabase } = await import('../store/server-database.ts')
    const { close } = await openServerDatabase(DATABASE_URL ?? '')
    return close()
  }
  const host = !HOST || HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${METRICS_PORT.trim()}/health/ready`
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) })
    if (answer.ok) return
    const { checks } = (await answer.json()) as { checks: { ok: boolean; why: string }[] }
    for (const { ok, why } of checks) if (!ok) console.error(why)
  } catch (error) {
    console.error(`${url} does not answer (${(error as Error).message})`)
  }
  process.exitCode = 1
}
