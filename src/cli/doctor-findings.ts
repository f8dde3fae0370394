import { lookup } from 'node:dns/promises'
import { existsSync, readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { createServer } from 'node:net'
import { availableParallelism, totalmem } from 'node:os'
import { dirname, resolve } from 'node:path'
import { renderProblem } from '../config/config-error.ts'
import { type Config, loadConfig } from '../config/load-config.ts'
import { secretsOfSettings } from '../config/secrets-of-settings.ts'
import { judgeAddress } from '../fetch/address-guard.ts'
import { parseAllowList } from '../fetch/allow-list.ts'
import type { Settings } from '../model/settings.ts'
import { chooseEngine, type EngineChoice } from '../store/embedded/open-embedded.ts'
import { openRedaction } from '../text/redact.ts'
import { askRunning } from './control-socket.ts'
import { type Diagnosis, diagnose } from './diagnose.ts'

/** One thing that was looked at. `bad` wants mending, `note` is to be known. */
export type Finding = { name: string; state: 'ok' | 'note' | 'bad'; says: string }

const MB = 1024 * 1024
const LEAST_FREE = 2048 * MB
/** Leases and dates go by the database's clock; one that is so far off makes dates wrong. */
const MOST_SKEW_MS = 5_000
/** Names that are looked up. */
const LOOKED_UP = 3
const PATIENCE_MS = 4_000

/** Looks at everything; what needs the network is left out where it is `offline`. */
export async function examine(
  settings: Settings,
  { offline }: { offline: boolean },
): Promise<Finding[]> {
  const config = await loadConfig(settings.configDir).catch((error: Error) => error)
  const running = await findRunning(settings)
  const looks: (Finding | Finding[] | Promise<Finding | Finding[]>)[] = [
    version(),
    { name: 'settings', state: 'ok', says: renderSettings(settings) },
    lookAtConfig(config, settings),
    lookAtDatabase(settings),
    ...(running instanceof Error
      ? [{ name: 'store', state: 'bad', says: running.message } as Finding]
      : lookAtRunning(running)),
    lookAtDisk(settings),
    lookAtZones(),
    lookAtGuard(settings),
    lookAtPort(settings, running !== null && !(running instanceof Error)),
    ...(offline || config instanceof Error ? [] : [lookAtNetwork(config)]),
  ]
  return (await Promise.all(looks)).flat()
}

function version(): Finding {
  const { version } = JSON.parse(readFileSync(findPackageJSON(import.meta.url)!, 'utf8')) as {
    version: string
  }
  const memory = Math.round(totalmem() / MB)
  return {
    name: 'version',
    state: 'ok',
    says: `Carbonwire ${version}, Node ${process.version} on ${process.platform} ${process.arch}, ${availableParallelism()} cores, ${memory} MB`,
  }
}

/** All settings in one line, without what is secret, wherever in them it lies. */
function renderSettings(settings: Settings): string {
  const redact = openRedaction(secretsOfSettings(settings, process.env))
  const line = Object.entries(settings)
    .filter(([, value]) => value !== null && String(value) !== '')
    .map(([name, value]) => `${name}=${withoutLogin(shown(value))}`)
    .join(' ')
  return redact(line)
}

const shown = (value: unknown) =>
  typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : String(value)

/** An address without who logs in there. */
const withoutLogin = (value: string) => value.replace(/(:\/\/)[^/@]*@/, '$1…@')

function lookAtConfig(config: Config | Error, { configDir }: Settings): Finding {
  const name = 'sources'
  if (config instanceof Error) return { name, state: 'bad', says: config.message }
  const on = config.sources.filter(({ enabled }) => enabled).length
  const [first, ...others] = config.problems.map(renderProblem)
  if (first)
    return {
      name,
      state: 'bad',
      says: others.length ? `${first} (and ${others.length} more)` : first,
    }
  const says = `${on} of ${config.sources.length} in ${resolve(configDir)} are on`
  return { name, state: on ? 'ok' : 'bad', says }
}

async function lookAtDatabase({ databaseUrl, dataDir }: Settings): Promise<Finding> {
  const name = 'database'
  if (databaseUrl)
    return {
      name,
      state: 'ok',
      says: `PostgreSQL at ${new URL(databaseUrl).host} (DATABASE_URL)`,
    }
  if (dataDir === 'memory://')
    return { name, state: 'note', says: 'PGlite in memory: nothing is kept' }
  const path = resolve(dataDir)
  const choice = await chooseEngine({ path: nearestDirectory(path), isOurs: false })
  const state = choice.engine === 'pglite' ? 'note' : 'ok'
  return { name, state, says: renderChoice(choice, path) }
}

/** The directory itself, or where it would be made. */
const nearestDirectory = (path: string): string =>
  existsSync(path) || path === dirname(path) ? path : nearestDirectory(dirname(path))

/** One line about the database of a data directory. */
function renderChoice(choice: EngineChoice, path: string): string {
  if (choice.engine === 'pglite') return `PGlite in ${path}: ${choice.reason}`
  const { programs, user } = choice
  const whom = {
    own: 'this user',
    other: `user ${user.uid}, for root may not`,
    namespace: 'root under another name, in a user namespace',
  }[user.kind]
  return `a PostgreSQL of our own in ${path} (${programs.version}, run as ${whom})`
}

/** What the process that holds the data directory says, or the database elsewhere; null where neither is. */
async function findRunning(settings: Settings): Promise<Diagnosis | Error | null> {
  try {
    if (settings.databaseUrl) return await diagnose(settings)
    const answer = await askRunning(settings.dataDir, { command: 'diagnose', args: null })
    return answer ? (answer.value as Diagnosis) : null
  } catch (error) {
    return error as Error
  }
}

/** What the process that runs tells of its clock, queue, waiting links and room. */
export function lookAtRunning(running: Diagnosis | null): Finding[] {
  if (!running)
    return [
      { name: 'process', state: 'note', says: 'none runs here: "carbonwire start" starts one' },
    ]
  const { skewMs, queue, sizes, waiting, held, late } = running
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  const largest = sizes.slice(0, 4).map(({ kind, bytes }) => `${kind} ${Math.round(bytes / MB)}`)
  const jobs = Object.entries(queue).map(
    ([name, { waiting, active, failed }]) =>
      `${name} ${waiting}+${active}${failed ? ` (${failed} failed)` : ''}`,
  )
  return [
    {
      name: 'clock',
      state: Math.abs(skewMs) > MOST_SKEW_MS ? 'bad' : 'ok',
      says: `${Math.round(skewMs)} ms from the database's`,
    },
    { name: 'queue', state: 'ok', says: `waiting+running: ${jobs.join(', ')}` },
    {
      name: 'line',
      state: late.length || waiting > 1_000 ? 'note' : 'ok',
      says: `${waiting} links wait; held back: ${held.join(', ') || 'none'}; late: ${late.join(', ') || 'none'}`,
    },
    {
      name: 'room',
      state: 'ok',
      says: `${Math.round(total / MB)} MB in all (${largest.join(', ')})`,
    },
  ]
}

async function lookAtDisk({ dataDir, databaseUrl }: Settings): Promise<Finding> {
  const path = databaseUrl || dataDir === 'memory://' ? '.' : nearestDirectory(resolve(dataDir))
  const { bavail, bsize } = await statfs(path)
  const free = bavail * bsize
  return {
    name: 'disk',
    state: free < LEAST_FREE ? 'bad' : 'ok',
    says: `${(free / MB / 1024).toFixed(1)} GB free at ${resolve(path)}`,
  }
}

/** Dates of pages are read in the zones of their publishers. */
function lookAtZones(): Finding {
  const zones = ['Asia/Shanghai', 'Asia/Taipei', 'Europe/Brussels', 'America/New_York']
  const missing = zones.filter(zone => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone === 'UTC'
    } catch {
      return true
    }
  })
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  return missing.length
    ? { name: 'zones', state: 'bad', says: `this Node knows no ${missing.join(', ')}` }
    : {
        name: 'zones',
        state: 'ok',
        says: `data of ${process.versions.tz}; this machine is in ${here}`,
      }
}

