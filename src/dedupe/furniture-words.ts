/**
 * Words that the furniture of news sites uses and news does not. What a site repeats is learned as well
 * (`StoryIndex.isFurniture`); this list is for the first days, and for lines that name somebody new each time.
 */
const furnitureWords = [
  // Who made the page.
  '^[^\\u4e00-\\u9fff]*(?:责任编辑|責任編輯|责编|責編|编辑|編輯|编审|校对|校對|审核|審核|排版|监制|監製|供稿|撰稿|整理)[^\\u4e00-\\u9fff]',
  '(?:责任编辑|責任編輯)',
  '^[^\\u4e00-\\u9fff]*(?:来源|來源|文章来源|文章來源|稿源|作者|原标题|原標題|发布时间|發佈時間|更新时间|更新時間|浏览次数|阅读量)[:：]',
  // What may be done with it.
  '(?:免责|免責|版权|版權|郑重|鄭重|特别|特別)(?:声明|聲明)',
  '转载请注明|轉載請註明|未经.{0,8}授权|未經.{0,8}授權|版权所有|版權所有|如有侵权|如有侵權|侵权.{0,6}删除|不代表.{0,8}(?:观点|觀點|立场|立場)',
  '本网.{0,12}转载|投资有风险|投資有風險|不构成.{0,6}投资建议|不構成.{0,6}投資建議',
  // What to do next.
  '二维码|二維碼|公众号|公眾號|点击蓝字|微信扫|扫一扫|掃一掃|下载.{0,4}客户端|客户端下载|打开.{0,4}APP',
  '^[^\\u4e00-\\u9fff]*(?:分享到|分享至|字号|字號|字体|收藏|点赞|打印|上一篇|下一篇|返回|相关阅读|相關閱讀|延伸阅读|推荐阅读|相关新闻|热门推荐|您的位置|当前位置|當前位置|查看全文|展开全文|阅读原文|点击阅读|我要纠错|我要糾錯|投稿邮箱)',
  // The same in English.
  'all rights reserved|may not be (?:published|reproduced|republished)|originally (?:published|appeared)|contributed to this report',
  "^\\W*(?:reporting|writing|editing|additional reporting|photo|image)s? by\\b|^\\W*(?:editor’s|editor's) note\\b",
  "^\\W*(?:by [\\p{L}.' -]{3,40}(?:, [\\p{L} ]{3,30})?|advertisement|comments?|share this|related (?:stories|articles)|most (?:read|popular)|read more|continue reading|more from|recommended for you|skip to|listen to this|our standards|follow us|published|updated)\\b[^.]{0,40}$",
  'sign up (?:for|to)|subscribe (?:to|now)|newsletter|click here',
]

const furniture = new RegExp(furnitureWords.join('|'), 'iu')

/** A longer sentence tells something, even where it uses such a word. */
const LONGEST_LINE = 160

/** True when the words of this sentence, from `from` up to `to`, say that it belongs to the site and not to the news. */
export function isFurnitureLine(text: string, from: number, to: number): boolean {
  return to - from <= LONGEST_LINE && furniture.test(text.slice(from, to))
}
