import * as z from 'zod'
import { readRedisAddress } from './redis-address.ts'

const contact = /^(https?:\/\/\S+|[^\s@]+@[^\s@]+\.[^\s@]+)$/
const address =
  /^(\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?|\[?[0-9a-f:]*:[0-9a-f:.]*\]?(\/\d{1,3})?|[a-z0-9_*]([a-z0-9._*-]*[a-z0-9_])?)(:\d{1,5})?$/i

const splitList = (list: string) => list.split(/[\s,]+/).filter(Boolean)

/** `10.0.0.1, fd00::/8` or `2`. */
function isProxyList(text: string): boolean {
  if (/^[0-9]$/.test(text.trim())) return true
  return splitList(text).every(entry => {
    const [ip = '', bits, more] = entry.split('/')
    const family = isIpText(ip)
    const isBits =
      bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32))
    return more === undefined && family !== 0 && isBits
  })
}

/** 4, 6, or 0 for what is no address. */
function isIpText(ip: string): 0 | 4 | 6 {
  if (/^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(ip)) return 4
  return ip.includes(':') && URL.canParse(`http://[${ip}]/`) ? 6 : 0
}

const readProxies = (text: string): { hops: number } | { list: string[] } =>
  /^[0-9]$/.test(text.trim()) ? { hops: Number(text) } : { list: splitList(text) }

const startingWith = (starts: string[], isRest: (value: string) => boolean) =>
  z.string().refine(value => starts.some(start => value.startsWith(start)) && isRest(value), {
    error: `expected an address starting ${starts.join(' or ')}`,
    abort: true,
  })

const addressStarting = (...starts: string[]) => startingWith(starts, URL.canParse)

/** Its reader says what is wrong with it. */
const redisAddress = startingWith(['redis://', 'rediss://'], () => true).superRefine(
  (value, context) => {
    try {
      readRedisAddress(value)
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message })
    }
  },
)

const text = z.string().nullable().default(null)

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'expected a port from 0 (any free one) to 65535')
  .transform(Number)
  .refine(value => value <= 65_535, 'expected a port from 0 (any free one) to 65535')

/** Days from 1 on, or `forever`. */
const days = z
  .string()
  .regex(/^([1-9]\d{0,4}|forever)$/, 'expected a number of days from 1 on, or forever')
  .transform(text => (text === 'forever' ? null : Number(text)))

/** The levels of the log, from the quietest to the loudest. */
const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const