const guarded = ['127.0.0.1', '10.0.0.1', '192.168.0.1', '169.254.169.254', '::1', 'fd00::1']

function lookAtGuard({ allowAddresses }: Settings): Finding {
  const name = 'guard'
  try {
    const list = parseAllowList(allowAddresses)
    const open = guarded.filter(address => judgeAddress(address, address, 80, list) === null)
    return open.length
      ? { name, state: 'note', says: `private addresses may be fetched: ${open.join(', ')}` }
      : { name, state: 'ok', says: 'no private address is fetched' }
  } catch (error) {
    return { name, state: 'bad', says: `ALLOW_ADDRESSES: ${(error as Error).message}` }
  }
}

async function lookAtPort({ host, port }: Settings, isRunning: boolean): Promise<Finding> {
  const name = 'port'
  if (port === 0) return { name, state: 'ok', says: 'any free one' }
  const code = await new Promise<string | null>(resolve => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, host, () => server.close(() => resolve(null)))
  })
  if (code === null) return { name, state: 'ok', says: `${host}:${port} is free` }
  if (code === 'EADDRINUSE' && isRunning)
    return { name, state: 'ok', says: `${host}:${port} is taken, by the process that runs` }
  return { name, state: 'bad', says: `${host}:${port} cannot be listened on (${code})` }
}

/** Whether the names of a few sources can be looked up; none of them is asked for anything. */
export async function lookAtNetwork({ sources }: Pick<Config, 'sources'>): Promise<Finding> {
  const hosts = sources
    .filter(({ enabled }) => enabled)
    .flatMap(({ entries }) => new URL(entries[0]!.url).hostname)
    .slice(0, LOOKED_UP)
  const answers = await Promise.all(hosts.map(resolves))
  const failed = hosts.filter((_, at) => !answers[at])
  const proxy = ['HTTPS_PROXY', 'HTTP_PROXY', 'https_proxy', 'http_proxy'].find(
    key => process.env[key],
  )
  const told = proxy ? `; ${proxy} is set, and the crawl does not use it` : ''
  if (hosts.length > 0 && failed.length === hosts.length)
    return {
      name: 'network',
      state: 'bad',
      says: `no name can be looked up (${hosts.join(', ')})${told}`,
    }
  const state = failed.length || proxy ? 'note' : 'ok'
  const says = `${hosts.length - failed.length} of ${hosts.length} names were found${failed.length ? `, not ${failed.join(', ')}` : ''}${told}`
  return { name: 'network', state, says }
}

async function resolves(host: string): Promise<boolean> {
  const late = new Promise<boolean>(done => setTimeout(done, PATIENCE_MS, false).unref())
  const found = lookup(host).then(
    () => true,
    () => false,
  )
  return Promise.race([found, late])
}
