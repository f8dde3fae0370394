import type { AllowList } from './allow-list.ts'
import { type IpRange, isInRange, parseAddress, parseRange, unwrapAddress } from './ip-address.ts'
import { globalIpv6, specialIpv4, specialIpv6 } from './special-addresses.ts'

const publicIpv6 = parseRange(globalIpv6)!
const special: { range: IpRange; name: string }[] = [...specialIpv4, ...specialIpv6].map(
  ([range, name]) => ({ range: parseRange(range)!, name }),
)

/** Why an address is not the public internet; null when it is. Text that is no address is refused as well. */
export function whyNotPublic(text: string): string | null {
  const parsed = parseAddress(text)
  if (!parsed) return 'not an address'
  const address = unwrapAddress(parsed)
  const found = special.find(({ range }) => isInRange(address, range))
  if (found) return found.name
  if (address.family === 6 && !isInRange(address, publicIpv6)) return 'not global unicast, RFC 4291'
  return null
}

/** Why an address may not be connected to under this host and port; null when it may. */
export function judgeAddress(
  text: string,
  host: string,
  port: number,
  allowList: AllowList,
): string | null {
  const reason = whyNotPublic(text)
  const parsed = parseAddress(text)
  if (reason === null || !parsed) return reason
  return allowList.allows(unwrapAddress(parsed), host, port) ? null : reason
}
