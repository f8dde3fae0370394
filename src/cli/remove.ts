import { ConfigError } from '../config/config-error.ts'
import type { Removal } from '../store/removals.ts'
import type { RemoveAnswer } from './keeping-commands.ts'
import { reachStore } from './reach-store.ts'
import { shortTime } from './short-time.ts'
import { renderTable } from './table.ts'
import { say } from './words/say.ts'

type RemoveOptions = { reason?: string; undo?: boolean; list?: boolean; json?: boolean }

/** `carbonwire remove`: takes out an address, a story or a source, because a publisher or a person asks for it. */
export async function remove(what: string | undefined, options: RemoveOptions): Promise<void> {
  if (!options.list && what === undefined)
    throw new ConfigError('remove: expected an address, the id of a story (urn:uuid:…) or a source')
  await using reached = await reachStore()
  if (options.list) {
    const removals = await reached.ask<(Omit<Removal, 'at'> & { at: string })[]>('removals', null)
    return console.log(options.json ? JSON.stringify(removals, null, 2) : renderRemovals(removals))
  }
  if (options.undo) return console.log(await reached.ask<string>('allow', { what }))
  const done = await reached.ask<RemoveAnswer>('remove', { what, reason: options.reason ?? null })
  console.log(options.json ? JSON.stringify(done, null, 2) : renderRemoved(what!, done))
}

/** `carbonwire purge`: forgets a source whose file is gone. */
export async function purge(source: string, { json }: { json?: boolean }): Promise<void> {
  await using reached = await reachStore()
  const done = await reached.ask<RemoveAnswer>('purge', { source })
  if (json) return console.log(JSON.stringify(done, null, 2))
  console.log(
    say`${source} is forgotten: ${done.articles} articles, ${done.addresses} links and ${done.pages} pages; followers were told of ${done.stories} stories`,
  )
}

const renderRemoved = (what: string, { articles, stories, pages, addresses }: RemoveAnswer) =>
  [
    say`${what} is taken out: ${articles} articles with ${pages} pages; followers were told of ${stories} stories that are gone`,
    say`${addresses} addresses are never asked for again ("carbonwire remove --undo" lets them)`,
  ].join('\n')

const renderRemovals = (removals: (Omit<Removal, 'at'> & { at: string })[]) =>
  renderTable(
    ['taken out (UTC)', 'because'],
    removals.map(({ at, reason }) => [shortTime(at), reason ?? '–']),
    { under: removals.map(({ urlKey }) => urlKey) },
  )
