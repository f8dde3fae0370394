import type { FetchRequest, FetchResult, Validators } from '../model/fetch.ts'
import type { OutcomeKind, Reason } from '../model/outcome.ts'
import { acceptRules, isBinaryFile, isTakenType } from './accept-kinds.ts'
import type { Answer } from './ask-once.ts'
import { readBody, readCodings } from './read-body.ts'
import { Refusal } from './refusal.ts'
import { parseRetryAfter } from './retry-after.ts'

/** How long a host is left alone that says it is too busy and not until when. */
const BUSY_MS: Record<number, number> = { 429: 60_000, 503: 5000 }

/** Longer validators are not kept: they come back with every request. */
const LONGEST_VALIDATOR = 512

type Meaning = { kind: OutcomeKind; reason: Reason }

/** What a status means for the address, where the hundred alone does not say it. */
const meanings: Record<number, Meaning> = {
  401: { kind: 'blocked', reason: 'http-401' },
  403: { kind: 'blocked', reason: 'http-403' },
  404: { kind: 'gone', reason: 'http-404' },
  405: { kind: 'blocked', reason: 'http-405' },
  408: { kind: 'retry', reason: 'http-408' },
  410: { kind: 'gone', reason: 'http-410' },
  425: { kind: 'retry', reason: 'http-408' },
  429: { kind: 'retry', reason: 'http-429' },
  451: { kind: 'blocked', reason: 'http-451' },
}

/** Statuses that lead elsewhere. 300 offers a choice that nobody is there to make. */
export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}

/** Where a redirect leads, as an address to be judged. Throws a Refusal when it does not say. */
export function readLocation({ headers, status }: Answer): string {
  const location = headers.location?.trim()
  if (!location) {
    throw new Refusal({ kind: 'forbidden', reason: 'redirect-without-location' }, { status })
  }
  // Header bytes outside ASCII are encoded one by one: right for UTF-8, and for GBK the server gets back its own.
  return location.replace(
    /[\x80-\xff]/g,
    byte => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** Reads an answer that is no redirect: a page, or "not modified". Throws a Refusal for everything else. */
export async function interpretAnswer(
  url: URL,
  answer: Answer,
  request: FetchRequest,
  redirects: string[],
  now: Date,
): Promise<FetchResult> {
  const { status, headers } = answer
  const validators = readValidators(headers)
  if (status === 304 && hasValidators(request.validators)) {
    const kept = request.validators!
    return {
      kind: 'unchanged',
      validators: {
        etag: validators.etag ?? kept.etag,
        lastModified: validators.lastModified ?? kept.lastModified,
      },
      redirects,
      fetchedAt: now,
    }
  }
  if (status !== 200 && status !== 203) throw refuseStatus(answer, now)

  const bytes = await readDocument(answer, request)
  const page = {
    url: request.url,
    finalUrl: url.href,
    status,
    headers,
    bytes,
    fetchedAt: now,
  }
  return { kind: 'page', page, validators, redirects }
}

/** The headers that make a request conditional (RFC 9110, 13.1). */
export function conditionalHeaders(validators?: Validators | null): Record<string, string> {
  const headers: Record<string, string> = {}
  if (isSendable(validators?.etag)) headers['if-none-match'] = validators!.etag!
  if (isSendable(validators?.lastModified)) headers['if-modified-since'] = validators!.lastModified!
  return headers
}

async function readDocument(answer: Answer, { accept }: FetchRequest): Promise<Buffer> {
  const rule = acceptRules[accept]
  const { status, headers } = answer
  const type = headers['content-type']
  if (!isTakenType(rule, type)) throw wrongType(accept, status, type!.slice(0, 80))

  const declared = Number(headers['content-length'])
  if (declared > rule.maxBytes && !rule.cuts) {
    const detail = `${declared} bytes declared, ${rule.maxBytes} taken`
    throw new Refusal({ kind: 'failed', reason: 'too-large', detail }, { status })
  }
  const bytes = await readBody(answer.body, readCodings(headers['content-encoding']), rule)
  if (bytes.length === 0 && accept !== 'robots') {
    throw new Refusal({ kind: 'notArticle', reason: 'empty' }, { status })
  }
  if (accept !== 'image' && accept !== 'robots' && isBinaryFile(bytes)) {
    throw wrongType(accept, status, 'a binary file')
  }
  return bytes
}

function wrongType(accept: FetchRequest['accept'], status: number, detail: string): Refusal {
  const isPage = accept === 'page'
  return isPage
    ? new Refusal({ kind: 'notArticle', reason: 'not-html', detail }, { status })
    : new Refusal({ kind: 'failed', reason: 'wrong-type', detail }, { status })
}

/** What a status other than success means for the address. */
export function refuseStatus(
  { status, headers }: Pick<Answer, 'status' | 'headers'>,
  now: Date,
): Refusal {
  const meaning = meanings[status] ?? meaningOfHundred(status)
  const detail = `HTTP ${status}`
  if (meaning.kind !== 'retry') return new Refusal({ ...meaning, detail }, { status })

  const asked = parseRetryAfter(headers['retry-after'], now)
  const retryAfterMs = asked ?? BUSY_MS[status]
  if (retryAfterMs === undefined) return new Refusal({ ...meaning, detail }, { status })
  const hold = asked === null ? 'overloaded' : 'retry-after'
  return new Refusal({ ...meaning, detail }, { status, retryAfterMs, hold })
}

function meaningOfHundred(status: number): Meaning {
  if (status >= 500 && status < 600) return { kind: 'retry', reason: 'http-5xx' }
  if (status >= 400 && status < 500) return { kind: 'failed', reason: 'http-4xx' }
  return { kind: 'failed', reason: 'http-other' }
}

function readValidators(headers: Record<string, string>): Validators {
  const keep = (value: string | undefined) => (isSendable(value) ? value! : null)
  return { etag: keep(headers.etag), lastModified: keep(headers['last-modified']) }
}

function hasValidators(validators?: Validators | null): boolean {
  return Object.keys(conditionalHeaders(validators)).length > 0
}

function isSendable(value: string | null | undefined): boolean {
  return !!value && value.length <= LONGEST_VALIDATOR && /^[\x20-\x7e]+$/.test(value)
}
