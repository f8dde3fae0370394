import { once } from 'node:events'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { ConfigError } from '../config/config-error.ts'
import { UnavailableError } from '../model/unavailable-error.ts'
import type { ApiReading } from '../server/mcp/api-door.ts'
import { buildMcpServer } from '../server/mcp/mcp-server.ts'
import { openPassingStore } from './passing-store.ts'
import { aborted, untilStopped } from './until-stopped.ts'

/** `carbonwire mcp`: answers a program that speaks the Model Context Protocol, until it closes our standard input. */
export async function mcp(): Promise<void> {
  // Standard output is the protocol's: whatever else wants to speak does so beside it.
  console.log = console.error
  const stop = untilStopped()
  await using store = openPassingStore()
  const tell = (error: unknown) => console.error(`carbonwire: ${(error as Error).message}`)
  const read = async (path: string): Promise<ApiReading> => {
    try {
      return await store.ask<ApiReading>('readApi', { path })
    } catch (error) {
      if (error instanceof ConfigError || error instanceof UnavailableError)
        return { problem: error.message }
      throw error
    }
  }
  const ended = once(process.stdin, 'close')
  const serving = serveStdio(() => buildMcpServer(read, tell), { onerror: tell })
  await Promise.race([ended, aborted(stop)])
  await serving.close()
}
