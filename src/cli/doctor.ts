import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { readSettings } from '../config/read-settings.ts'
import type { Settings } from '../model/settings.ts'
import { chooseEngine, type EngineChoice } from '../store/embedded/open-embedded.ts'

/** What `carbonwire doctor` found: a line each. */
export type Diagnosis = { name: string; says: string }[]

/** `carbonwire doctor`: the settings as they are understood, and which database runs and why. It changes nothing. */
export async function doctor({ json, data }: { json?: boolean; data?: string }): Promise<void> {
  const env = data === undefined ? process.env : { ...process.env, DATA_DIR: data }
  const settings = readSettings(env)
  const found: Diagnosis = [
    { name: 'Node', says: process.version },
    { name: 'settings', says: renderSettings(settings) },
    { name: 'database', says: await describeDatabase(settings) },
  ]
  if (json) console.log(JSON.stringify(found, null, 2))
  else for (const { name, says } of found) console.log(`${name.padEnd(10)}${says}`)
}

const secret = /secret|token|password/i

function renderSettings(settings: Settings): string {
  return Object.entries(settings)
    .filter(([, value]) => value !== null && String(value) !== '')
    .map(([name, value]) => `${name}=${secret.test(name) ? '…' : withoutLogin(String(value))}`)
    .join(' ')
}

/** An address without who logs in there. */
const withoutLogin = (value: string) => value.replace(/(:\/\/)[^/@]*@/, '$1…@')

async function describeDatabase({ databaseUrl, dataDir }: Settings): Promise<string> {
  if (databaseUrl) return `PostgreSQL at ${new URL(databaseUrl).host} (DATABASE_URL)`
  if (dataDir === 'memory://') return 'PGlite in memory: nothing is kept'
  const path = resolve(dataDir)
  return renderChoice(await chooseEngine({ path: nearestDirectory(path), isOurs: false }), path)
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
