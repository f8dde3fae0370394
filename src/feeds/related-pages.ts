const MOST_RELATED = 20

/** The pages of other stories about the event of one, at the server that gives them out. */
export const relatedPages = (siblings: string[], base: string): string[] =>
  siblings.slice(0, MOST_RELATED).map(id => `${base}/stories/${id.slice(id.lastIndexOf(':') + 1)}`)
