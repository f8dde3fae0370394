import { expect, test } from 'vitest'
import { readRedisAddress, showHosts } from '../../src/model/redis-address.ts'

test.each([
  ['redis://cache', 'single', 'cache:6379'],
  ['redis://cache:7000/3', 'single', 'cache:7000'],
  ['rediss://[fd00::1]:6380', 'single', '[fd00::1]:6380'],
  ['redis://a,b:7001,[::1]', 'cluster', 'a:6379, b:7001, [::1]:6379'],
  ['redis://entry.example?cluster', 'cluster', 'entry.example:6379'],
  ['redis://entry.example/?cluster=true', 'cluster', 'entry.example:6379'],
  ['redis://entry.example?cluster=false', 'single', 'entry.example:6379'],
  ['redis://s1,s2:5000/1?sentinel=wire', 'sentinel', 's1:26379, s2:5000'],
])('%s is a %s at %s', (text, kind, hosts) => {
  const address = readRedisAddress(text)
  expect(address.kind).toBe(kind)
  expect(showHosts(address)).toBe(hosts)
})

test.each([
  ['redis://cache', null, null],
  ['redis://:word@cache', null, 'word'],
  ['redis://wire@cache', 'wire', null],
  ['redis://wire:a%40b%2Fc@a,b', 'wire', 'a@b/c'],
  ['redis://wire:100%@cache', 'wire', '100%'],
])('%s opens as %s with %s', (text, username, password) => {
  expect(readRedisAddress(text)).toMatchObject({ username, password })
})

test('only rediss asks for TLS', () => {
  expect(readRedisAddress('rediss://a').isTls).toBe(true)
  expect(readRedisAddress('redis://a').isTls).toBe(false)
})

test.each([
  ['redis://', 'expected hosts'],
  ['redis://a,,b', 'expected hosts'],
  ['redis://a:0', 'expected hosts'],
  ['redis://a:99999', 'expected hosts'],
  ['redis://me:word@with@a', 'expected redis://'],
  ['redis://a/first', 'expected the number of a database'],
  ['redis://a,b/2', 'database 0 alone'],
  ['redis://a?sentinel=', 'expected the name of the master'],
  ['redis://a?sentinel=wire&cluster', 'not both'],
  ['redis://a?tls=true', 'not ?tls'],
])('%s is refused: %s', (text, message) => {
  expect(() => readRedisAddress(text)).toThrow(message)
})

test('what is wrong is told without the password', () => {
  for (const text of ['redis://me:geheim@', 'redis://a?password=geheim', 'redis://me:geheim@x@a'])
    expect(() => readRedisAddress(text)).toThrow(/^(?!.*geheim)/)
})
