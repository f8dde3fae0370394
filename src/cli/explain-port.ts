import { ConfigError } from '../config/config-error.ts'
import type { Settings } from '../model/settings.ts'

/** Throws what kept a server from listening: as a `ConfigError` in an operator's words when it is about the address, else as it came. */
export function explainPort(
  cause: unknown,
  { host, port: served }: Settings,
  name = 'PORT',
  port = served,
): never {
  const { code, message } = cause as NodeJS.ErrnoException
  if (code === 'EADDRINUSE')
    throw new ConfigError(
      `${name}=${port}: another program listens on ${host}:${port}: stop it, or choose another port (0 takes any free one)`,
      { cause },
    )
  if (code?.startsWith('E'))
    throw new ConfigError(
      `HOST=${host} ${name}=${port}: the server cannot listen there (${message}): choose another address or port`,
      { cause },
    )
  throw cause
}
