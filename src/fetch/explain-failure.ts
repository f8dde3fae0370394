import type { Outcome } from '../model/outcome.ts'
import { Refusal } from './refusal.ts'

/** How far a request had come when it failed. */
export type Phase = 'before-headers' | 'in-body'

type Explanation = { reason: NonNullable<Outcome['reason']>; codes: RegExp }

/** What the codes of Node, undici and OpenSSL mean to us. The first that matches holds. */
const explanations: Explanation[] = [
  { reason: 'dns', codes: /^(?:ENOTFOUND|EAI_|ENODATA|ESERVFAIL|EREFUSED|EBADNAME)/ },
  { reason: 'timeout', codes: /^(?:UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT|ETIMEDOUT)$/ },
  {
    reason: 'tls',
    codes:
      /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_OSSL|EPROTO|HOSTNAME_MISMATCH|CRL_|INVALID_CA|PATH_LENGTH|INVALID_PURPOSE)/,
  },
  { reason: 'truncated', codes: /^(?:HPE_INVALID_EOF_STATE|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/ },
  { reason: 'bad-framing', codes: /^(?:HPE_|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RESPONSE)/ },
]

/** Turns an error of the network into the outcome it means. Throws what is not one: a bug. */
export function explainFailure(error: unknown, phase: Phase): Refusal {
  if (error instanceof Refusal) return error
  const known = knownError(error)
  const code = known?.code ?? ''
  const found = explanations.find(({ codes }) => codes.test(code))
  if (found) return refuse(found.reason, known!)
  if (!known) throw error
  // The other side went away: before the answer that is the network, within it the answer is cut short.
  return refuse(phase === 'in-body' ? 'truncated' : 'network', known)
}

function refuse(reason: Explanation['reason'], error: CodedError): Refusal {
  const detail = `${error.code}: ${readable(error.message)}`.slice(0, 200)
  return new Refusal({ kind: 'retry', reason, detail }, { cause: error })
}

/** What OpenSSL says between its numbers and the lines of its source: `404DE85A047F0000:error:0A00010B:SSL routines:f:wrong version number:…`. */
const readable = (message: string) =>
  (/error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/.exec(message)?.[1] ?? message).replace(/\s+/g, ' ').trim()

type CodedError = Error & { code: string }

/** The error that carries a code: itself, its cause, or the first of several attempts to connect. */
function knownError(error: unknown): CodedError | null {
  let current = error
  for (let depth = 0; depth < 4 && current instanceof Error; depth++) {
    if (current instanceof AggregateError && current.errors.length) {
      current = current.errors[0]
      continue
    }
    const code = codeOf(current)
    if (code && !isOurFault(code)) return Object.assign(current, { code })
    current = current.cause
  }
  return null
}

function codeOf(error: Error): string | null {
  const { code } = error as { code?: unknown }
  if (typeof code === 'string') return code
  // undici's build of the parser gives its faults a text and no code.
  if (error.name !== 'HTTPParserError') return null
  return error.message.includes('Invalid EOF state') ? 'HPE_INVALID_EOF_STATE' : 'HPE_UNNAMED'
}

function isOurFault(code: string): boolean {
  return /^(?:ERR_INVALID_|ERR_OUT_OF_RANGE|ERR_ASSERTION|UND_ERR_INVALID_ARG)/.test(code)
}
