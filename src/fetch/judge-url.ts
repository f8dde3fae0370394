import { Refusal } from './refusal.ts'

/** Longer addresses are traps or mistakes; the longest that were met in the news stay under half of it. */
const LONGEST_URL = 4096

/** Ports that other protocols own: a request there can be mistaken for theirs (WHATWG Fetch, port blocking). */
const BLOCKED_PORTS = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102,
  103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465,
  512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993,
  995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668,
  6669, 6679, 6697, 10080,
])

/**
 * Reads an address by the WHATWG rules and refuses what is not asked for: other schemes than http and https,
 * credentials, ports of other protocols. The fragment goes. Throws a Refusal.
 */
export function judgeUrl(href: string, base?: URL): URL {
  const url = URL.parse(href, base?.href)
  if (!url) throw refuse('bad-address', clip(href))
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refuse('scheme', url.protocol)
  if (url.username || url.password) throw refuse('credentials', url.host)
  if (url.port && BLOCKED_PORTS.has(Number(url.port))) throw refuse('port', url.host)
  if (url.href.length > LONGEST_URL) throw refuse('bad-address', clip(url.href))

  url.hash = ''
  return url
}

/** Host and port as the pace knows them: `example.org:443`. */
export function paceHost(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`
}

function refuse(reason: 'bad-address' | 'scheme' | 'credentials' | 'port', detail: string) {
  return new Refusal({ kind: 'forbidden', reason, detail })
}

function clip(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
