import { isText } from 'domhandler'
import { PageElement } from '../build-tree.ts'
import { addressOn, type PageDocument, textOf } from '../document.ts'
import { textWeight } from '../measure.ts'
import { afterHeadings } from './trim-patterns.ts'

/** A line of a digest: its kind or its number stands before the headline, which is a link. */
const label =
  /^[\s▶►▷◆◇●○■□▲△★☆•·*－—-]{0,6}(?:([^\s丨｜|:：，。]{2,10})\s*[丨｜|]\s*\S|(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．]|第[一二三四五六七八九十\d]{1,3}[条則则、])\s*\S)/
/** 详见：…, ■ 十日　…: what a sentence of the text leads to, or its day stands before the link. */
const seeThere =
  /^[\s▶►▷◆◇●○■□▲△★☆•·→➤－—-]{0,6}(?:(?:详情|詳情|详细|詳細|全文|报告全文|報告全文|详见|詳見|参见|參見|另见|另見|详情见|詳情見|見|见)\s?[:：]\s?\S|(?<=[▶►▷◆◇●○■□▲△★☆•·]\s?)(?:\d{1,2}月)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号號](?:[（(][月火水木金土日一二三四五六][)）])?[\s：:]\s?\S)/
/** 《碳排放核算办法》《配额分配细则》: several titles of documents, or one that says what kind it is. */
const documents =
  /^[\s\d.、（()）]*(?:(?:政策|文件|通知|公告|办法|依据|附)?(?:原文|全文|文件|依据|链接|連結)\s?[:：]\s?)?(?:(?:《[^《》]{2,80}》[\s、，,；;和及]*){2,}|《[^《》]{2,80}(?:办法|辦法|细则|細則|规定|規定|条例|條例|通知|意见|意見|方案|标准|標準|名录|名錄|名单|名單|指南|规划|規劃|公告|目录|目錄|清单|清單|计划|計畫|规范|規範|制度|导则|導則|报告|報告|规程|規程|准则|準則|要点|要點)(?:[（(][^（）()]{1,20}[)）])?》)\s*$/u
/** ◆ 说明会简报与问答汇编: a mark, and the name of what is handed out. */
const handout =
  /^[\s]*[▶►▷◆◇●○■□▲△★☆•·※→－—-][\s]*[^。！？?!]{4,70}(?:简报|簡報|汇编|彙編|汇整|彙整|汇总|彙總|[周週旬月季年]报|[周週旬月季年]報|报告书?|報告書?|公报|公報|公告|名单|名單|名册|名冊|办法|辦法|一览表?|一覽表?|手册|手冊|指南|懒人包|懶人包|新闻稿|新聞稿|问答集?|問答集?|须知|須知|简章|簡章|时程表|時程表|日程表?|议程|議程|纪录|紀錄|记录|会议资料|會議資料|说明资料|說明資料|统计表?|統計表?|对照表|對照表|附表|附件|全文|白皮书|白皮書)\s*(?:[（(][^（）()]{1,20}[)）])?$/u
/** What such a line is called where it leads away from the article. */
const leadsAway =
  /阅读|閱讀|推荐|推薦|相关|相關|热门|熱門|往期|回顾|回顧|链接|連結|上一|下一|前一|后一|更多|专题|read|more|next|prev|関連|おすすめ|관련/i

/** True for the text of a linked line that belongs to the article: 典型案例丨…, 1. …, （二）… */
export function isLabelledLink(text: string): boolean {
  if (text.length > 200) return false
  if (documents.test(text) || seeThere.test(text) || handout.test(text)) return true
  const found = label.exec(text)
  if (!found) return false
  return !leadsAway.test(found[1] ?? '') && !afterHeadings.test(text)
}

/** Whose headlines a text is made of: those of other houses, or of any. */
export type Digest = false | 'away' | 'all'

