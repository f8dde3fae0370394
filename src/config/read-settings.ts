import { readFileSync } from 'node:fs'
import { type Settings, settingsSchema } from '../model/settings.ts'
import { showSetting } from '../text/redact.ts'
import { ConfigError } from './config-error.ts'

/** What may lie in a file instead, as containers hand secrets in: `REDIS_PASSWORD_FILE=/run/secrets/redis`. */
const secretNames = [
  'DATABASE_URL',
  'REDIS_URL',
  'REDIS_PASSWORD',
  'REDIS_SENTINEL_PASSWORD',
  'SMTP_URL',
  'IMAGE_PROXY_SECRET',
]

/**
 * Reads the settings from the environment; what is unset or empty takes its default.
 * @throws ConfigError with one line for each variable that cannot be used
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = withFiles(
    Object.fromEntries(
      Object.entries(env)
        .map(([name, value]) => [name, value?.trim()])
        .filter(([, value]) => value),
    ),
  )
  const checked = settingsSchema.safeParse(given)
  if (checked.success) return checked.data

  const lines = checked.error.issues.map(issue => {
    const name = String(issue.path[0])
    return `${name}=${showSetting(name, given[name] ?? '')}: ${issue.message}`
  })
  throw new ConfigError(lines.join('\n'))
}

function withFiles(given: Record<string, string>): Record<string, string> {
  const read = secretNames.flatMap(name => {
    const file = given[`${name}_FILE`]
    return file ? [[name, readSecret(`${name}_FILE`, file, given[name])]] : []
  })
  return { ...given, ...Object.fromEntries(read) }
}

function readSecret(name: string, file: string, besides: string | undefined): string {
  if (besides) throw new ConfigError(`${name}: ${name.replace(/_FILE$/, '')} is set as well`)
  try {
    const text = readFileSync(file, 'utf8').trim()
    if (text) return text
  } catch (error) {
    throw new ConfigError(`${name}=${file}: ${(error as Error).message}`, { cause: error })
  }
  throw new ConfigError(`${name}=${file}: the file is empty`)
}
