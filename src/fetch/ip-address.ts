import { isIP, isIPv4 } from 'node:net'

/** An address as numbers: 4 or 16 bytes read as one integer. */
export type IpAddress = { family: 4 | 6; value: bigint }

/** A closed range of addresses of one family. */
export type IpRange = { family: 4 | 6; from: bigint; to: bigint }

/** Reads a canonical address (dotted decimal, or IPv6 with or without a zone index); null when it is none. */
export function parseAddress(text: string): IpAddress | null {
  const bare = text.split('%')[0]!
  const family = isIP(bare)
  if (family === 4) return { family, value: ipv4Value(bare) }
  if (family === 6) return { family, value: ipv6Value(bare) }
  return null
}

/** Reads `10.0.0.0/8`, `fd00::/8`, `127.0.0.2-127.0.30.255` or one address; null when it is none of them. */
export function parseRange(text: string): IpRange | null {
  const [first, last, ...more] = text.split('-')
  if (last !== undefined) return more.length ? null : rangeBetween(first!, last)

  const [network, prefix, ...rest] = text.split('/')
  const address = parseAddress(network!)
  if (!address || rest.length) return null
  const bits = address.family === 4 ? 32 : 128
  if (prefix === undefined) return { ...address, from: address.value, to: address.value }
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > bits) return null

  const hostBits = BigInt(bits - Number(prefix))
  const from = (address.value >> hostBits) << hostBits
  return { family: address.family, from, to: from + (1n << hostBits) - 1n }
}

/** Whether the address lies in the range. */
export function isInRange({ family, value }: IpAddress, range: IpRange): boolean {
  return family === range.family && value >= range.from && value <= range.to
}

/**
 * The address that is really meant: the IPv4 one inside an IPv4-mapped (`::ffff:a.b.c.d`, RFC 4291, 2.5.5.2) or
 * NAT64 address (`64:ff9b::/96`, RFC 6052); any other as it is.
 */
export function unwrapAddress(address: IpAddress): IpAddress {
  if (address.family === 4) return address
  const prefix = address.value >> 32n
  const embeds = prefix === 0xffffn || prefix === 0x0064_ff9b_0000_0000_0000_0000n
  return embeds ? { family: 4, value: address.value & 0xffff_ffffn } : address
}

function rangeBetween(first: string, last: string): IpRange | null {
  const from = parseAddress(first)
  const to = parseAddress(last)
  if (!from || !to || from.family !== to.family || from.value > to.value) return null
  return { family: from.family, from: from.value, to: to.value }
}

function ipv4Value(text: string): bigint {
  return text.split('.').reduce((value, part) => (value << 8n) | BigInt(part), 0n)
}

function ipv6Value(text: string): bigint {
  const [head, tail] = text.split('::') as [string, string | undefined]
  const before = ipv6Groups(head)
  const after = ipv6Groups(tail ?? '')
  const zeros = Array<number>(8 - before.length - after.length).fill(0)
  return [...before, ...zeros, ...after].reduce(
    (value, group) => (value << 16n) | BigInt(group),
    0n,
  )
}

function ipv6Groups(text: string): number[] {
  return text
    .split(':')
    .filter(Boolean)
    .flatMap(group => {
      if (!isIPv4(group)) return [Number.parseInt(group, 16)]
      const value = Number(ipv4Value(group))
      return [value >>> 16, value & 0xffff]
    })
}
