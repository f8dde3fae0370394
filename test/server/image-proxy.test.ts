import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ImageDoor, openImageDoor } from '../../src/fetch/image-door.ts'
import { buildServer } from '../../src/server/build-server.ts'
import { imageAddresses } from '../../src/server/pages/image-address.ts'
import { sampleItem } from '../feeds/sample-item.ts'
import { fixtureParts } from './fixture-parts.ts'

const settings = { publicUrl: 'https://wire.example.org', imageProxySecret: 'a secret for tests' }
const signed = imageAddresses(settings)!
const png = Buffer.from('\x89PNG picture', 'latin1')
let origin: Server
let base: string
let images: ImageDoor
let app: ReturnType<typeof buildServer>

beforeAll(async () => {
  origin = createServer((request, response) => {
    const type = { '/svg': 'image/svg+xml', '/html': 'text/html' }[request.url!] ?? 'image/png'
    if (request.url === '/inside') {
      return response.writeHead(302, { Location: 'http://10.0.0.1/a.png' }).end()
    }
    const body = request.url === '/large' ? Buffer.alloc(5 * 1024 * 1024 + 1) : png
    response.writeHead(200, { 'Content-Type': type }).end(body)
  })
  await new Promise<void>(resolve => origin.listen(0, '127.0.0.1', resolve))
  const { port } = origin.address() as AddressInfo
  base = `http://127.0.0.1:${port}`
  images = openImageDoor({ agent: 'Test/1', contact: null, allowAddresses: [`127.0.0.1:${port}`] })
  app = buildServer({ ...fixtureParts([sampleItem(1)]).parts, settings, images })
})

afterAll(async () => {
  await images.close()
  origin.close()
})

test('a signed picture is passed on, to HEAD without its bytes, and again as 304', async () => {
  const found = await app.request(signed(`${base}/a.png`))
  expect([found.status, found.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(found.headers.get('x-content-type-options')).toBe('nosniff')
  expect(found.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
  expect(Buffer.from(await found.arrayBuffer())).toEqual(png)
  const head = await app.request(signed(`${base}/a.png`), { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  const headers = { 'If-None-Match': found.headers.get('etag')! }
  expect((await app.request(signed(`${base}/a.png`), { headers })).status).toBe(304)
})

test('an address that was not signed here is refused', async () => {
  const address = signed(`${base}/a.png`).replace(
    /[^/]+$/,
    Buffer.from(`${base}/b`).toString('base64url'),
  )
  expect((await app.request(address)).status).toBe(403)
})

test.each([
  ['a private address', 'http://10.0.0.1/a.png', 'private-address'],
  ['a redirect to one', '/inside', 'private-address'],
  ['a large picture', '/large', 'too-large'],
  ['SVG', '/svg', 'wrong-type'],
  ['HTML', '/html', 'wrong-type'],
])('%s is refused', async (_, path, why) => {
  const answer = await app.request(signed(URL.parse(path, base)!.href))
  expect(answer.status).toBe(502)
  expect(((await answer.json()) as { detail: string }).detail).toContain(why)
})

test('feeds carry signed addresses, and only where the operator wants it', async () => {
  const address = signed('https://news.example.org/i/1.jpg')
  expect((await (await app.request('/feed.xml')).text()).split(address).length).toBeGreaterThan(2)
  const { parts } = fixtureParts([sampleItem(1)])
  const plain = buildServer(parts)
  expect(await (await plain.request('/feed.xml')).text()).not.toContain('/images/')
  expect((await plain.request(address)).status).toBe(404)
})
