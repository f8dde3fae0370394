import type { IncomingHttpHeaders } from 'node:http'
import type { Context } from 'hono'

/** The headers a document's answer depends on; names in lower case. */
export type RequestHeaders = { header(name: string): string | undefined }

/**
 * A request's headers as the runtime's server has read them. Hono would copy all of them into a `Headers` first, which costs as much
 * as the rest of a 304.
 */
export function requestHeaders(c: Context): RequestHeaders {
  const incoming = (c.env as { incoming?: { headers: IncomingHttpHeaders } } | undefined)?.incoming
  if (!incoming) return c.req
  return {
    header(name) {
      const value = incoming.headers[name]
      return Array.isArray(value) ? value.join(', ') : value
    },
  }
}
