import type { Transform } from 'node:stream'
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib'
import type { AcceptRule } from './accept-kinds.ts'
import { Refusal } from './refusal.ts'
import { openSlots } from './slots.ts'

/** Content codings that are asked for and understood (RFC 9110, 8.4.1; RFC 7932; RFC 8878). */
export const ACCEPT_ENCODING = 'gzip, deflate, br, zstd'

/** More codings on top of each other than this have only been seen in attacks. */
const MOST_CODINGS = 2

const CHUNK = { chunkSize: 64 * 1024 }

/** RFC 9659: a zstd window on the web is 8 MiB at most. */
const ZSTD = { ...CHUNK, params: { [constants.ZSTD_d_windowLogMax]: 23 } }

const decoders: Record<string, (bytes: Uint8Array) => Transform> = {
  gzip: () => createGunzip(CHUNK),
  'x-gzip': () => createGunzip(CHUNK),
  // RFC 9110, 8.4.1.2 means the zlib format; many servers send the bare stream.
  deflate: bytes => (isZlib(bytes) ? createInflate(CHUNK) : createInflateRaw(CHUNK)),
  br: () => createBrotliDecompress(CHUNK),
  zstd: () => createZstdDecompress(ZSTD),
}

/** A body beyond this size is read when there is a place for a large one. */
const LARGE_BYTES = 1024 * 1024

/**
 * Large bodies in memory at one time, for the whole process: dozens of them at once, each within its bounds, would
 * together be out of all bounds.
 */
const largeBodies = openSlots(8)

type Bounded = { bytes: Buffer; isCut: boolean }

/** The codings of a response, outermost first. Throws a Refusal for one that is not known, and for too many. */
export function readCodings(header: string | undefined): string[] {
  const codings = (header ?? '')
    .toLowerCase()
    .split(',', 100)
    .map(coding => coding.trim())
    .filter(coding => coding && coding !== 'identity')
  if (codings.length > MOST_CODINGS) throw badEncoding(`${codings.length} content codings`)
  const unknown = codings.find(coding => !Object.hasOwn(decoders, coding))
  if (unknown) throw badEncoding(`content coding ${unknown.slice(0, 40)}`)
  return codings.reverse()
}

/**
 * Reads a body to its end and takes its codings off, bounded on the wire and after every coding. Throws a Refusal
 * when it is too large (unless the rule cuts), cut short, or not what its coding says.
 */
export async function readBody(
  body: AsyncIterable<Buffer>,
  codings: string[],
  rule: AcceptRule,
): Promise<Buffer> {
  const place = openPlace()
  try {
    let read = await collect(body, rule, place)
    for (const coding of codings) read = await decode(read, coding, rule, place)
    if (rule.mayBeGzipFile && isGzip(read.bytes)) read = await decode(read, 'gzip', rule, place)
    return read.bytes
  } finally {
    place.leave()
  }
}

/** One body's claim to a place among the large ones, made when it has grown to be one. */
type Place = { isTaken: boolean; take(): Promise<void>; leave(): void }

function openPlace(): Place {
  let leave = () => {}
  return {
    isTaken: false,
    async take() {
      this.isTaken = true
      leave = await largeBodies.enter()
    },
    leave: () => leave(),
  }
}

async function decode(
  read: Bounded,
  coding: string,
  rule: AcceptRule,
  place: Place,
): Promise<Bounded> {
  // A coding on an empty body: some servers declare it on every answer.
  if (read.bytes.length === 0) return read
  const decoder = decoders[coding]!(read.bytes)
  decoder.end(read.bytes)
  try {
    const decoded = await collect(decoder, rule, place, read.isCut)
    return { bytes: decoded.bytes, isCut: read.isCut || decoded.isCut }
  } catch (error) {
    if (error instanceof Refusal) throw error
    if (isUnexpectedEnd(error)) {
      throw new Refusal({ kind: 'retry', reason: 'truncated', detail: `${coding} ends early` })
    }
    throw badEncoding(`${coding}: ${(error as Error).message}`, error)
  }
}

/** With `isCut` the input itself was cut, and its sudden end is no fault. */
async function collect(
  source: AsyncIterable<Buffer>,
  { maxBytes, cuts }: AcceptRule,
  place: Place,
  isCut = false,
): Promise<Bounded> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of source) {
      parts.push(part)
      size += part.length
      if (size > maxBytes) break
      if (size > LARGE_BYTES && !place.isTaken) await place.take()
    }
  } catch (error) {
    if (!isCut || !isUnexpectedEnd(error)) throw error
  }
  const bytes = Buffer.concat(parts)
  if (size <= maxBytes) return { bytes, isCut }
  if (cuts) return { bytes: bytes.subarray(0, maxBytes), isCut: true }
  const detail = `more than ${maxBytes} bytes`
  throw new Refusal({ kind: 'failed', reason: 'too-large', detail })
}

function isUnexpectedEnd(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return code === 'Z_BUF_ERROR' || /unexpected end|premature/i.test(message ?? '')
}

function isZlib(bytes: Uint8Array): boolean {
  return (bytes[0]! & 0x0f) === 8 && ((bytes[0]! << 8) | (bytes[1] ?? 0)) % 31 === 0
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

function badEncoding(detail: string, cause?: unknown): Refusal {
  return new Refusal({ kind: 'failed', reason: 'bad-encoding', detail }, { cause })
}
