import { untilIdle } from '../pipeline/until-idle.ts'
import type { World } from '../pipeline/world.ts'
import type { SourceState } from '../store/store.ts'
import type { ControlRequest } from './control-socket.ts'

/** What commands ask of a store, in this process or in the running one. The answers can be sent as JSON. */
const commands = {
  sources: ({ store }: World) => store.listSources(),
  crawl: crawlNow,
} satisfies Record<string, (world: World, args: never) => Promise<unknown>>

export type ControlCommand = keyof typeof commands

/** Carries out one command. Throws for one that is not known. */
export async function answerControl(
  world: World,
  { command, args }: ControlRequest,
): Promise<unknown> {
  if (!Object.hasOwn(commands, command)) throw new Error(`there is no command "${command}"`)
  return commands[command as ControlCommand](world, args as never)
}

/** Crawls these sources now and answers with their state when everything they led to is done. */
async function crawlNow(world: World, { sources }: { sources: string[] }): Promise<SourceState[]> {
  const states = await world.store.listSources()
  const known = states
    .filter(({ active, source }) => active && source.enabled)
    .map(({ source }) => source.id)
  const unknown = sources.filter(id => !known.includes(id))
  if (unknown.length)
    throw new Error(
      `${unknown.join(', ')}: expected enabled sources of the configuration: ${known.join(', ')}`,
    )

  const ids = sources.length ? sources : known
  const since = world.now()
  await world.queue.add(
    'crawl',
    ids.map(sourceId => ({ sourceId, slot: `asked-${since.getTime()}` })),
  )
  await untilIdle(world, ids, since, AbortSignal.timeout(3_600_000))
  return (await world.store.listSources()).filter(({ source }) => ids.includes(source.id))
}
