import { expect, test } from 'vitest'
import { judgeUrl, paceHost } from '../../src/fetch/judge-url.ts'
import type { Refusal } from '../../src/fetch/refusal.ts'

const judged = (href: string, base?: string) => {
  try {
    return judgeUrl(href, base === undefined ? undefined : new URL(base)).href
  } catch (error) {
    return (error as Refusal).outcome.reason
  }
}

test.each([
  ['http://example.org/a?b=1', 'http://example.org/a?b=1'],
  ['HTTPS://Example.ORG:443/a#part', 'https://example.org/a'],
  ['http://127.1/', 'http://127.0.0.1/'],
  ['http://0x7f.1/', 'http://127.0.0.1/'],
  ['http://2130706433/', 'http://127.0.0.1/'],
  ['http://１２７.０.０.１/', 'http://127.0.0.1/'],
  ['http:\\\\example.org\\a', 'http://example.org/a'],
  ['ftp://example.org/a', 'scheme'],
  ['file:///etc/hosts', 'scheme'],
  ['javascript:alert(1)', 'scheme'],
  ['data:text/html,x', 'scheme'],
  ['http://user@example.org/', 'credentials'],
  ['http://user:word@example.org/', 'credentials'],
  ['http://example.org:22/', 'port'],
  ['http://example.org:6667/', 'port'],
  ['http://example.org:0/', 'port'],
  ['http://example.org:8080/', 'http://example.org:8080/'],
  ['http://[::1', 'bad-address'],
  ['http://example.org:99999/', 'bad-address'],
  ['no address', 'bad-address'],
  [`http://example.org/${'a'.repeat(5000)}`, 'bad-address'],
])('%s is judged as %s', (href, expected) => {
  expect(judged(href)).toBe(expected)
})

test('a relative address is read against the page that gave it', () => {
  expect(judged('../c', 'https://example.org/a/b/')).toBe('https://example.org/a/c')
  expect(judged('//other.example/c', 'https://example.org/')).toBe('https://other.example/c')
})

test('the pace knows a host by its name and port', () => {
  expect(paceHost(new URL('https://example.org/a'))).toBe('example.org:443')
  expect(paceHost(new URL('http://example.org:8080/a'))).toBe('example.org:8080')
})
