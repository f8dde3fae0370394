import { expect, test } from 'vitest'
import { addressId, nameUuid, storyIdOf } from '../../src/store/names.ts'

test('a name-based UUID is that of RFC 9562, A.4', () => {
  const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'
  expect(nameUuid(dns, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
})

// Readers hold these ids: a change here breaks every subscription.
test('ids never change', () => {
  expect(addressId('a.example/1')).toBe('7190c05d-da97-598e-bb42-cc61b6bbd3fe')
  expect(storyIdOf('a.example/1')).toBe('urn:uuid:2c30d1c2-8bd9-5ed1-9c2c-01f5f62faeae')
})
