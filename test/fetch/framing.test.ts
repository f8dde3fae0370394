import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { inShort, openRawSite, openTestFetcher, pageRequest } from './local-web.ts'

const PAGE = '<p>the whole page</p>'
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n'

type Ending = 'end' | 'reset' | 'keep'

const faults: [name: string, bytes: string, ending: Ending, expected: string][] = [
  ['a whole page', `${HEAD}Content-Length: ${PAGE.length}\r\n\r\n${PAGE}`, 'end', 'page'],
  [
    'a page that ends with its connection',
    `${HEAD}Connection: close\r\n\r\n${PAGE}`,
    'end',
    'page',
  ],
  [
    'the same, reset instead of ended',
    `${HEAD}Connection: close\r\n\r\n${PAGE}`,
    'reset',
    'retry truncated',
  ],
  [
    'a whole page in chunks',
    `${HEAD}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`,
    'end',
    'page',
  ],
  [
    'more declared than sent',
    `${HEAD}Content-Length: 5000\r\n\r\n${PAGE}`,
    'end',
    'retry truncated',
  ],
  [
    'more declared than sent, and said to be the last',
    `${HEAD}Connection: close\r\nContent-Length: 5000\r\n\r\n${PAGE}`,
    'end',
    'retry truncated',
  ],
  [
    'a reset in the middle',
    `${HEAD}Content-Length: 5000\r\n\r\n${PAGE}`,
    'reset',
    'retry truncated',
  ],
  [
    'chunks without the last',
    `${HEAD}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`,
    'end',
    'retry truncated',
  ],
  [
    'chunks without the last, and said to be the last',
    `${HEAD}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`,
    'end',
    'retry truncated',
  ],
  [
    'a chunk of nonsense',
    `${HEAD}Transfer-Encoding: chunked\r\n\r\nZZ\r\nabc`,
    'end',
    'retry bad-framing',
  ],
  [
    'a chunk beyond counting',
    `${HEAD}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\nabc`,
    'end',
    'retry bad-framing',
  ],
  [
    'a length below nothing',
    `${HEAD}Content-Length: -5\r\n\r\n${PAGE}`,
    'end',
    'retry bad-framing',
  ],
  [
    'two lengths',
    `${HEAD}Content-Length: 5\r\nContent-Length: 9\r\n\r\n${PAGE}`,
    'end',
    'retry truncated',
  ],
  [
    'a length beside chunks',
    `${HEAD}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`,
    'end',
    'retry truncated',
  ],
  ['no HTTP', 'HELLO\r\n\r\n<html></html>', 'end', 'retry bad-framing'],
  ['HTTP of 1991', '<html></html>', 'end', 'retry bad-framing'],
  ['nothing', '', 'end', 'retry network'],
  ['a reset before a word', '', 'reset', 'retry network'],
  ['half a header', 'HTTP/1.1 200 OK\r\nContent-Ty', 'end', 'retry network'],
  [
    'a header of a megabyte',
    `${HEAD}X-Big: ${'a'.repeat(1024 * 1024)}\r\n\r\n`,
    'end',
    'retry bad-framing',
  ],
  [
    'headers without end',
    `${HEAD}${'X-Many: 1\r\n'.repeat(20_000)}\r\n`,
    'end',
    'retry bad-framing',
  ],
  [
    'letters of Latin-1 in a header',
    `${HEAD}X-Title: caf\xe9\r\nContent-Length: ${PAGE.length}\r\n\r\n${PAGE}`,
    'end',
    'page',
  ],
  [
    'an upgrade that nobody asked for',
    'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nx',
    'end',
    'retry network',
  ],
]

test.each(faults)('%s', async (_, bytes, ending, expected) => {
  await using site = await rawSite(bytes, ending)
  const fetcher = openTestFetcher({ deadlineMs: 3000 })
  const result = await fetcher.fetch(pageRequest(site.url))
  await fetcher.close()
  expect(inShort(result), JSON.stringify(result)).toBe(expected)
})

test('a second answer that nobody asked for is not taken for the next page', async () => {
  const evil = `${HEAD}Content-Length: 4\r\n\r\nevil`
  const answer = `${HEAD}Content-Length: ${PAGE.length}\r\n\r\n${PAGE}${evil}`
  await using site = await rawSite(answer, 'keep')
  const fetcher = openTestFetcher()
  for (let i = 0; i < 2; i++) {
    const result = await fetcher.fetch(pageRequest(site.url))
    if (result.kind !== 'page') throw new Error(inShort(result))
    expect(Buffer.from(result.page.bytes).toString()).toBe(PAGE)
  }
  await fetcher.close()
})

test.each([
  ['hints without end', (socket: Socket) => repeat(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n')],
  ['headers, one after the other', (socket: Socket) => repeat(socket, 'X-Drip: 1\r\n', HEAD)],
  [
    'trailers without end',
    (socket: Socket) =>
      repeat(socket, 'X: y\r\n', `${HEAD}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n`),
  ],
  ['silence', () => {}],
])('%s end at the deadline', async (_, answer) => {
  const site = await openRawSite(answer)
  const fetcher = openTestFetcher({ deadlineMs: 400 })
  const result = await fetcher.fetch(pageRequest(site.url))
  expect(inShort(result)).toMatch(/^retry (?:timeout|bad-framing)$/)
  await fetcher.close()
  await site.close()
})

async function rawSite(bytes: string, ending: Ending) {
  const site = await openRawSite(socket => {
    if (!bytes && ending === 'reset') return void socket.resetAndDestroy()
    socket.write(Buffer.from(bytes, 'latin1'), () => {
      if (ending === 'end') socket.end()
      if (ending === 'reset') setTimeout(() => socket.resetAndDestroy(), 30)
    })
  })
  return { url: site.url, [Symbol.asyncDispose]: site.close }
}

function repeat(socket: Socket, bytes: string, first = ''): void {
  if (first) socket.write(first)
  const timer = setInterval(() => socket.write(bytes), 20)
  socket.on('close', () => clearInterval(timer))
}
