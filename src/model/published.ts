/** Where on a page a date was read, from the most to the least trusted when they agree on nothing. */
export type Evidence = 'json-ld' | 'meta' | 'visible' | 'list' | 'address'

/**
 * When the publisher says an article came out. Never a guess: a page without a date has `null`.
 * `at` is an instant; `day` is a calendar day `YYYY-MM-DD` in `zone` (an IANA name or a fixed offset `+08:00`).
 */
export type Published = { zone: string; evidence: Evidence } & (
  | { precision: 'minute'; at: Date }
  | { precision: 'day'; day: string }
)
