import type { Outcome } from './outcome.ts'
import type { Politeness } from './pace.ts'
import type { Page } from './page.ts'

/** What the caller can read: decides the Accept header, the media types taken and the size allowed. */
export type AcceptKind = 'page' | 'feed' | 'sitemap' | 'robots' | 'json' | 'image'

/** What a server gave to ask "has it changed?" with (RFC 9110, 8.8). */
export type Validators = { etag: string | null; lastModified: string | null }

/** One document to be asked for. */
export type FetchRequest = {
  url: string
  accept: AcceptKind
  politeness: Politeness
  /** Sent by POST. A redirect is followed by GET and without it, but for 307 and 308 (RFC 9110, 15.4). */
  post?: string
  /** Asked with these headers too, on the host that was asked first. */
  headers?: Record<string, string>
  /** From the last answer: makes the request conditional. */
  validators?: Validators | null
  /** Hosts that a redirect may lead to, `www.example.org` or `*.example.org`; without it, any public host. */
  allowHosts?: string[]
  /** The longest wait for the host's turn before the answer is `retry`; 45 s unless told. */
  maxWaitMs?: number
  /** The page shows nothing without a browser: shown by one where there is one, else refused as `needs-browser`. */
  rendered?: boolean
}

/** How a fetch ended. What is expected of the web is a result; a rejection is a bug or an outage of ours. */
export type FetchResult =
  | { kind: 'page'; page: Page; validators: Validators; redirects: string[] }
  | { kind: 'unchanged'; validators: Validators; redirects: string[]; fetchedAt: Date }
  | {
      kind: 'refused'
      outcome: Outcome
      /** The addresses that redirects led to, the last one refused or failed. */
      redirects: string[]
      /** The HTTP status, when one was received. */
      status: number | null
      /** When asking again makes sense at the earliest, from now. */
      retryAfterMs?: number
    }
