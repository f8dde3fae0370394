import { ConfigError } from '../config/config-error.ts'
import type { Settings } from '../model/settings.ts'
import { allRoles, type Roles, startLine, takeUpSources } from '../pipeline/line.ts'
import { openServer } from '../server/open-server.ts'
import { type OpenWorld, openWorld, type WorldOptions } from '../world.ts'
import { answerControl } from './control-commands.ts'
import { openControlSocket } from './control-socket.ts'

/** One process that does everything: workers, sweep, server, and the socket that other commands find it by. */
export type Running = AsyncDisposable & { world: OpenWorld; url: string }

/** Starts it. Disposing stops it cleanly: jobs that run are finished or given back, then the database is closed. */
export async function startProcess(
  settings: Settings,
  options: WorldOptions = {},
): Promise<Running> {
  await using started = new AsyncDisposableStack()
  const world = started.use(
    await openWorld(settings, {
      ...options,
      onConfig: changed =>
        void takeUpSources(changed).catch(error =>
          changed.log.error({ err: error }, 'the changed configuration could not be taken up'),
        ),
    }),
  )
  const server = serves
    ? await openServer(world).catch(error => explainPort(error, settings))
    : null
  if (server) started.defer(() => server.close())
  if (!settings.databaseUrl && settings.dataDir !== 'memory://')
    started.use(await openControlSocket(settings.dataDir, request => answerControl(world, request)))
  await takeUpSources(world)
  const line = startLine(world, roles)
  started.defer(() => line.stop())

  const running = started.move()
  return { world, url: server?.url ?? null, [Symbol.asyncDispose]: () => running.disposeAsync() }
}

function explainPort(error: unknown, { host, port }: Settings): never {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
  throw new ConfigError(
    `PORT=${port}: another program listens on ${host}:${port}: stop it, or choose another port (0 takes any free one)`,
  )
}
