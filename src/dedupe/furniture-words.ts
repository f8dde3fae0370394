import { foldText } from '../text/fold-unit.ts'

/**
 * Words that the furniture of news sites uses and news does not. What a site repeats is learned as well
 * (`StoryIndex.isFurniture`); this list is for the first days, and for lines that name somebody new each time. Regular
 * expressions in the comparing spelling (simplified, lower case, half width); each begins with two literal characters.
 */
const anywhere = [
  // Who made the page.
  '责任编辑',
  // What may be done with it.
  '免责声明',
  '版权声明',
  '郑重声明',
  '特别声明',
  '版权所有',
  '转载请注明',
  '未经.{0,8}授权',
  '如有侵权',
  '侵权.{0,6}删除',
  '不代表.{0,8}(?:观点|立场)',
  '本网.{0,12}转载',
  '投资有风险',
  '不构成.{0,6}投资建议',
  // What to do next.
  '二维码',
  '公众号',
  '点击蓝字',
  '微信扫',
  '扫一扫',
  '下载.{0,4}客户端',
  '客户端下载',
  '打开.{0,4}app',
]
/** These are ordinary words elsewhere: they count only where a line begins with them. */
const atStart = [
  '(?:责编|编辑|编审|校对|审核|排版|监制|供稿|撰稿|整理)\\P{Script=Han}',
  '(?:来源|文章来源|稿源|作者|原标题|发布时间|更新时间|浏览次数|阅读量)\\s*:',
  '分享到',
  '分享至',
  '字号',
  '字体',
  '收藏',
  '点赞',
  '打印',
  '上一篇',
  '下一篇',
  '返回',
  '相关阅读',
  '延伸阅读',
  '推荐阅读',
  '相关新闻',
  '热门推荐',
  '您的位置',
  '当前位置',
  '查看全文',
  '展开全文',
  '阅读原文',
  '点击阅读',
  '我要纠错',
  '投稿邮箱',
  '广告',
]
const english = [
  'all rights reserved',
  'may not be (?:published|reproduced|republished)',
  'originally (?:published|appeared)',
  'contributed to this report',
  'sign up (?:for|to)',
  'subscribe (?:to|now)',
  'newsletter',
  'click here',
  '^\\W*(?:reporting|writing|editing|photo|image|photos|images) by\\b',
  "^\\W*editor['’]s note\\b",
  "^\\W*by [\\p{L}.' -]{3,40}(?:, [\\p{L} ]{3,30})?\\W*$",
  '^\\W*(?:advertisement|comments?|share this|related (?:stories|articles)|most (?:read|popular)|read more|continue reading|more from|recommended for you|skip to|listen to this|our standards|follow us|published|updated)\\b[^.]{0,40}$',
]

const han = new RegExp(`${anywhere.join('|')}|^\\P{Script=Han}*(?:${atStart.join('|')})`, 'u')
const latin = new RegExp(english.join('|'), 'u')

/** A longer sentence tells something, even where it uses such a word. */
const LONGEST_LINE = 160

/** True when the words of a sentence say that it belongs to the site and not to the news. */
export function isFurnitureLine(sentence: string, hasHan: boolean, hasLatin: boolean): boolean {
  if (sentence.length > LONGEST_LINE) return false
  const line = foldText(sentence)
  return (hasHan && han.test(line)) || (hasLatin && latin.test(line))
}

const hanHeads = [...anywhere, ...atStart]
  .flatMap(pattern => pattern.match(/^\(\?:([^)]*)\)/)?.[1]?.split('|') ?? [pattern])
  .map(word => word.slice(0, 2))
const marksOf = (at: number) => {
  const marks = new Uint8Array(65_536)
  for (const head of hanHeads) marks[head.charCodeAt(at)] = 1
  return marks
}

/** Units that a furniture word begins with, and those that come second: only where both follow is a line looked at. */
export const furnitureFirst: Uint8Array = marksOf(0)
export const furnitureSecond: Uint8Array = marksOf(1)

/** At least one of these words is in every English line of furniture. */
export const furnitureEnglish =
  `rights may originally contributed sign subscribe newsletter click reporting writing editing photo image photos images
  editor by advertisement comment comments share related most read continue more recommended skip listen our follow
  published updated`.split(/\s+/)
