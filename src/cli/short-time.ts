/** An instant as commands print it, in UTC: `2026-03-01 08:05`. */
export const shortTime = (at: Date | string): string =>
  (typeof at === 'string' ? at : at.toISOString()).slice(0, 16).replace('T', ' ')