/** The settings as they stand in the environment. A variable that is empty counts as unset. */
export const settingsSchema = z
  .object({
    DATABASE_URL: addressStarting('postgres://', 'postgresql://').nullable().default(null),
    REDIS_URL: redisAddress.nullable().default(null),
    REDIS_PASSWORD: text,
    REDIS_SENTINEL_PASSWORD: text,
    REDIS_CA_FILE: text,
    REDIS_CERT_FILE: text,
    REDIS_KEY_FILE: text,
    PUBLIC_URL: addressStarting('http://', 'https://').nullable().default(null),
    HOST: z.string().regex(/^\S+$/, 'expected a host name or an address').default('127.0.0.1'),
    PORT: port.default(3060),
    METRICS_PORT: port.nullable().default(null),
    DATA_DIR: z.string().default('./data'),
    CONFIG_DIR: z.string().default('./config'),
    CRAWLER_AGENT: z
      .string()
      .regex(/^[\x21-\x7e]+( [\x20-\x7e]+)?$/, 'expected printable ASCII such as Carbonwire/1.0')
      .default('Carbonwire/0.1'),
    CRAWLER_CONTACT: z
      .string()
      .regex(contact, 'expected a mail address or an address starting http:// or https://')
      .nullable()
      .default(null),
    ALLOW_ADDRESSES: z
      .string()
      .transform(list => list.split(/[\s,]+/).filter(Boolean))
      .refine(
        list => list.every(item => address.test(item)),
        'expected addresses, networks or hosts, parted by commas, such as 127.0.0.1, 10.0.0.0/8',
      )
      .default([]),
    CHROMIUM_PATH: text,
    IMAGE_PROXY_SECRET: z
      .string()
      .min(16, 'expected at least 16 characters')
      .nullable()
      .default(null),
    TRUSTED_PROXIES: z
      .string()
      .refine(
        isProxyList,
        'expected addresses or networks parted by commas, or a number of proxies from 0 to 9',
      )
      .transform(readProxies)
      .default({ list: [] }),
    KEEP_PAGES_DAYS: days.default(180),
    KEEP_LISTINGS_DAYS: days.default(3),
    KEEP_EMPTY_PAGES_DAYS: days.default(30),
    KEEP_REVISIONS_DAYS: days.default(400),
    KEEP_DELIVERIES_DAYS: days.default(30),
    SMTP_URL: addressStarting('smtp://', 'smtps://').nullable().default(null),
    MAIL_FROM: z
      .string()
      .regex(
        /^(?:[^<>@]*<[\x21-\x3b\x3d\x3f-\x7e]+@[^\s<>@]+>|[\x21-\x7e]+@[^\s<>@]+)$/,
        'expected a mail address such as wire@example.org or Carbonwire <wire@example.org>',
      )
      .nullable()
      .default(null),
    LOG_LEVEL: z
      .enum(logLevels, { error: `expected one of ${logLevels.join(' ')}` })
      .default('info'),
  })
  .refine(env => env.IMAGE_PROXY_SECRET === null || env.PUBLIC_URL !== null, {
    path: ['PUBLIC_URL'],
    error: 'expected the address of the server, which signed addresses of pictures begin with',
  })
  .refine(env => env.SMTP_URL === null || env.MAIL_FROM !== null, {
    path: ['MAIL_FROM'],
    error: 'expected the address that mail is sent from, beside SMTP_URL',
  })
  .transform(env => ({
    /** Null: the embedded database in `dataDir`. */
    databaseUrl: env.DATABASE_URL,
    /** Null: the queue keeps its jobs in the database. */
    redisUrl: env.REDIS_URL,
    /** What opens it, where the address does not say it. */
    redisAccess: {
      password: env.REDIS_PASSWORD,
      sentinelPassword: env.REDIS_SENTINEL_PASSWORD,
      caFile: env.REDIS_CA_FILE,
      certFile: env.REDIS_CERT_FILE,
      keyFile: env.REDIS_KEY_FILE,
    },
    /** Where readers reach the server, without a slash at the end. Null: localhost and the port that was bound. */
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    host: env.HOST,
    /** 0 takes any free port. */
    port: env.PORT,
    /** Where this process answers `/metrics` and `/health/…` alone. Null: only where it serves readers. */
    metricsPort: env.METRICS_PORT,
    dataDir: env.DATA_DIR,
    configDir: env.CONFIG_DIR,
    /** Product token and version, the beginning of the User-Agent. */
    crawlerAgent: env.CRAWLER_AGENT,
    /** A mail or web address for publishers, the second part of the User-Agent. */
    crawlerContact: env.CRAWLER_CONTACT,
    /** Private addresses, networks and hosts that may be fetched all the same. */
    allowAddresses: env.ALLOW_ADDRESSES,
    /** The browser for sources that are marked as rendered. Null: the system's own, looked for. */
    chromiumPath: env.CHROMIUM_PATH,
    /** Signs the addresses of pictures that this server passes on. Null: pictures are linked where they lie. */
    imageProxySecret: env.IMAGE_PROXY_SECRET,
    /** Proxies in front of the server, whose word about the caller's address is taken. */
    trustedProxies: env.TRUSTED_PROXIES,
    /** How long what grows is kept, in days; null is for good. */
    keep: {
      /** Pages that articles were read from. */
      pagesDays: env.KEEP_PAGES_DAYS,
      /** Lists as fetched that were fetched anew since, and visits that found nothing new. */
      listingsDays: env.KEEP_LISTINGS_DAYS,
      /** Pages that gave no article. */
      emptyPagesDays: env.KEEP_EMPTY_PAGES_DAYS,
      /** Texts that others have taken the place of, and the operators' log. */
      revisionsDays: env.KEEP_REVISIONS_DAYS,
      deliveriesDays: env.KEEP_DELIVERIES_DAYS,
    },
    /** The server that takes our mail. Null: none is sent. */
    smtpUrl: env.SMTP_URL,
    /** Who mail is from. */
    mailFrom: env.MAIL_FROM,
    logLevel: env.LOG_LEVEL,
  }))

export type Settings = z.infer<typeof settingsSchema>
export type Keep = Settings['keep']
