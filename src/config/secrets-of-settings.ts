import type { Settings } from '../model/settings.ts'
import { secretsOf } from '../text/redact.ts'

/** What this process knows by its environment and its settings, and nobody else should. */
export const secretsOfSettings = (
  settings: Settings,
  env: Record<string, string | undefined>,
): string[] =>
  secretsOf({
    ...env,
    SETTINGS_DATABASE_URL: settings.databaseUrl ?? undefined,
    SETTINGS_REDIS_URL: settings.redisUrl ?? undefined,
    SETTINGS_REDIS_PASSWORD: settings.redisAccess.password ?? undefined,
    SETTINGS_SENTINEL_PASSWORD: settings.redisAccess.sentinelPassword ?? undefined,
    SETTINGS_SMTP_URL: settings.smtpUrl ?? undefined,
    SETTINGS_SECRET: settings.imageProxySecret ?? undefined,
  })
