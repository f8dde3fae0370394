/** What an origin's robots.txt said, as it is kept between requests. */
export type RobotsEntry = {
  /** `rules`: the body decides. `allow`: there is none (4xx). `disallow`: it could not be read (5xx, no answer). */
  verdict: 'rules' | 'allow' | 'disallow'
  /** The text as read, at most 500 KiB, without NUL characters; empty unless the verdict is `rules`. */
  body: string
  fetchedAt: Date
  /** When it must be read again. An older copy still holds while the origin cannot be reached. */
  expiresAt: Date
}

/** Where robots.txt files are kept, by origin (`https://example.org`). An expired entry is still found. */
export interface RobotsCache {
  find(origin: string): Promise<RobotsEntry | null>
  save(origin: string, entry: RobotsEntry): Promise<void>
}
