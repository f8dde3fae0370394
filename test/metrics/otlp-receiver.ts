import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

type Attribute = { key: string; value: { stringValue?: string; intValue?: number } }
export type ReceivedSpan = {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  status: { code?: number; message?: string }
  links: { traceId: string; spanId: string }[]
  fields: Record<string, string | number | undefined>
  service: string
}
type Resource = { attributes: Attribute[] }
type Sent = {
  resourceSpans: {
    resource: Resource
    scopeSpans: { spans: (Omit<ReceivedSpan, 'fields' | 'service'> & Resource)[] }[]
  }[]
}

const fieldsOf = ({ attributes }: Resource) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]))

/** A collector that keeps what it is sent by OTLP over HTTP, as JSON. */
export async function openReceiver(): Promise<
  { url: string; spans: ReceivedSpan[]; headers: Set<string> } & AsyncDisposable
> {
  const spans: ReceivedSpan[] = []
  const headers = new Set<string>()
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
    for (const [name, value] of Object.entries(request.headers)) headers.add(`${name}: ${value}`)
    if (request.url === '/v1/traces')
      for (const { resource, scopeSpans } of (JSON.parse(text.toString()) as Sent).resourceSpans)
        for (const span of scopeSpans.flatMap(scope => scope.spans))
          spans.push({
            ...span,
            fields: fieldsOf(span),
            service: String(fieldsOf(resource)['service.name']),
          })
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    headers,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
