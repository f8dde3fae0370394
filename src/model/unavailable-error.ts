/**
 * Something outside that this process stands on cannot be had: a database that does not answer, a data directory that another
 * process holds. The message says what, why, and what to do; it is for operators and needs no stack.
 */
export class UnavailableError extends Error {
  override name = 'UnavailableError'
}
