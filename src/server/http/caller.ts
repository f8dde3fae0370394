import { BlockList, isIP } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** Whose word about the caller is taken: proxies by address and network, or so many of them in a row. */
export type TrustedProxies = { hops: number } | { list: string[] }

/** Who asks: the address of the connection, or the one that proxies of ours name. Callers of one IPv6 network are one. */
export function openCallerOf(trusted: TrustedProxies): (c: Context) => string {
  const isTrusted = 'list' in trusted ? openList(trusted.list) : () => false
  return c => {
    const peer = peerOf(c)
    if (peer === null) return 'inside'
    const named = forwardedFor(name => c.req.header(name))
    if ('hops' in trusted) {
      const chain = [...named, peer]
      return network(chain[Math.max(0, chain.length - 1 - trusted.hops)]!)
    }
    let caller = peer
    while (isTrusted(caller)) {
      const before = named.pop()
      if (before === undefined) break
      caller = before
    }
    return network(caller)
  }
}

function peerOf(c: Context): string | null {
  try {
    return plain(getConnInfo(c).remote.address ?? 'unknown')
  } catch {
    // Asked directly, without a connection.
    return null
  }
}

/** The addresses that a request is said to have come by, the nearest last (RFC 7239; `X-Forwarded-For` where there is no `Forwarded`). */
function forwardedFor(header: (name: string) => string | undefined): string[] {
  const forwarded = header('forwarded')
  const names =
    forwarded === undefined
      ? (header('x-forwarded-for') ?? '').split(',')
      : forwarded.split(',').map(part => /(?:^|;)\s*for=("[^"]*"|[^;\s]*)/i.exec(part)?.[1] ?? '')
  return names
    .map(name => plain(name.trim().replace(/^"|"$/g, '')))
    .filter(name => isIP(name) > 0)
    .slice(-50)
}

/** An address without brackets, port and the IPv6 form of IPv4. */
function plain(address: string): string {
  const bare =
    /^\[([^\]]*)\](?::\d+)?$/.exec(address)?.[1] ?? address.replace(/^([\d.]+):\d+$/, '$1')
  return bare.replace(/^::ffff:(?=\d+\.)/i, '')
}

/** One house has a /64: counting each of its addresses would count nothing. */
function network(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail = ''] = address.split('%')[0]!.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const groups = [
    ...left,
    ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'),
    ...right,
  ]
  return `${groups.slice(0, 4).join(':')}::/64`
}

function openList(entries: string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return address => isIP(address) > 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}
