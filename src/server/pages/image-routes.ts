import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import type { ImageDoor } from '../../fetch/image-door.ts'
import { commonHeaders } from '../http/document.ts'
import { Problem } from '../http/problem.ts'
import { Recent } from '../http/recent.ts'
import { readImageAddress } from './image-address.ts'

type Picture = { type: string; bytes: Uint8Array; etag: string }

const KEPT_BYTES = 32_000_000
const MOST_AT_ONCE = 16

/** Passes pictures on whose addresses this server has signed; no others, so it is no open proxy. */
export function addImageRoutes(app: Hono, images: ImageDoor, secret: string): void {
  const kept = new Recent<Picture>(KEPT_BYTES)
  const underWay = new Map<string, Promise<Picture>>()

  const load = async (address: string): Promise<Picture> => {
    const answer = await images.fetchImage(address)
    if (answer.kind === 'refused') {
      throw answer.isLate
        ? new Problem(504, 'Gateway timeout', 'the picture did not come in time')
        : new Problem(502, 'Bad gateway', `the picture could not be had: ${answer.why}`)
    }
    const { type, bytes } = answer
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
    const picture = { type, bytes, etag }
    kept.set(address, picture, bytes.length + 1000)
    return picture
  }

  /** Those who ask together wait for one request. */
  const find = (address: string): Picture | Promise<Picture> => {
    const known = kept.get(address) ?? underWay.get(address)
    if (known) return known
    if (underWay.size >= MOST_AT_ONCE) {
      throw new Problem(503, 'Not available', 'too many pictures at once', { 'Retry-After': '5' })
    }
    const loading = load(address).finally(() => underWay.delete(address))
    underWay.set(address, loading)
    return loading
  }

  app.get('/images/:signature/:address', async c => {
    const address = readImageAddress(secret, c.req.param('signature'), c.req.param('address'))
    if (address === null) throw new Problem(403, 'Forbidden', 'the signature is not of this server')
    const { type, bytes, etag } = await find(address)
    const headers = {
      ...commonHeaders,
      'Cache-Control': 'public, max-age=2592000',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      ETag: etag,
    }
    const asked = (c.req.header('if-none-match') ?? '')
      .split(',')
      .map(tag => tag.trim().replace(/^W\//, ''))
    if (asked.includes(etag) || asked.includes('*'))
      return new Response(null, { status: 304, headers })
    return new Response(new Uint8Array(bytes), {
      headers: { ...headers, 'Content-Type': type, 'Content-Length': String(bytes.length) },
    })
  })
}
