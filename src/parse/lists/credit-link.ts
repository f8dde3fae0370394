import { type AnyNode, isText } from 'domhandler'
import { PageElement } from '../document.ts'
import { inlineTags } from '../scan-lines.ts'
import { lineOf } from './line-of.ts'

/** Text before a link that is looked at. */
const LONGEST = 40

/** Labels of the line under a headline: outlet, writer, column and keywords of this article, in the languages read here. */
const labels = [
  /(?:来源|來源|出处|出處|稿源|来自|來自|[转轉][载載]?自|摘自|原文(?:链接|連結|地址)?|作者|[记記]者|撰文|文字|[编編][辑輯]|责编|責編|[栏欄]目|[频頻]道|分[类類]|[类類]别|[标標][签籤]|[关關][键鍵][词詞字]|专栏|專欄|[发發][布佈稿](?:[单單]位|[机機][关關])|供稿|媒体|媒體)\s?[】\])）]?\s?[:：|丨]?\s?$/u,
  /(?:出典|情報元|提供元?|著者|執筆者?|カテゴリー?|タグ|출처|기자|글쓴이|분류|카테고리|태그)\s?[:：]?\s?$/u,
  /(?:^|[^\p{L}])(?:sources?|via|by|from|(?:from the )?section|filed (?:under|in)|posted (?:in|by)|(?:first |originally )?published (?:in|by|on)|(?:written|reported) by|authors?|categor(?:y|ies)|topics?|tags?|keywords?|more from|quelle|von|ressort|fuente|fonte|par|por|autore?)\s?:?\s?$/iu,
]

/** True for a link that a label before it on its line names as outlet, writer or column: a credit, no headline. */
export function isCreditLink(link: PageElement): boolean {
  const before = textBefore(link)
  return before !== '' && labels.some(label => label.test(before))
}

/** The last characters on the line before an element. */
function textBefore(element: PageElement): string {
  let text = ''
  let at: AnyNode = element
  while (text.length < LONGEST) {
    if (at.prev) {
      at = at.prev
      // Another block or line is not what introduces this one.
      if (at instanceof PageElement && (at.name === 'br' || at.name === 'a')) break
      if (isText(at) || at instanceof PageElement) text = `${lineOf(at)} ${text}`
    } else if (at.parent instanceof PageElement && inlineTags.has(at.parent.name)) at = at.parent
    else break
  }
  return text.trim().slice(-LONGEST)
}
