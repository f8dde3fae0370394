/** The last migration of the version that was released last, 0.1.0. It moves on with each release (docs/releasing.md). */
export const RELEASED = 5
/** The last commit of that version; a copy without history does not have it. */
export const RELEASED_COMMIT = '553a63e'
