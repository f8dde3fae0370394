import type { Settings } from '../model/settings.ts'
import { buildServer } from './build-server.ts'
import type { ServerParts } from './parts.ts'
import { type Served, serve } from './serve.ts'

/** What a process hands over to be served: its doors and where to listen. */
export type ServedWorld = Omit<ServerParts, 'settings'> & {
  settings: ServerParts['settings'] & Pick<Settings, 'publicUrl' | 'host' | 'port'>
}

/** Builds the server and listens. Rejects with the system's error (EADDRINUSE …) when it cannot. */
export function openServer(world: ServedWorld): Promise<Served> {
  return serve(buildServer(world), world.settings)
}
