/** Media types by the ending of an address (IANA's image registry, as far as news uses it). */
const types: Record<string, string> = {
  avif: 'image/avif',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
  webp: 'image/webp',
}

/** The media type an image's address tells, or null. */
export function imageType(url: string): string | null {
  const ending = /\.([a-z]{3,4})(?:[?#]|$)/i.exec(url)
  return (ending && types[ending[1]!.toLowerCase()]) ?? null
}
