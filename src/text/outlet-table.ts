import type { OutletEntry } from '../model/outlet.ts'

/** Looks up publications by any spelling or host. */
export type OutletTable = {
  /** What it was built from; the table itself cannot cross to another thread. */
  entries: OutletEntry[]
  /** The entry whose name or alias this is, ignoring case, spaces and brackets; null when none is. */
  findByName(printed: string): OutletEntry | null
  /** The entry that owns this host or a parent of it. */
  findByHost(host: string): OutletEntry | null
}

const nameKey = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s《》“”"'「」『』()[\]【】]/g, '')

/** Builds the look-up table of `config/outlets.yaml`. On a name given twice the first entry wins. */
export function buildOutletTable(entries: OutletEntry[]): OutletTable {
  const byName = new Map<string, OutletEntry>()
  const byHost = new Map<string, OutletEntry>()
  for (const entry of entries) {
    for (const name of [entry.name, entry.nameEn, ...entry.aliases]) {
      if (name && !byName.has(nameKey(name))) byName.set(nameKey(name), entry)
    }
    for (const host of entry.hosts) if (!byHost.has(host)) byHost.set(host, entry)
  }

  return {
    entries,
    findByName: printed => byName.get(nameKey(printed)) ?? null,
    findByHost(host) {
      const labels = host.toLowerCase().split('.')
      for (let from = 0; from < labels.length - 1; from++) {
        const entry = byHost.get(labels.slice(from).join('.'))
        if (entry) return entry
      }
      return null
    },
  }
}
