import { type Settings, settingsSchema } from '../model/settings.ts'
import { showSetting } from '../text/redact.ts'
import { ConfigError } from './config-error.ts'

/**
 * Reads the settings from the environment; what is unset or empty takes its default.
 * @throws ConfigError with one line for each variable that cannot be used
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(
    Object.entries(env)
      .map(([name, value]) => [name, value?.trim()])
      .filter(([, value]) => value),
  )
  const checked = settingsSchema.safeParse(given)
  if (checked.success) return checked.data

  const lines = checked.error.issues.map(issue => {
    const name = String(issue.path[0])
    return `${name}=${showSetting(name, given[name] ?? '')}: ${issue.message}`
  })
  throw new ConfigError(lines.join('\n'))
}
