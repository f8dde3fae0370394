/** A request as the web that was asked has noted it. Times are milliseconds of its clock. */
export type Asked = {
  host: string
  path: string
  from: number
  /** Null while it was not answered. */
  until: number | null
  /** The address that asked: which machine it was. */
  by: string
  status: number
  agent: string
  conditional: boolean
  cookie: string
  /** It carried credentials. */
  secret: boolean
  /** It carried the context of a trace, which is nobody's business. */
  traced: boolean
  /** Until when its answer asked to be left alone. */
  leaveUntil: number | null
}

/** What the web wants of whoever asks. */
export type Manners = {
  gapMs: number
  concurrency: number
  /** Hosts whose `Crawl-delay` is longer. */
  slowHosts: Record<string, number>
  /** Beginnings of paths that robots.txt forbids. */
  forbidden: string[]
  agent: string
  robotsFetches: number
  /** Times one address may be asked for; those that are lists or were refused at first may be more. */
  fetches(host: string, path: string): number
  /** Hosts that must never be asked. */
  closedHosts: string[]
  /** Beginnings of paths that lead nowhere, with the requests that a host bears there. */
  deadEnds: Record<string, number>
  /** Whether answers of this address bear a validator. */
  hasValidator(path: string): boolean
  /** Two requests may come nearer by as much as the network and the machine's scheduler delay the first. */
  jitterMs: number
}

const COOKIE_BYTES = 8_192
/** `Retry-After` is told in whole seconds. */
const WHOLE_SECOND_MS = 1_000

type Rule = (requests: Asked[], manners: Manners, host: string) => string[]

/** What a crawler owes to one host, by the number of the promise. Requests come in the order in which they began. */
const rules: Record<string, Rule> = {
  'P1 requests at one time': (requests, { concurrency }) => {
    const steps = requests.flatMap(({ from, until }) => [
      { at: from, by: 1 },
      { at: until ?? Number.POSITIVE_INFINITY, by: -1 },
    ])
    let now = 0
    const most = steps
      .toSorted((a, b) => a.at - b.at || a.by - b.by)
      .reduce((peak, { by }) => {
        now += by
        return Math.max(peak, now)
      }, 0)
    return most > concurrency ? [`${most} at one time`] : []
  },
  'P2, P13 gap and Crawl-delay': (requests, { gapMs, slowHosts, jitterMs }, host) => {
    const wanted = Math.max(gapMs, slowHosts[host] ?? 0) - jitterMs
    return requests.slice(1).flatMap(({ path, from }, at) => {
      const before = requests[at]!
      return from - before.from < wanted
        ? [`${path} came ${from - before.from} ms after ${before.path}`]
        : []
    })
  },
  'P3 robots.txt first': requests => {
    const page = requests.find(each => !isRobots(each))
    const robots = requests.find(isRobots)
    if (!page || (robots?.until && robots.until <= page.from)) return []
    return [`${page.path} before robots.txt was answered`]
  },
  'P4 what robots.txt forbids': (requests, { forbidden }) =>
    paths(requests).filter(path => forbidden.some(each => path.startsWith(each))),
  'P5 Retry-After': requests =>
    requests.flatMap(({ path, from, leaveUntil }) => {
      if (leaveUntil === null) return []
      const early = requests.find(
        each => each.from > from && each.from < leaveUntil - WHOLE_SECOND_MS,
      )
      return early
        ? [`${early.path} came ${leaveUntil - early.from} ms too early after ${path}`]
        : []
    }),
  'P6 times an address is asked for': (requests, { fetches }, host) =>
    [...Map.groupBy(requests, ({ path }) => path)]
      .filter(([path, all]) => path !== '/robots.txt' && all.length > fetches(host, path))
      .map(([path, all]) => `${path} ${all.length} times`),
  'P7 who asks': (requests, { agent }) =>
    requests.filter(each => !each.agent.includes(agent)).map(each => each.agent),
  'P8 closed addresses': (requests, { closedHosts }, host) =>
    closedHosts.includes(host) ? paths(requests) : [],
  'P9 cookies and credentials': requests =>
    paths(requests.filter(({ cookie, secret, traced }) => cookie || secret || traced)),
  'P10 dead ends': (requests, { deadEnds }) =>
    Object.entries(deadEnds).flatMap(([beginning, most]) => {
      const asked = requests.filter(({ path }) => path.startsWith(beginning)).length
      return asked > most ? [`${asked} requests below ${beginning}`] : []
    }),
  'P11 conditional requests': (requests, { hasValidator }) => {
    const known = new Set<string>()
    return requests.flatMap(({ path, status, conditional }) => {
      const again = known.has(path)
      if (status === 200 && hasValidator(path)) known.add(path)
      return again && !conditional ? [path] : []
    })
  },
  'P12 times robots.txt is asked for': (requests, { robotsFetches }) => {
    const count = requests.filter(isRobots).length
    return count > robotsFetches ? [`${count} times`] : []
  },
  'P14 much in cookies': requests =>
    paths(requests.filter(({ cookie }) => cookie.length > COOKIE_BYTES)),
}

const isRobots = ({ path }: Asked) => path === '/robots.txt'
const paths = (requests: Asked[]) => requests.map(({ path }) => path)

/** Where a crawler broke its manners: a line for each promise, host and place; none where it kept them all. */
export function politenessFaults(asked: Asked[], manners: Manners): string[] {
  const hosts = Map.groupBy(
    asked.toSorted((a, b) => a.from - b.from),
    ({ host }) => host,
  )
  return Object.entries(rules).flatMap(([name, rule]) =>
    [...hosts].flatMap(([host, requests]) =>
      rule(requests, manners, host).map(fault => `${name}: ${host}: ${fault}`),
    ),
  )
}
