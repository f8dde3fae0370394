import { lookup } from 'node:dns/promises'
import { isIP, type LookupFunction, type Socket } from 'node:net'
import { buildConnector } from 'undici'
import { judgeAddress } from './address-guard.ts'
import { type AllowList, bareHost } from './allow-list.ts'
import { Refusal } from './refusal.ts'

/** How long a connection may take to come about, TLS included. */
const CONNECT_TIMEOUT_MS = 8000

export type ResolvedAddress = { address: string; family: number }

/** Asks the name service. Injected by tests; the system's resolver otherwise. */
export type Resolve = (host: string) => Promise<ResolvedAddress[]>

export const resolveBySystem: Resolve = host => lookup(host, { all: true, order: 'verbatim' })

/** What a connection was made to, for whoever wants to know how it ended. */
export type ConnectionWatch = { onSocket?: (socket: Socket) => void }

/**
 * A connector for one request. Every address that the host resolves to is judged, one refused address refuses the
 * host, and the socket goes to a judged address only: what the name service says later does not matter.
 */
export function guardedConnector(
  allowList: AllowList,
  resolve: Resolve,
  { onSocket }: ConnectionWatch = {},
): buildConnector.connector {
  return (options, callback) => {
    const host = bareHost(options.hostname)
    const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80)
    const fail = (error: unknown) => callback(error as Error, null)

    judgedAddresses(host, port, allowList, resolve).then(addresses => {
      const connect = buildConnector({
        timeout: CONNECT_TIMEOUT_MS,
        maxCachedSessions: 0,
        allowH2: false,
        autoSelectFamily: true,
        lookup: answerWith(addresses),
      } as buildConnector.BuildOptions)
      connect({ ...options, hostname: host }, (error, socket) => {
        if (error) return fail(error)
        const refused = judgeAddress(socket!.remoteAddress ?? '', host, port, allowList)
        if (refused) {
          socket!.destroy()
          return fail(privateAddress(host, socket!.remoteAddress ?? 'unknown', refused))
        }
        onSocket?.(socket!)
        callback(null, socket!)
      })
    }, fail)
  }
}

/** The addresses of a host, all of them judged. `localhost` and what is under it is loopback (RFC 6761, 6.3). */
export async function judgedAddresses(
  host: string,
  port: number,
  allowList: AllowList,
  resolve: Resolve,
): Promise<ResolvedAddress[]> {
  const addresses = await addressesOf(host, resolve)
  for (const { address } of addresses) {
    const refused = judgeAddress(address, host, port, allowList)
    if (refused) throw privateAddress(host, address, refused)
  }
  return addresses
}

async function addressesOf(host: string, resolve: Resolve): Promise<ResolvedAddress[]> {
  const family = isIP(host)
  if (family) return [{ address: host, family }]
  if (host === 'localhost' || host.endsWith('.localhost')) {
    return [{ address: '127.0.0.1', family: 4 }]
  }
  const found = await resolve(host)
  if (found.length) return found
  throw new Refusal({ kind: 'retry', reason: 'dns', detail: `${host} has no address` })
}

function answerWith(addresses: ResolvedAddress[]): LookupFunction {
  return (_host, options, callback) => {
    if (options.all) return callback(null, addresses)
    callback(null, addresses[0]!.address, addresses[0]!.family)
  }
}

function privateAddress(host: string, address: string, why: string): Refusal {
  const detail = host === address ? `${address}: ${why}` : `${host} is ${address}: ${why}`
  return new Refusal({ kind: 'forbidden', reason: 'private-address', detail })
}
