/** Labels of a medium before a title: [视频] 【图】 [Video]. */
const MEDIUM =
  /^\s*[[【(（](视频|視頻|图|图集|组图|圖|圖集|音频|直播|video|photos?|audio|live|watch)[\]】)）]\s*/i
/** The publisher after a title: " - River Daily", "_江河网", " | The Wire". */
const PUBLISHER = /\s*(?: [-–—|]|[_|｜])\s*([^-–—|_｜]{2,40})$/
const CHINESE_PUBLISHER =
  /^[\p{Script=Han}A-Za-z\d·]{1,14}(网|網|报|報|社|新闻|新聞|频道|頻道|在线|台|刊|周刊|观察|财经|財經)$/u
const ENGLISH_PUBLISHER = /^(the )?([A-Z][\w&'.]*)( (of|and|the|&|[A-Z][\w&'.]*)){0,4}$/

/** What a reader is told before the article begins. */
const BOILERPLATE =
  /^(点击.{0,12}(关注|订阅|蓝字)|關注.{0,10}|关注我们|please (refresh|enable|sign|log) |advertisement\b|listen to this|skip to |subscribe\b|sign up\b|图片来源|来源[:：]|原标题[:：])/i

/** What is shorter is no title: 碳中和 | 某某网 may be a column of its own. */
const MIN_TITLE = 5

const isPublisher = (name: string) => CHINESE_PUBLISHER.test(name) || ENGLISH_PUBLISHER.test(name)

/** A title without the label of its medium and without the name of its publisher. */
export function trimTitle(title: string): string {
  const bare = title.replace(MEDIUM, '')
  const found = PUBLISHER.exec(bare)
  if (!found || found.index < MIN_TITLE || !isPublisher(found[1]!.trim())) return bare
  return bare.slice(0, found.index)
}

/** How many lines before the beginning may be boilerplate. */
const MAX_LINES = 6

/** A body from where the article begins. */
export function trimLead(text: string): string {
  let start = 0
  for (let line = 0; line < MAX_LINES; line++) {
    const end = text.indexOf('\n', start)
    if (end < 0 || end - start > 200) break
    const current = text.slice(start, end).trim()
    if (current && !BOILERPLATE.test(current)) break
    start = end + 1
  }
  return text.slice(start)
}
