/** A line longer than this is cut, as the reference parser does (eight times the longest address it knows). */
const LONGEST_LINE = 16_664

/** Rules with wildcards times characters of the address: what needs more is made to hold up its reader. */
const MOST_STEPS = 20_000_000

type Rule = { allows: boolean; parts: string[]; isAnchored: boolean; octets: number }

/** Lines that belong together: who they speak to and what they say. */
type Group = { agents: string[]; rules: Rule[]; crawlDelaySeconds: number | null }

/** What one robots.txt says to one agent. */
export type RobotsRules = {
  /** Whether this address may be asked for (RFC 9309, 2.2.2: the longest rule decides, allow wins ties). */
  allows(url: URL): boolean
  /** Not in the standard, widely used. */
  crawlDelaySeconds: number | null
  sitemaps: string[]
}

/** The name by which robots.txt knows us: the leading product token of the User-Agent, in lower case. */
export function productToken(agent: string): string {
  return (/^[A-Za-z_-]*/.exec(agent.trim())![0] || '*').toLowerCase()
}

/** Reads a robots.txt for one agent as RFC 9309 says. Any text is a robots.txt; one without rules allows all. */
export function parseRobots(text: string, agentToken: string): RobotsRules {
  const { groups, sitemaps } = readGroups(text)
  const named = groups.filter(group => group.agents.includes(agentToken))
  const ours = named.length ? named : groups.filter(group => group.agents.includes('*'))
  const rules = ours
    .flatMap(group => group.rules)
    .sort((a, b) => b.octets - a.octets || Number(b.allows) - Number(a.allows))
  const wildcards = rules.filter(rule => rule.parts.length > 1).length
  const delays = ours.map(group => group.crawlDelaySeconds).filter(delay => delay !== null)

  return {
    allows(url) {
      if (url.pathname === '/robots.txt') return true
      const path = escapeSigns(normalizePath(url.pathname + url.search))
      // What cannot be looked at in reasonable time is not allowed.
      if (wildcards * path.length > MOST_STEPS) return false
      return rules.find(rule => matches(rule, path))?.allows ?? true
    },
    crawlDelaySeconds: delays.length ? Math.max(...delays) : null,
    sitemaps,
  }
}

function readGroups(text: string): { groups: Group[]; sitemaps: string[] } {
  const groups: Group[] = []
  const sitemaps: string[] = []
  let group: Group | null = null
  let hasRules = false

  for (const { field, value } of readLines(text)) {
    if (field === 'sitemap') {
      if (value) sitemaps.push(value)
    } else if (field === 'user-agent') {
      if (!group || hasRules) {
        group = newGroup()
        groups.push(group)
      }
      hasRules = false
      group.agents.push(value.startsWith('*') ? '*' : productToken(value))
    } else if (field === 'crawl-delay') {
      if (group && /^\d{1,12}(?:\.\d{0,6})?$/.test(value)) group.crawlDelaySeconds = Number(value)
    } else if (group) {
      // Only rules end the list of agents: other lines must not interfere (RFC 9309, 2.2.4).
      hasRules = true
      if (value) group.rules.push(newRule(field === 'allow', value))
    }
  }
  return { groups, sitemaps }
}

const newGroup = (): Group => ({ agents: [], rules: [], crawlDelaySeconds: null })

type Line = {
  field: 'user-agent' | 'allow' | 'disallow' | 'crawl-delay' | 'sitemap'
  value: string
}

/** Field names as they are written, with the misspellings that the reference parser takes too. */
const fields: Record<string, Line['field']> = {
  'user-agent': 'user-agent',
  useragent: 'user-agent',
  'user agent': 'user-agent',
  allow: 'allow',
  disallow: 'disallow',
  dissallow: 'disallow',
  dissalow: 'disallow',
  disalow: 'disallow',
  diasllow: 'disallow',
  disallaw: 'disallow',
  'crawl-delay': 'crawl-delay',
  crawldelay: 'crawl-delay',
  sitemap: 'sitemap',
  'site-map': 'sitemap',
}

function* readLines(text: string): Generator<Line> {
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    const line = raw.slice(0, LONGEST_LINE).split('#', 1)[0]!.trim()
    const colon = line.indexOf(':')
    // A blank may stand for the colon when the line has two words.
    const end = colon >= 0 ? colon : /^\S+\s+\S+$/.test(line) ? line.search(/\s/) : -1
    if (end < 0) continue
    const name = line.slice(0, end).trim().toLowerCase()
    if (!Object.hasOwn(fields, name)) continue
    yield { field: fields[name]!, value: line.slice(end + 1).trim() }
  }
}

function newRule(allows: boolean, value: string): Rule {
  const isAnchored = value.endsWith('$')
  const pattern = normalizePath(isAnchored ? value.slice(0, -1) : value)
  const parts = pattern.split(/\*+/).map(escapeSigns)
  return { allows, isAnchored, parts, octets: pattern.length + +isAnchored }
}

/**
 * A star or a dollar sign of an address is compared in its escaped form: that is how a rule names it, because bare
 * ones are the rule's own signs (RFC 9309, 2.2.3).
 */
const escapeSigns = (path: string) => path.replaceAll('*', '%2A').replaceAll('$', '%24')

/**
 * Both sides of a comparison are brought to one spelling (RFC 9309, 2.2.2): what no address holds bare is
 * percent-encoded, what is encoded without need is decoded, hex digits are upper case.
 */
function normalizePath(path: string): string {
  return path
    .replace(/[^\x21-\x7e]+|["<>`{}^]/g, text => encodeURIComponent(text.toWellFormed()))
    .replace(/%([0-9a-f]{2})/gi, (whole, hex: string) => {
      const char = String.fromCharCode(Number.parseInt(hex, 16))
      return /[A-Za-z0-9._~-]/.test(char) ? char : whole.toUpperCase()
    })
}

/** Finds the parts between the wildcards one after the other; the first place of each is always the best. */
function matches({ parts, isAnchored }: Rule, path: string): boolean {
  const first = parts[0]!
  if (!path.startsWith(first)) return false
  if (parts.length === 1) return !isAnchored || path.length === first.length

  let at = first.length
  for (const part of parts.slice(1, -1)) {
    const found = path.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  const last = parts.at(-1)!
  return isAnchored
    ? path.length - last.length >= at && path.endsWith(last)
    : path.includes(last, at)
}
