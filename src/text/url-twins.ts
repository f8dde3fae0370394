import { compilePattern, type LinearPattern } from '../model/linear-pattern.ts'
import type { TwinsConfig } from '../model/twins.ts'

type Groups = Record<string, string | undefined>
type Site = {
  key: string
  addresses: { path: LinearPattern; query: [parameter: string, group: string][] }[]
}

/** What is known of single sites' addresses, ready to be asked. */
export type Twins = {
  /** The one key of an article that its site shows under several addresses; null where no site rule fits. */
  findKey(url: URL): string | null
  /** Where a redirector leads, as its parameter spells it; null for any other address. */
  findTarget(url: URL): string | null
  /** True when the query of this page does not matter. */
  ignoresQuery(url: URL): boolean
}

/** Knows no site: every address is keyed by the general rules. */
export const noTwins: Twins = {
  findKey: () => null,
  findTarget: () => null,
  ignoresQuery: () => false,
}

/** Builds the look-up table of `config/twins.yaml`. Where several rules fit an address, the first wins. */
export function buildTwins({ sites, redirectors, queryless }: TwinsConfig): Twins {
  const siteTable = buildHostTable(
    sites,
    ({ key, addresses }): Site => ({
      key,
      addresses: addresses.map(({ path, query }) => ({
        path: compilePattern(path),
        query: Object.entries(query ?? {}),
      })),
    }),
  )
  const redirectorTable = buildHostTable(redirectors, ({ path, parameters }) => ({
    path: compilePattern(path ?? '.*'),
    parameters,
  }))
  const querylessTable = buildHostTable(queryless, ({ path }) => compilePattern(path))

  return {
    findKey(url) {
      for (const site of siteTable(url.hostname)) {
        const key = fillKey(site, url)
        if (key !== null) return key
      }
      return null
    },
    findTarget(url) {
      for (const { path, parameters } of redirectorTable(url.hostname)) {
        if (!path.test(url.pathname)) continue
        const found = parameters.map(name => url.searchParams.get(name)).find(Boolean)
        if (found) return found
      }
      return null
    },
    ignoresQuery: url => querylessTable(url.hostname).some(path => path.test(url.pathname)),
  }
}

/** Entries by host; asked for a host, it gives those of the host itself first, then those of what it is under. */
function buildHostTable<Entry extends { hosts: string[] }, Value>(
  entries: Entry[],
  build: (entry: Entry) => Value,
): (host: string) => Value[] {
  const table = new Map<string, Value[]>()
  for (const entry of entries) {
    const value = build(entry)
    for (const host of entry.hosts) table.set(host, [...(table.get(host) ?? []), value])
  }

  return hostname => {
    const host = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname
    const values = [...(table.get(host) ?? [])]
    for (let from = 0; from >= 0; from = nextLabel(host, from)) {
      values.push(...(table.get(`*.${host.slice(from)}`) ?? []))
    }
    return values
  }
}

const nextLabel = (host: string, from: number) => {
  const dot = host.indexOf('.', from)
  return dot < 0 ? -1 : dot + 1
}

function fillKey({ key, addresses }: Site, url: URL): string | null {
  const path = url.pathname.replace(/\/{2,}/g, '/')
  for (const address of addresses) {
    const groups = address.path.groups(path)
    if (!groups) continue
    const found = readGroups(groups, address.query, url)
    if (found) return key.replace(/\{(\w+)\}/g, (_, group) => found[group] ?? '')
  }
  return null
}

function readGroups(groups: Groups, query: [string, string][], url: URL): Groups | null {
  const found: Groups = { ...groups }
  for (const [parameter, group] of query) {
    const value = url.searchParams.get(parameter)
    if (!value) return null
    found[group] = value
  }
  return found
}
