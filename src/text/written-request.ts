/** What is asked for beside an address, where a plain GET would not do. */
export type WrittenRequest = {
  url: string
  /** Sent by POST: a form, or JSON where it begins with a bracket. */
  post?: string
  /** How the addresses of its records are made, where they name none: `/news/{id}.html`. */
  article?: string
  /** The page that a script or a frame belongs to: what they name counts from there, and they hold no further ones. */
  page?: string
}

const MARK = '#ask='
/** A page's state that is posted back may be long; what is longer is not gone after. */
export const LONGEST_POST = 200_000

/**
 * Writes a request as one address. A page of a list that is asked for by POST is then kept, compared and taken up again
 * like any other: what it asks stands behind the `#`, which no server sees.
 */
export function writeRequest({ url, post, article, page }: WrittenRequest): string {
  const bare = url.replace(/#.*$/s, '')
  if (post === undefined && article === undefined && page === undefined) return bare
  return `${bare}${MARK}${encodeURIComponent(JSON.stringify({ post, article, page }))}`
}

/** Reads what `writeRequest` wrote; any other address is itself. */
export function readRequest(address: string): WrittenRequest {
  const at = address.indexOf(MARK)
  if (at < 0) return { url: address }
  const url = address.slice(0, at)
  try {
    const { post, article, page } = JSON.parse(decodeURIComponent(address.slice(at + MARK.length)))
    return {
      url,
      ...(typeof post === 'string' && { post }),
      ...(typeof article === 'string' && { article }),
      ...(typeof page === 'string' && { page }),
    }
  } catch {
    return { url }
  }
}

/** The media type of what is posted. */
export const postType = (post: string) =>
  /^\s*[{[]/.test(post) ? 'application/json' : 'application/x-www-form-urlencoded; charset=UTF-8'
