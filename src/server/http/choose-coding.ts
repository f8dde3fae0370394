import * as zlib from 'node:zlib'

/** All codings, the smallest first. */
const codings = ['br', 'zstd', 'gzip', 'identity'] as const
export type Coding = (typeof codings)[number]

/** Those that this runtime has: zstd came with Node 22.15. */
const offered = codings.filter(coding => coding !== 'zstd' || 'zstdCompress' in zlib)

const known = new Map<string, Coding>()
const MOST_KNOWN = 200

/** The coding that a client takes and we like best (RFC 9110, 12.5.3). Nothing is coded unasked. */
export function chooseCoding(accept: string | undefined): Coding {
  if (!accept) return 'identity'
  const before = known.get(accept)
  if (before) return before
  const chosen = choose(accept)
  if (known.size >= MOST_KNOWN) known.clear()
  if (accept.length < 200) known.set(accept, chosen)
  return chosen
}

function choose(accept: string): Coding {
  const weights = new Map<string, number>()
  for (const part of accept.slice(0, 1000).split(',')) {
    const [name = '', ...parameters] = part.split(';').map(text => text.trim().toLowerCase())
    const weight = parameters.find(parameter => parameter.startsWith('q='))
    const value = weight === undefined ? 1 : Number(weight.slice(2))
    weights.set(name === 'x-gzip' ? 'gzip' : name, Number.isFinite(value) ? value : 0)
  }
  const weightOf = (coding: Coding) =>
    weights.get(coding) ?? (coding === 'identity' ? 0.001 : (weights.get('*') ?? 0))
  return [...offered].sort((a, b) => weightOf(b) - weightOf(a))[0]!
}