/** What a text is called that is made of headlines. */
const digestTitle =
  /周报|週報|日报点|^[一每本上](?:周|週|月|日)[\u4e00-\u9fff]{1,4}[:：|｜]|[一每本上](?:周|週)[\u4e00-\u9fff]{0,4}(?:市场|市場|碳市|行情|交易|能源|政策|环保|環保|电力|電力|气候|氣候)(?:$|[_\s|｜:：（(—-])|^digest\b|\bdigest(?:$|\s[-–|:])|(?:一|每|本|上)(?:周|週|日)(?:要闻|要聞|新闻|新聞|资讯|回顾|速览|观察|热点|动态|大事)|要闻(?:速览|回顾|汇总|集锦)|(?:早|晚|午)报(?:[:：|｜丨]|$)|(?:早|晚)读|新闻(?:汇总|早餐|联播速览)|大事记|(?:weekly|daily|monthly|morning|evening) (?:digest|roundup|round-up|briefing|brief|news|wrap|links|update|review)|(?:news|link) (?:digest|roundup|round-up)|(?:week|month|year) in (?:review|brief)|(?:this|last|the|our) (?:week|month) in\b|\bin the (?:week|month)(?=$|\s?[:|–—])|\b(?:week|month) at a glance\b|(?:news|world|climate|energy|carbon) in brief|(?:weekend|friday|monday|sunday|weekly) (?:reads?|reading|links|news)|what we(?:['’]re| are) reading|links? (?:of|for) the (?:week|day)|must[- ]reads|今週の|週間(?:ニュース|まとめ)|ニュースまとめ|주간\s?(?:[\uac00-\ud7a3]{1,6}\s){0,2}(?:뉴스|동향|브리핑|이슈|소식)|(?:뉴스|이슈)\s?브리핑|한\s?주\s?(?:간|의)\s|wochenrückblick|wochenschau|presseschau|(?:die|unsere) woche (?:in|im)|linktipps|revue de presse|la semaine (?:en|de)|l['’]essentiel de la semaine|la semana en|resumen semanal|rassegna stampa/i

/** True for the title of a digest. */
export const isDigest = (title: string): boolean => digestTitle.test(title)

/**
 * A list that its text goes on around: the sentence before it ends in a colon, a paragraph stands behind it, and every row leads to
 * another house. Elsewhere on the coast: …
 */
export function isToldList(element: PageElement, page: PageDocument): boolean {
  if (element.name !== 'ul' && element.name !== 'ol') return false
  const before = neighbour(element, 'prev')
  const behind = neighbour(element, 'next')
  if (before?.name !== 'p' || behind?.name !== 'p') return false
  const said = textOf(before).trim()
  if (!/[:：]$/.test(said) || afterHeadings.test(said) || leadsAway.test(said)) return false
  if (textWeight(textOf(behind)) < PARAGRAPH) return false
  const links = page.elements
    .slice(element.order, element.end + 1)
    .filter(({ name, attribs }) => name === 'a' && attribs.href !== undefined)
  return links.length > 0 && links.every(link => isAwayLink(link, page))
}
/** Letters of a paragraph that goes on with the text. */
const PARAGRAPH = 40

function neighbour(element: PageElement, side: 'prev' | 'next'): PageElement | null {
  for (let node = element[side]; node; node = node[side]) {
    if (node instanceof PageElement) return node
    if (isText(node) && node.data.trim() !== '') return null
  }
  return null
}

/** Linked lines of a body that lead to other houses, each long enough to be a headline. */
export function countAway(page: PageDocument, roots: PageElement[]): number {
  let count = 0
  for (const root of roots)
    for (const element of page.elements.slice(root.order, root.end + 1))
      if (isAwayLink(element, page)) count++
  return count
}

/** Linked headlines of a body, wherever they lead, with what they weigh. */
export function countHeadlines(page: PageDocument, root: PageElement) {
  const weights = page.elements
    .slice(root.order, root.end + 1)
    .filter(({ name, attribs }) => name === 'a' && attribs.href !== undefined)
    .map(element => textWeight(textOf(element)))
    .filter(weight => weight >= HEADLINE)
  return { count: weights.length, weight: weights.reduce((sum, weight) => sum + weight, 0) }
}

/** A headline that leads to another house. */
function isAwayLink(element: PageElement, page: PageDocument): boolean {
  if (element.name !== 'a' || !/^(?:https?:)?\/\//i.test(element.attribs.href ?? '')) return false
  const address = addressOn(page, element.attribs.href)
  if (!address || siteOf(address) === siteOf(page.url)) return false
  return textWeight(textOf(element)) >= HEADLINE
}
/** Letters of the shortest headline. */
const HEADLINE = 16
const siteOf = (address: string) => new URL(address).hostname.split('.').slice(-2).join('.')
