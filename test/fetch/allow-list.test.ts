import { expect, test } from 'vitest'
import { matchesHost, parseAllowList } from '../../src/fetch/allow-list.ts'
import { parseAddress } from '../../src/fetch/ip-address.ts'

test.each([
  ['one address', '127.0.0.1', '127.0.0.1', true],
  ['one address, another', '127.0.0.1', '127.0.0.2', false],
  ['a network', '10.0.0.0/8', '10.200.3.4', true],
  ['a network, beside it', '10.0.0.0/8', '11.0.0.0', false],
  ['a network written from its middle', '10.1.2.3/16', '10.1.255.255', true],
  ['a range', '127.0.0.2-127.0.30.255', '127.0.7.7', true],
  ['a range ends where it says', '127.0.0.2-127.0.30.255', '127.0.31.0', false],
  ['an IPv6 address', '::1', '::1', true],
  ['an IPv6 address in brackets', '[::1]', '::1', true],
  ['an IPv6 address in brackets with a port', '[::1]:80', '::1', true],
  ['an IPv6 network', 'fd00::/8', 'fd12::3', true],
  ['all of IPv4 is not all of IPv6', '0.0.0.0/0', '::1', false],
  ['a port that is not the one', '127.0.0.1:81', '127.0.0.1', false],
])('%s: %s lets %s through: %s', (_, entry, address, expected) => {
  expect(parseAllowList([entry]).allows(parseAddress(address)!, address, 80)).toBe(expected)
})

test.each([
  '300.1.1.1/8',
  '10.0.0.0/33',
  '10.0.0.9-10.0.0.1',
  '10.0.0.1-::1',
  '10.0.0.1-10.0.0.2-10.0.0.3',
  'http://portal.test',
  '',
])('an entry that cannot be read is named: %s', entry => {
  expect(() => parseAllowList([entry])).toThrow(`${entry}: expected an address`)
})

test.each([
  ['www.example.org', 'www.example.org', true],
  ['WWW.example.org.', 'www.example.org', true],
  ['a.example.org', '*.example.org', true],
  ['example.org', '*.example.org', false],
  ['badexample.org', '*.example.org', false],
  ['example.org', 'www.example.org', false],
])('host %s matches %s: %s', (host, pattern, expected) => {
  expect(matchesHost(host, pattern)).toBe(expected)
})
