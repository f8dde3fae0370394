import { renderProblem } from '../config/config-error.ts'
import { readSettings } from '../config/read-settings.ts'
import { begin, loadProcess } from './begin.ts'
import { aborted, untilStopped } from './until-stopped.ts'
import { say } from './words/say.ts'

/** `carbonwire start`: crawls the configured sources and serves the feeds until it is stopped. */
export async function start(options: { port?: number; data?: string }): Promise<void> {
  const settings = withOptions(process.env, options)
  const stop = untilStopped()
  const begun = await begin(settings)
  const { endProcess, startProcess } = await loadProcess()
  const running = await startProcess(settings, begun)
  const { sources, problems } = running.world.config()
  console.log(
    say`carbonwire: ${sources.filter(({ enabled }) => enabled).length} sources, feeds at ${running.url}/   (Ctrl-C ends it)`,
  )
  for (const problem of problems)
    console.log(say`carbonwire: left out until it is mended: ${renderProblem(problem)}`)

  if (!settings.crawlerContact)
    console.log(
      say`carbonwire: CRAWLER_CONTACT is not set: publishers who wonder about the crawler cannot reach you`,
    )

  await aborted(stop)
  console.log(say`carbonwire: stopping`)
  await endProcess(running)
}

/** The settings of the environment, with what the command line says instead. */
export function withOptions(
  env: NodeJS.ProcessEnv,
  { port, data }: { port?: number; data?: string },
): ReturnType<typeof readSettings> {
  return readSettings({
    ...env,
    ...(port === undefined ? {} : { PORT: String(port) }),
    ...(data === undefined ? {} : { DATA_DIR: data }),
  })
}
