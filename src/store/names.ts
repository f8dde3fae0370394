import { createHash } from 'node:crypto'

/** Name spaces of our name-based UUIDs. Made once at random; changing one would change every id that readers hold. */
const ADDRESSES = 'b6f6a1c4-3a0e-4a53-9a55-1f0d5c1f7c11'
const STORIES = '5d3c2f0e-8a1b-4c9e-b7d2-6e4f90a1b3c5'

/** A name-based UUID, version 5 (RFC 9562, 5.5). */
export function nameUuid(space: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(space.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
  hash[6] = (hash[6]! & 0x0f) | 0x50
  hash[8] = (hash[8]! & 0x3f) | 0x80
  const hex = hash.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The id of a link, and of the article that is read there, by the address's comparing key. */
export function addressId(urlKey: string): string {
  return nameUuid(ADDRESSES, urlKey)
}

/** The id of a story and its feed item, by the comparing key of the article that starts it. Frozen. */
export function storyIdOf(urlKey: string): string {
  return `urn:uuid:${nameUuid(STORIES, urlKey)}`
}
