import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { ConfigError } from '../config/config-error.ts'
import { UnavailableError } from '../model/unavailable-error.ts'

/** Asked of the process that holds the data directory, because a second one may not open it. */
export type ControlRequest = { command: string; args: unknown }
export type ControlAnswer = { value: unknown } | { error: string; name: string }
export type Answerer = (request: ControlRequest) => Promise<unknown>

/** The kernel's limit for the path of a unix socket is 108 bytes. */
const MAX_PATH = 100

/** Where the process that holds this data directory listens: beside the data, or where a long path leaves no room, in the temporary folder. */
function controlPath(dataDir: string): string {
  const beside = join(resolve(dataDir), 'control.sock')
  if (Buffer.byteLength(beside) <= MAX_PATH) return beside
  const name = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 24)
  return join(tmpdir(), `carbonwire-${name}.sock`)
}

/** Listens for the commands of other processes: a JSON line in, a JSON line out. Only this user may connect. */
export async function openControlSocket(
  dataDir: string,
  answer: Answerer,
): Promise<AsyncDisposable> {
  const path = controlPath(dataDir)
  // The data directory is ours by its lock: a socket that lies there belonged to a process that died.
  rmSync(path, { force: true })
  const server = createServer(socket => {
    socket.on('error', () => socket.destroy())
    createInterface({ input: socket }).on('line', async line => {
      let reply: ControlAnswer
      try {
        reply = { value: await answer(JSON.parse(line) as ControlRequest) }
      } catch (error) {
        const { name, message } = error as Error
        reply = { error: message, name }
      }
      socket.end(`${JSON.stringify(reply)}\n`)
    })
  })
  server.listen(path)
  await once(server, 'listening')
  chmodSync(path, 0o600)

  return {
    async [Symbol.asyncDispose]() {
      server.close()
      rmSync(path, { force: true })
    },
  }
}

/**
 * Asks the running process. Null when there is none. Throws `ConfigError` when it says that whoever asked can mend it, `UnavailableError`
 * when it could not answer.
 */
export async function askRunning(
  dataDir: string,
  request: ControlRequest,
): Promise<{ value: unknown } | null> {
  const socket = connect(controlPath(dataDir))
  try {
    await once(socket, 'connect')
  } catch {
    return null
  }
  socket.write(`${JSON.stringify(request)}\n`)
  for await (const line of createInterface({ input: socket })) {
    const answer = JSON.parse(line) as ControlAnswer
    if (!('error' in answer)) return answer
    if (answer.name === 'ConfigError') throw new ConfigError(answer.error)
    throw new UnavailableError(`the running process could not do it: ${answer.error}`)
  }
  throw new UnavailableError('the running process ended before it answered: ask again')
}
