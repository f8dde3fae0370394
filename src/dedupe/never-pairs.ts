/** One key for two ids in either order: of two articles, two stories, or an article and a story. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`
}

/**
 * The keys that keep two articles apart: neither is a copy of the other, neither joins the other's story, and their
 * stories do not join.
 */
export function neverKeys(
  a: { id: string; storyId: string | null },
  b: { id: string; storyId: string | null },
): string[] {
  const ids = (article: typeof a) =>
    article.storyId ? [article.id, article.storyId] : [article.id]
  return ids(a)
    .flatMap(left => ids(b).map(right => [left, right] as const))
    .filter(([left, right]) => left !== right)
    .map(([left, right]) => pairKey(left, right))
}
