import { dropSentences } from './prepare-text.ts'
import { readTitle } from './read-title.ts'
import { tokenize } from './tokenize.ts'

/** What of an article tells whether it was revised. */
export type RevisableArticle = { title: string; text: string }

/** How often a page was read, liked or commented on. It stands in a line of its own, or beside others of its kind. */
const counter =
  /(?:阅读|閱讀|浏览|瀏覽|点击|點擊|评论|評論|点赞|點贊|收藏|转发|轉發|分享|人气|人氣|views?|reads?|comments?|likes?|shares?)(?:数|數|量|次数|次數|人数|人數)?\s*[:：(（]?\s*[\d,.]+\s*(?:万|萬|k)?\s*[次人)）]?|[\d,.]+\s*(?:万|萬|k)?\s*(?:次|人|条|條|个|個)?(?:阅读|閱讀|浏览|瀏覽|评论|評論|点赞|views?|reads?|comments?|likes?|shares?)/giu
const LONGEST_COUNTER_LINE = 60

/**
 * True when a reader would find an article changed: a sentence more, less or other, or another title. Spacing,
 * punctuation, width, script, the site's own lines and counters are none of it.
 */
export function isRealRevision(before: RevisableArticle, after: RevisableArticle): boolean {
  if (readTitle(before.title).hash !== readTitle(after.title).hash) return true
  return before.text !== after.text && readOwn(before.text) !== readOwn(after.text)
}

/** The tokens of what is the article's own, in order. */
function readOwn(text: string): string {
  const told = text
    .split('\n')
    .map(line => (line.length <= LONGEST_COUNTER_LINE ? line.replace(counter, '') : line))
    .join('\n')
  const whole = tokenize(told)
  return dropSentences(whole, whole.furniture).tokens.join(' ')
}
