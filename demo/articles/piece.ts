import type { DemoArticle } from '../article.ts'

/** One article from its parts; the text is a paragraph a line. */
export function piece(
  slug: string,
  daysAgo: number,
  time: string,
  title: string,
  byline: string[],
  text: string,
  more: Pick<DemoArticle, 'kicker' | 'editor' | 'keywords'> = {},
): DemoArticle {
  const paragraphs = text.trim().split('\n')
  return { slug, daysAgo, time, title, byline, paragraphs, ...more }
}
