import type { AcceptKind } from '../model/fetch.ts'

const MIB = 1024 * 1024

/** How one kind of document is asked for and what is taken for it. */
export type AcceptRule = {
  /** The Accept header. */
  header: string
  /** Media types that may be it; a missing one always may. */
  types: RegExp
  /** Bytes taken at most, counted after decompression. */
  maxBytes: number
  /** What comes after the limit is cut off instead of refused. */
  cuts: boolean
  /** The document may be a gzip file by itself, whatever the Content-Encoding (`sitemap.xml.gz`). */
  mayBeGzipFile: boolean
}

const plain = { maxBytes: 8 * MIB, cuts: false, mayBeGzipFile: false }

/** Many servers send feeds and sitemaps under a text type or none that says anything: what they are shows in them. */
const anyText =
  /^(?:text\/|application\/(?:[\w.+-]*(?:xml|json|javascript)|octet-stream|(?:x-)?gzip))/

export const acceptRules = {
  page: {
    ...plain,
    header: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5',
    types: /^(?:text\/(?:html|plain|xml)|application\/(?:[\w.+-]*xml|json|[\w.+-]+\+json))/,
  },
  feed: {
    ...plain,
    header:
      'application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,application/json;q=0.8,*/*;q=0.5',
    types: anyText,
  },
  // The protocol allows 50,000 addresses and 50 MiB a file; a news sitemap has 1,000.
  sitemap: {
    ...plain,
    header: 'application/xml,text/xml,application/gzip;q=0.9,*/*;q=0.5',
    types: anyText,
    maxBytes: 16 * MIB,
    mayBeGzipFile: true,
  },
  // RFC 9309, 2.5: at least 500 KiB are read; the type is not looked at.
  robots: {
    ...plain,
    header: 'text/plain,*/*;q=0.5',
    types: /^/,
    maxBytes: 500 * 1024,
    cuts: true,
  },
  json: { ...plain, header: 'application/json,*/*;q=0.5', types: anyText },
  // Larger pictures are not passed on to readers.
  image: {
    ...plain,
    header: 'image/avif,image/webp,image/*,*/*;q=0.5',
    types: /^image\//,
    maxBytes: 5 * MIB,
  },
} satisfies Record<AcceptKind, AcceptRule>

/** The first bytes of files that are no text, whatever their declared type. */
const fileSignatures = [
  'PK\x03\x04',
  '%PDF-',
  '\x89PNG',
  'GIF8',
  '\xff\xd8\xff',
  'Rar!',
  '7z\xbc\xaf',
  '\xd0\xcf\x11\xe0',
  'OggS',
  'ID3',
  'MZ',
  '\x7fELF',
  '\x1f\x8b',
]

/** Whether a declared media type may be this kind of document. No type, or one that cannot be read, may be anything. */
export function isTakenType(rule: AcceptRule, contentType: string | undefined): boolean {
  const type = contentType?.trim().toLowerCase() ?? ''
  return !/^[\w.+-]+\/[\w.+-]+/.test(type) || rule.types.test(type)
}

/** Whether bytes begin like a file that is no text. */
export function isBinaryFile(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  return fileSignatures.some(signature => start.startsWith(signature))
}
