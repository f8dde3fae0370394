import type { Settings } from '../model/settings.ts'
import { allRoles, type Roles, startLine, takeUpSources } from '../pipeline/line.ts'
import type { World } from '../pipeline/world.ts'
import type { Served } from '../server/http/serve.ts'
import { openServer } from '../server/open-server.ts'
import type { Duty } from '../server/parts.ts'
import { openProbes } from '../server/probes/probe-routes.ts'
import { type OpenWorld, openWorld, type WorldOptions } from '../world.ts'
import { answerControl } from './control-commands.ts'
import { openControlSocket } from './control-socket.ts'
import { explainPort } from './explain-port.ts'
import { openSourceFiles } from './source-files.ts'
import { untilDone, whenThere } from './when-there.ts'
import { say } from './words/say.ts'

/** A process of the line: its world, and its server's address when it serves. */
export type Running = AsyncDisposable & { world: OpenWorld; url: string | null }

export type ProcessOptions = WorldOptions & {
  /** What this process works on; everything unless told. */
  roles?: Roles
  /** Whether it serves readers; yes unless told. */
  serves?: boolean
  /** What answers readers already; the server takes over from it. */
  front?: Served | null
  /** A database or queue that is away is waited for until this fires; without it the start fails. */
  waits?: AbortSignal
}

/** Starts a process. Disposing stops it cleanly: jobs that run are finished or given back, then the database is closed. */
export async function startProcess(
  settings: Settings,
  { roles = allRoles, serves = true, front, waits, ...options }: ProcessOptions = {},
): Promise<Running> {
  await using started = new AsyncDisposableStack()
  const ending = new AbortController()
  const onConfig: WorldOptions['onConfig'] = changed =>
    void untilTakenUp(changed, ending.signal).catch(error => {
      if (!ending.signal.aborted)
        changed.log.error({ err: error }, 'the changed configuration could not be taken up')
    })
  let { database } = options
  const open = () => {
    const given = { ...options, database, onConfig }
    // One that could not be opened is opened anew.
    database = undefined
    return openWorld(settings, { publishes: roles.publish !== undefined, ...given })
  }
  const world = started.use(
    await (waits ? whenThere(open, settings, { serves: serves && !front, until: waits }) : open()),
  )
  const duties = dutiesOf(roles, serves)
  const server = serves
    ? await openServer(
        {
          ...world,
          ...{ duties, operate: world.queue, sourceFiles: openSourceFiles(world) },
        },
        front,
      ).catch(error => explainPort(error, settings))
    : null
  if (server) started.defer(() => server.close())
  if (settings.metricsPort !== null) {
    const { host, metricsPort: port } = settings
    const probes = await openProbes({ ...world, duties }, { host, port }).catch(error =>
      explainPort(error, settings, 'METRICS_PORT', port),
    )
    started.defer(() => probes.close())
  }
  if (!settings.databaseUrl && settings.dataDir !== 'memory://')
    started.use(await openControlSocket(settings.dataDir, request => answerControl(world, request)))
  await (waits ? untilTakenUp(world, waits) : takeUpSources(world))
  const line = startLine(world, roles)
  // Readers and jobs are let go together, so that a slow one of these does not add to the other.
  started.defer(async () => void (await Promise.all([line.stop(), server?.close()])))

  started.defer(() => ending.abort())

  const running = started.move()
  return { world, url: server?.url ?? null, [Symbol.asyncDispose]: () => running.disposeAsync() }
}

/** Takes up the sources of the configuration as it is now, after an outage where there is one. */
const untilTakenUp = (world: World, until: AbortSignal) =>
  untilDone(() => takeUpSources(world), {
    until,
    onAway: error =>
      world.log.warn({ err: error }, 'the sources are taken up once the database is back'),
  })

/** What a process is there for, as its readiness is judged. */
function dutiesOf(roles: Roles, serves: boolean): Duty[] {
  const duties: [Duty, boolean][] = [
    ['serve', serves],
    ['crawl', Boolean(roles.crawl)],
    ['publish', Boolean(roles.publish)],
  ]
  return duties.filter(([, has]) => has).map(([duty]) => duty)
}

/** A stop takes this long at most: whoever waits for the process (a person, an orchestrator) kills it some time later. */
const STOP_WITHIN_MS = 9_500

/** Stops what runs and ends the process: with 0 when everything was closed, with 1 when something did not end in time. */
export async function endProcess(running: AsyncDisposable): Promise<never> {
  const late = setTimeout(() => {
    console.error(
      say`carbonwire: something did not end in time; what was under way is taken up by the next start`,
    )
    process.exit(1)
  }, STOP_WITHIN_MS)
  await running[Symbol.asyncDispose]()
  clearTimeout(late)
  process.exit(0)
}
