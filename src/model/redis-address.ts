/** A server of Redis as an address names it. */
export type RedisHost = { host: string; port: number }

/** Where the jobs are kept: one server, a group watched by Sentinels, or a Cluster. */
export type RedisAddress = {
  kind: 'single' | 'sentinel' | 'cluster'
  isTls: boolean
  /** The server, the Sentinels, or the nodes that a Cluster is first asked at. */
  hosts: RedisHost[]
  username: string | null
  password: string | null
  database: number
  /** What the Sentinels call their master. */
  masterName: string | null
}

const SHAPE =
  'redis://[user:password@]host[:port][,host[:port]…][/database][?sentinel=NAME|?cluster]'
const SERVER_PORT = 6_379
const SENTINEL_PORT = 26_379
/** Redis numbers its databases; more than these hundred nobody has. */
const DATABASE = /^\d{1,2}$/

/**
 * Reads `REDIS_URL`: `rediss:` asks for TLS, `?sentinel=NAME` makes the hosts Sentinels, several hosts (or `?cluster`) a Cluster.
 * @throws TypeError that says what is wrong with it, and never its password
 */
export function readRedisAddress(text: string): RedisAddress {
  const parts = /^(rediss?):\/\/(?:([^@/]*)@)?([^@/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/.exec(text)
  if (!parts) throw new TypeError(`expected ${SHAPE}`)
  const [, scheme, login, list = '', path = '', query = ''] = parts
  const { masterName, isCluster } = readQuery(query)
  const defaultPort = masterName ? SENTINEL_PORT : SERVER_PORT
  const hosts = list.split(',').map(each => readHost(each.trim(), defaultPort))
  const kind = masterName ? 'sentinel' : isCluster || hosts.length > 1 ? 'cluster' : 'single'
  return {
    kind,
    isTls: scheme === 'rediss',
    hosts,
    ...readLogin(login),
    database: readDatabase(path, kind),
    masterName,
  }
}

function readQuery(query: string): { masterName: string | null; isCluster: boolean } {
  const given = new URLSearchParams(query)
  for (const name of given.keys())
    if (name !== 'sentinel' && name !== 'cluster')
      throw new TypeError(
        `knows ?sentinel=NAME and ?cluster, not ?${/^[\w-]{1,20}/.exec(name)?.[0] ?? '…'}; passwords and certificates have settings of their own`,
      )
  const masterName = given.get('sentinel')
  const isCluster = given.has('cluster') && !/^(?:false|0|no)$/i.test(given.get('cluster')!)
  if (masterName === '') throw new TypeError('expected the name of the master in ?sentinel=NAME')
  if (masterName && isCluster) throw new TypeError('expected ?sentinel=NAME or ?cluster, not both')
  return { masterName, isCluster }
}

function readHost(text: string, defaultPort: number): RedisHost {
  const [, ip6, name, port] = /^(?:\[([0-9a-f:.%]+)\]|([\w.-]+))(?::(\d{1,5}))?$/i.exec(text) ?? []
  const host = ip6 ?? name
  if (!host || Number(port ?? 1) > 65_535 || Number(port ?? 1) === 0)
    throw new TypeError(`expected hosts with their ports, parted by commas: ${SHAPE}`)
  return { host, port: port ? Number(port) : defaultPort }
}

function readLogin(login: string | undefined) {
  if (login === undefined) return { username: null, password: null }
  const colon = login.indexOf(':')
  const [user, password] = colon < 0 ? [login, ''] : [login.slice(0, colon), login.slice(colon + 1)]
  return { username: decode(user) || null, password: decode(password) || null }
}

/** A password with a bare `%` is taken as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function readDatabase(path: string, kind: RedisAddress['kind']): number {
  if (path === '') return 0
  if (!DATABASE.test(path)) throw new TypeError(`expected the number of a database: ${SHAPE}`)
  if (kind === 'cluster' && Number(path) !== 0)
    throw new TypeError('a Redis Cluster has database 0 alone')
  return Number(path)
}

/** The hosts as a message may show them. */
export const showHosts = ({ hosts }: RedisAddress): string =>
  hosts.map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`).join(', ')
