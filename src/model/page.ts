/** A document as it was fetched: the bytes and what came with them. Nothing in it is interpreted. */
export type Page = {
  /** The address that was asked for. */
  url: string
  /** The address that answered, after redirects. */
  finalUrl: string
  status: number
  /** Lower-case names. */
  headers: Record<string, string>
  bytes: Uint8Array
  fetchedAt: Date
}

/** Bytes read as text: what was chosen, and why. */
export type DecodedText = {
  text: string
  /** WHATWG-style label of the encoding chosen, lower case: utf-8, gb18030, big5 … */
  encoding: string
  /** What decided: a byte-order mark, the HTTP header, a meta tag, the XML declaration, or the bytes themselves. */
  evidence: 'bom' | 'http' | 'meta' | 'xml' | 'bytes'
}
