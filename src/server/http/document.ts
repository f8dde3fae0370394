import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import * as zlib from 'node:zlib'
import { type Coding, chooseCoding } from './choose-coding.ts'
import type { RequestHeaders } from './request-headers.ts'

/** Shorter than any interval between crawls that is of use, so that no reader waits for the cache. */
export const MAX_AGE_SECONDS = 60

const compress: Record<
  Exclude<Coding, 'identity'>,
  (bytes: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>
> = {
  gzip: bytes => promisify(zlib.gzip)(bytes, { level: 6 }),
  // Smaller than gzip, at half its processor time.
  zstd: bytes =>
    promisify(zlib.zstdCompress)(bytes, {
      params: { [zlib.constants.ZSTD_c_compressionLevel]: 6 },
    }),
  // Quality 5 gives nearly all of the gain in a tenth of the time.
  br: bytes =>
    promisify(zlib.brotliCompress)(bytes, {
      params: {
        [zlib.constants.BROTLI_PARAM_QUALITY]: 5,
        [zlib.constants.BROTLI_PARAM_MODE]: zlib.constants.BROTLI_MODE_TEXT,
      },
    }),
}

/** One body in one coding with everything its answers need, made once. */
type Variant = {
  etag: string
  found: ResponseInit
  same: ResponseInit
  bytes: Uint8Array<ArrayBuffer>
}

/** A document that many will ask for: its bytes, and its codings once they were asked for. */
export type Document = {
  bytes: Uint8Array<ArrayBuffer>
  /** Whole seconds; null when it has no date of its own. */
  modified: Date | null
  headers: Record<string, string>
  hash: string
  variants: Map<Coding, Promise<Variant>>
}

/** Headers that every answer carries: nothing is sniffed, framed or told to others. */
export const commonHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
}

export type DocumentHead = {
  mediaType: string
  modified: Date | null
  /** Seconds that it may be shown without asking again. */
  maxAge: number
  /** Request headers beside Accept-Encoding that it depends on. */
  vary?: string
  headers?: Record<string, string>
}

/** Makes a document. Its ETag comes from the content alone, so it is the same in every process and after every restart. */
export function makeDocument(body: string | Uint8Array, head: DocumentHead): Document {
  const bytes = Buffer.from(body as string)
  return {
    bytes,
    modified: head.modified,
    hash: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
    headers: {
      ...commonHeaders,
      'Content-Type':
        typeof body === 'string' ? `${head.mediaType}; charset=utf-8` : head.mediaType,
      'Cache-Control': `public, max-age=${head.maxAge}`,
      Vary: head.vary ? `Accept-Encoding, ${head.vary}` : 'Accept-Encoding',
      ...(head.modified && { 'Last-Modified': head.modified.toUTCString() }),
      ...head.headers,
    },
    variants: new Map(),
  }
}

/** What the document and its codings take in memory, roughly. */
export const sizeOf = (document: Document) => document.bytes.length * 2 + 2000

/** Answers GET and HEAD with 200 or 304 (RFC 9110, 13.2): If-None-Match decides where it is sent, If-Modified-Since elsewhere. */
export function answerDocument(
  document: Document,
  request: RequestHeaders,
): Response | Promise<Response> {
  const coding = chooseCoding(request.header('accept-encoding'))
  const ready = readyVariants.get(document)?.get(coding)
  if (ready) return answerVariant(document, ready, request)
  return variantOf(document, coding).then(variant => answerVariant(document, variant, request))
}

/** Makes a document ready in the codings that were asked of the one before it: nobody waits for a compression because something has changed. */
export async function codeLike(document: Document, before: Document): Promise<void> {
  await Promise.allSettled([...before.variants.keys()].map(coding => variantOf(document, coding)))
}

/** Variants whose bytes are there, so that an answer need not wait. */
const readyVariants = new WeakMap<Document, Map<Coding, Variant>>()

function variantOf(document: Document, coding: Coding): Promise<Variant> {
  const known = document.variants.get(coding)
  if (known) return known

  const made = makeVariant(document, coding)
  document.variants.set(coding, made)
  made.then(
    variant => {
      const ready = readyVariants.get(document) ?? new Map<Coding, Variant>()
      readyVariants.set(document, ready.set(coding, variant))
    },
    () => document.variants.delete(coding),
  )
  return made
}

async function makeVariant(document: Document, coding: Coding): Promise<Variant> {
  const plain = coding === 'identity'
  const bytes = plain ? document.bytes : await compress[coding](document.bytes)
  const etag = plain ? `"${document.hash}"` : `"${document.hash}-${coding}"`
  const headers: Record<string, string> = { ...document.headers, ETag: etag }
  const { 'Content-Type': _, ...same } = headers
  return {
    bytes,
    etag,
    same: { status: 304, headers: same },
    found: {
      status: 200,
      headers: {
        ...headers,
        'Content-Length': String(bytes.length),
        ...(!plain && { 'Content-Encoding': coding }),
      },
    },
  }
}

function answerVariant(document: Document, variant: Variant, request: RequestHeaders): Response {
  const match = request.header('if-none-match')
  if (match !== undefined) {
    return matches(match, variant.etag) ? new Response(null, variant.same) : found(variant)
  }
  const since = request.header('if-modified-since')
  if (since !== undefined && document.modified) {
    const at = Date.parse(since)
    if (Math.floor(document.modified.getTime() / 1000) * 1000 <= at) {
      return new Response(null, variant.same)
    }
  }
  return found(variant)
}

const found = (variant: Variant) => new Response(variant.bytes, variant.found)

/** The weak comparison of RFC 9110, 8.8.3.2, over a list or `*`. */
function matches(header: string, etag: string): boolean {
  if (header === etag || header.trim() === '*') return true
  return header.split(',').some(tag => tag.trim().replace(/^W\//, '') === etag)
}
