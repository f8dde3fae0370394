import { type IpAddress, type IpRange, isInRange, parseRange } from './ip-address.ts'

type Allowance = { range: IpRange; port: number | null } | { host: string; port: number | null }

/** What the operator lets through although it is not the public internet. */
export type AllowList = {
  /** Whether this address may be connected to under this host name and port. */
  allows(address: IpAddress, host: string, port: number): boolean
}

/**
 * Reads the operator's exceptions: an address (`127.0.0.1`, `::1`), a network (`10.0.0.0/8`), a range
 * (`127.0.0.2-127.0.30.255`) or a host name (`portal.localhost`, `*.example.internal`), each with an optional port
 * (`127.0.0.1:4101`, `[::1]:4101`). Throws a plain Error that names the entry when it is none of these.
 */
export function parseAllowList(entries: readonly string[]): AllowList {
  const allowances = entries.map(parseAllowance)
  return {
    allows: (address, host, port) =>
      allowances.some(allowance => {
        if (allowance.port !== null && allowance.port !== port) return false
        if ('range' in allowance) return isInRange(address, allowance.range)
        return matchesHost(host, allowance.host)
      }),
  }
}

/** Whether a host is the one named, or lies under it when the pattern starts with `*.`. */
export function matchesHost(host: string, pattern: string): boolean {
  const name = bareHost(host)
  const wanted = bareHost(pattern)
  return wanted.startsWith('*.') ? name.endsWith(wanted.slice(1)) : name === wanted
}

/** A host without the brackets of an IPv6 literal and the dot of the root, in lower case. */
export function bareHost(host: string): string {
  return host.toLowerCase().replace(/^\[|\]$|\.$/g, '')
}

/** A host name, or all under it. The last label starts with a letter: what ends in a number is an address. */
const HOST_PATTERN = /^(?:\*\.)?(?:[a-z0-9_-]+\.)*[a-z_][a-z0-9_-]*\.?$/i

function parseAllowance(entry: string): Allowance {
  const whole = parseRange(entry.replace(/^\[([^\]]*)\]$/, '$1'))
  if (whole) return { range: whole, port: null }

  const [, subject, digits] = /^(.*?)(?::(\d{1,5}))?$/.exec(entry)!
  const port = digits === undefined ? null : Number(digits)
  const range = parseRange(subject!.replace(/^\[([^\]]*)\]$/, '$1'))
  if (range) return { range, port }
  if (HOST_PATTERN.test(subject!)) return { host: subject!, port }
  throw new Error(
    `${entry}: expected an address, a network such as 10.0.0.0/8, a range such as 10.0.0.1-10.0.0.9, or a host`,
  )
}
