import type { WallReason } from '../../model/article.ts'
import { foldScript } from '../../text/fold-script.ts'
import { isDigest } from '../body/linked-lines.ts'
import { isTitle, shownTitles } from '../body/trim.ts'
import { datePattern } from '../body/trim-patterns.ts'
import { type Line, metaContent, type PageDocument } from '../document.ts'
import { findJsonLdArticle } from '../json-ld.ts'
import { textWeight } from '../measure.ts'
import type { Body } from './body.ts'

/** Pages longer than this are read whatever words they hold: an article may be about a login or an error 404. */
const SHORT_PAGE = 2500
/** A page with less text than this has no room for a piece of news and its frame. */
const BARE_PAGE = 800

/** What a page says of itself in its title or first lines when it is no article. Ranked: the first that fits decides. */
const signs: { reason: WallReason; title: RegExp; text: RegExp }[] = [
  {
    reason: 'challenge',
    title:
      /^(?:just a moment|attention required|access denied|ddos-guard|one moment, please|please wait|checking your browser|robot check|are you (?:a )?(?:robot|human)|security check|verify(?:ing)? you are human|人机验证|安全验证|滑动验证|访问验证|验证码|百度安全验证|请稍候|访问受限|waf)/i,
    text: /checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|enable javascript and cookies to continue|complete the security check|unusual traffic from your|ddos protection by|captcha|before you continue|accept all cookies|请完成(?:安全)?验证|拖动滑块|向右滑动|人机(?:身份)?验证|您的访问(?:过于)?频繁|访问行为异常|请求(?:被|已被)(?:拦截|阻断)|网站防火墙|浏览器安全检查/i,
  },
  {
    reason: 'login',
    title:
      /^(?:log ?in|sign ?in|登录|登錄|登陆|用户登录|会员登录|请登录|统一身份认证|anmelden|se connecter|iniciar sesión)(?:$|[\s_|–—-])/i,
    text: /^(?:请(?:先)?登录(?:后)?(?:查看|阅读|访问|继续)?|您(?:还)?(?:没有|未)登录|您需要登录才可以|抱歉，?您(?:所在的用户组|没有权限)|please (?:log|sign) in(?: to (?:continue|view|read))?|(?:log|sign) in to (?:continue|view|read)|you must (?:be logged in|log in|sign in)|(?:you|you['’]ve|you have) (?:have )?(?:reached|read|used|hit)(?: all)?(?: of)? (?:your|the)(?: \w+){0,4} (?:limit|articles?)|(?:this|the) (?:article|story|content|page|report|post|edition|issue|episode|video|newsletter|feature|interview|analysis) is (?:only |exclusively )?(?:for|available (?:only )?to|exclusive to|reserved for|restricted to)(?: \w+){0,2} (?:subscribers|members|customers)|(?:subscribe|register|sign up|become a member)(?: now| today|(?: to [^,.;!?]{2,40}?))? to (?:continue|keep|read|unlock|access)|to (?:continue|keep) reading|(?:unlock|continue reading) this (?:article|story)|(?:本|此|该|这)(?:篇|则|文|专栏|报道|报导|影音|集)?(?:文|内容|文章|报道|报导|新闻|专文|章)?(?:为|是|仅限|仅供|限|需要?)(?:付费|会员|订阅|订户|VIP|登录|登入)|(?:付费|订阅|开通会员|登录)后?(?:方)?可?(?:阅读|查看|继续)(?:阅读)?全文|本文為(?:付費|會員|訂閱)|(?:訂閱|付費|加入會員)後?(?:即可|方可)?(?:閱讀|繼續)|この(?:記事|コンテンツ)は(?:有料|会員)|(?:記事の)?続きを(?:読む|ご覧いただく|お読みいただく)には|(?:이|본) (?:기사|콘텐츠)는 (?:유료|구독|회원)|(?:dieser|der) (?:artikel|inhalt|beitrag) ist (?:nur |exklusiv )?für (?:\w+ )?abonnent|(?:weiterlesen|jetzt weiterlesen) mit|(?:cet article|ce contenu|la suite) est réservée? (?:aux|à nos) abonnés|(?:contenido|artículo) exclusivo para (?:suscriptores|socios)|(?:conteúdo|artigo) exclusivo para assinantes)/i,
  },
  {
    reason: 'error-page',
    title:
      /^(?:(?:error\s*)?(?:40[0-9]|410|429|451|50[0-9])(?:\s*$|\s*[:：_|–—,，.!！-]|\s+(?:[页頁错錯找无無抱对對很您服禁未哎啊]|not\b|error|forbidden|page|unauthori[sz]ed|bad\b|internal|service|server|gateway|sorry|oops|gone|access|request|method|http|file|seite|nicht|p[aá]gin|introuvable))|(?:page )?not found|page (?:not|cannot be) found|oops|error(?:$|\s)|server error|internal server error|bad gateway|service unavailable|forbidden|出错了|错误|搜[索尋寻](?:結果|结果)|検索結果|검색\s?결과|search results|suchergebnisse|résultats de (?:la )?recherche|resultados de (?:la )?búsqueda|(?:お探しの|ご指定の|該当する)?(?:ページ|記事)(?:が|は)(?:見つかり|存在し|ござい)|페이지를 찾을 수|존재하지 않는|seite nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|找不到(?:頁面|網頁|文章)|頁面不存在|页面不存在|找不到|无法访问|页面没有找到|访问出错|(?:系统|网站|网页|站点|平台|服务器|服务)?(?:正在|进行|升级)?(?:维护|升级|改版|建设)(?:中|公告|通知|页面|$)|系统(?:错误|提示|维护)|(?:网站|站点|系统)(?:已)?(?:关闭|暂停)|提示信息|信息提示|(?:システム|サーバー?)?メンテナンス|(?:시스템|서비스)?\s?(?:점검|공사) ?중|wartung(?:sarbeiten|smodus)?|site (?:en|in) maintenance|maintenance(?: mode)?\s*(?=$|[|_–—-])|(?:scheduled|under) maintenance|en (?:maintenance|mantenimiento)|em manutenção|in manutenzione|under construction|coming soon)|404\s*(?:$|[_|–—-])|(?:not found|页面(?:不存在|未找到|丢失)|找不到(?:页面|网页))\s*(?:$|[\s_|–—-])/i,
    text: /(?:您|你)?(?:所)?(?:访问|请求|查看|浏览|要找)的(?:页面|网页|文章|内容|信息|主题|帖子)[^。]{0,12}(?:不存在|已(?:被)?删除|没有找到|未找到|找不到|已下线|无法访问|已失效|去火星)|(?:找不到|没有找到|沒有找到|查無|查无|无)(?:符合|相关|相關|匹配)[^。]{0,12}(?:文章|新闻|新聞|结果|結果|内容|內容|资料|資料)|(?:文章|頁面|網頁|內容)(?:不存在|已(?:被)?(?:刪除|移除)|已下架)|(?:您|你)?(?:要找|查詢|瀏覽|造訪|訪問)的(?:頁面|網頁|文章|內容)[^。]{0,12}(?:不存在|已|找不到|無法)|(?:ページ|記事|コンテンツ)(?:が|は)(?:見つかり|存在し|ござい)ません|(?:移動|公開終了)(?:または|もしくは|、|あるいは)?(?:削除)|(?:一致|該当)する(?:記事|結果|情報|ページ)[^。]{0,8}(?:ありません|見つかりません)|(?:페이지|기사|문서)(?:를|가|을) (?:찾을 수 없|존재하지 않|삭제)|검색 결과가 없|삭제되었거나|no (?:results|articles|posts) (?:were )?(?:found|match)|(?:did|does) not match any|nothing (?:was )?found|(?:seite|artikel)[^.]{0,20}(?:nicht gefunden|existiert nicht)|page[^.]{0,30}(?:introuvable|n['’]existe (?:pas|plus))|página[^.]{0,30}(?:no existe|no se encuentra|não encontrada)|(?:文章|页面|内容|帖子|主题)(?:不存在|已(?:被)?删除|已下线|已失效|未找到|走丢了|找不到了)|(?:this|the) page (?:you (?:requested|are looking for|were looking for)[^.]{0,30})?(?:cannot|can't|could not|couldn't) be found|page (?:you (?:requested|are looking for)[^.]{0,30})?(?:does not|doesn't|no longer) exist|no longer available|unavailable (?:for|due to) legal reasons|(?:not|un)available (?:in|to (?:users|visitors|readers) in) (?:your|most) (?:country|region|location|european)|access (?:from|in) (?:this|your) (?:country|region|location) (?:is|has been)|recogni[sz]e you are attempting to access this website from|http (?:error|status) (?:4|5)\d\d|error 404|404 not found|temporarily unavailable|(?:under|down for|undergoing) (?:scheduled |planned |routine )?maintenance|(?:we['’]ll|will) be (?:right |back )?(?:back )?(?:soon|shortly)\b|(?:系统|网站|平台|站点|页面|服务)[^。]{0,6}(?:维护|升级|建设|关闭|暂停访问)[^。]{0,8}(?:中|请稍后|敬请|$)|(?:请|請)?稍[后後候]再[试試访訪]|服务器(?:错误|繁忙|内部错误)|メンテナンス(?:中|のため|を(?:実施|行))|점검 ?(?:중|으로)|wartungsarbeiten|(?:site|service) (?:est )?en maintenance|en mantenimiento|em manutenção/i,
  },
]

/** Why this page is a wall, by its own words; null when nothing says so. Only short pages are judged by words. */
export function readWall(page: PageDocument): WallReason | null {
  const shown = page.lines.filter(line => !line.hidden && line.linkLength < line.text.length * 0.5)
  const weight = shown.reduce((sum, line) => sum + textWeight(line.text), 0)
  if (weight > SHORT_PAGE) return null
  const title = page.titleTag ?? ''
  const isBare = weight < BARE_PAGE
  const first = shown.slice(0, 12)
  for (const { reason, title: inTitle, text } of signs) {
    const inTag = inEither(inTitle, title)
    if (inTag && (isWholeTitle(title, inTag) || !hasArticleText(shown))) return reason
    if (!isBare || (reason === 'login' && isShortArticle(page, shown))) continue
    if (first.some(line => line.heading > 0 && inEither(inTitle, line.text))) return reason
    if (first.some(line => says(line.text, text))) return reason
  }
  const isGate = isBare && !hasArticleText(shown) && page.elements.some(isPasswordField)
  return isGate && !isShortArticle(page, shown) ? 'login' : null
}

/** A headline that the page's title repeats, a date and a sentence of its own: news, however short, whatever stands beside it. */
function isShortArticle(page: PageDocument, shown: Line[]): boolean {
  const titles = shownTitles(page)
  const headline = shown.find(line => line.heading > 0 && isTitle(line.text, titles))
  if (
    !headline ||
    signs.some(({ title, text }) => title.test(headline.text) || says(headline.text, text))
  )
    return false
  const own = shown.filter(
    line =>
      line.index > headline.index &&
      line.heading === 0 &&
      /[。！？.!?”"」]$/.test(line.text) &&
      !signs.some(sign => says(line.text, sign.text)),
  )
  const isDated = shown.some(
    line => Math.abs(line.index - headline.index) <= 6 && datePattern.test(line.text),
  )
  const weight = own.reduce((sum, line) => sum + textWeight(line.text), 0)
  return weight >= (isDated ? SHORT_NEWS : SHORT_NEWS * 2)
}
/** A sentence of news has about this many letters. */
const SHORT_NEWS = 45

/** The words are written in simplified characters; a page may write them in the others. */
function inEither(pattern: RegExp, text: string): RegExpExecArray | null {
  const found = pattern.exec(text)
  if (found) return found
  const folded = foldScript(text)
  return folded === text ? null : pattern.exec(folded)
}

/** True when nothing but the site's name follows: `404 | Portal`. */
const isWholeTitle = (title: string, found: RegExpExecArray) =>
  /^\s*(?:$|[|_–—-])/.test(title.slice(found.index + found[0].length).replace(/^[|_–—-]+/, '|'))

/** True when a line says this itself, near its beginning, and does not quote it. */
function says(line: string, pattern: RegExp): boolean {
  if (line.length > 300) return false
  const found = inEither(pattern, line)
  return found !== null && found.index <= 30 && !/[“"「『‘]/.test(line[found.index - 1] ?? '')
}

/** Sentences beyond what a wall explains. */
function hasArticleText(lines: Line[]): boolean {
  const isOwn = ({ text }: Line) =>
    /[。！？.!?”"]$/.test(text) && !signs.some(sign => says(text, sign.text))
  const weights = lines.filter(isOwn).map(line => textWeight(line.text))
  return weights.filter(weight => weight >= 75).reduce((sum, weight) => sum + weight, 0) >= 240
}

const isPasswordField = ({ name, attribs }: { name: string; attribs: Record<string, string> }) =>
  name === 'input' && attribs.type?.toLowerCase() === 'password'

/** Rows of links that make a page a list, however much text stands between them. */
const MANY_ROWS = 6
/** Longest summary that listings print under a title, in letters. */
const LONG_SUMMARY = 400
/** With less text than this, a dozen words, nothing is told. */
const NO_NEWS = 60

/**
 * True when what was taken for a body is a list of other pages: link rows with at most a summary between them, or next to
 * no text beside many links. A page that declares itself an article is believed.
 */
export function isListing(page: PageDocument, body: Body): boolean {
  if (declaresArticle(page)) return false
  const weight = body.blocks.reduce((sum, block) => sum + textWeight(block.text), 0)
  if (isDigest(page.titleTag ?? '') && weight >= NO_NEWS * 2) return false
  const inside = countRows(page.lines.slice(body.start, body.end))
  const isRows = inside.rows >= MANY_ROWS && inside.rows >= inside.texts * 0.6
  if (isRows && inside.longestRun <= 2 && weight < inside.texts * LONG_SUMMARY) return true
  const isSentence = body.blocks.some(block => /[。！？.!?]/.test(block.text))
  const shown = page.lines.filter(line => !line.hidden && line.linkLength < line.text.length * 0.5)
  const isThin = weight < NO_NEWS || (weight < NO_NEWS * 2 && !isSentence)
  return isThin && !isShortArticle(page, shown) && countRows(page.lines).rows >= MANY_ROWS * 3
}

function declaresArticle(page: PageDocument): boolean {
  const isHome = URL.canParse(page.url) && new URL(page.url).pathname.length <= 1
  if (isHome) return false
  if (findJsonLdArticle(page.jsonLd)) return true
  return metaContent(page, 'og:type') === 'article' || metaContent(page, 'articletitle') !== null
}

function countRows(lines: Line[]): { rows: number; texts: number; longestRun: number } {
  let rows = 0
  let texts = 0
  let run = 0
  let longestRun = 0
  for (const line of lines) {
    if (line.hidden || line.text.length < 8) continue
    if (line.linkLength > line.text.length * 0.5) {
      rows++
      run = 0
    } else {
      texts++
      longestRun = Math.max(longestRun, ++run)
    }
  }
  return { rows, texts, longestRun }
}
