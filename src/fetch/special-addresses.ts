/**
 * The IPv4 blocks that are not the public internet: the IANA IPv4 Special-Purpose Address Registry (RFC 6890 and
 * its updates) where "Globally Reachable" is not true, with multicast (RFC 5771). The two anycast addresses in
 * 192.0.0.0/24 that are reachable serve no web.
 */
export const specialIpv4 = [
  ['0.0.0.0/8', 'this network, RFC 791'],
  ['10.0.0.0/8', 'private use, RFC 1918'],
  ['100.64.0.0/10', 'shared address space of carriers, RFC 6598'],
  ['127.0.0.0/8', 'loopback, RFC 1122'],
  ['169.254.0.0/16', 'link local, RFC 3927'],
  ['172.16.0.0/12', 'private use, RFC 1918'],
  ['192.0.0.0/24', 'IETF protocol assignments, RFC 6890'],
  ['192.0.2.0/24', 'documentation, RFC 5737'],
  ['192.88.99.0/24', '6to4 relay, deprecated, RFC 7526'],
  ['192.168.0.0/16', 'private use, RFC 1918'],
  ['198.18.0.0/15', 'benchmarking, RFC 2544'],
  ['198.51.100.0/24', 'documentation, RFC 5737'],
  ['203.0.113.0/24', 'documentation, RFC 5737'],
  ['224.0.0.0/4', 'multicast, RFC 5771'],
  ['240.0.0.0/4', 'reserved and broadcast, RFC 1112, RFC 919'],
] as const

/** The only IPv6 block that is given out as global unicast (RFC 4291, 2.4, IANA IPv6 Address Space registry). */
export const globalIpv6 = '2000::/3'

/** What inside it is not the public internet (IANA IPv6 Special-Purpose Address Registry). */
export const specialIpv6 = [
  ['2001::/23', 'IETF protocol assignments with Teredo, benchmarking and ORCHID, RFC 2928'],
  ['2001:db8::/32', 'documentation, RFC 3849'],
  ['2002::/16', '6to4, RFC 3056'],
  ['3fff::/20', 'documentation, RFC 9637'],
] as const
