import { getDomain } from 'tldts'
import { urlKey } from '../text/url-key.ts'
import { addressShape } from './address-shape.ts'

type Anchor = { url: string; text: string }

/** What sites call the columns in which they print news. */
const newsWords =
  /新闻|新聞|资讯|資訊|动态|動態|要闻|要聞|快讯|快訊|快报|头条|頭條|公告|公示|公報|公报|政策|发布|發布|报道|報道|報導|消息|文章|行情|信息|最新|即時|即时|焦点|焦點|观察|觀察|评论|評論|专题|更多|全部|お知らせ|ニュース|報道発表|新着|記事|プレス|一覧|発表|뉴스|기사|보도|소식|공지|\b(?:news(?:room)?|press|latest|stories|articles?|insights?|blog|releases?|updates?|headlines?|reports?|analysis|features?|announcements?|archives?|posts|publications?|more|view all|see all|nachrichten|aktuelles|presse|meldungen|actualit[ée]s|noticias|notizie|nieuws|nyheter)\b/i

/** Columns on the subject of this wire. */
const subjectWords =
  /碳|气候|氣候|能源|环境|環境|环保|環保|生态|生態|绿色|綠色|減排|减排|節能|节能|电力|電力|光伏|风电|風電|储能|儲能|氢能|\besg\b|climate|carbon|energy|environment|emission|sustainab|net.?zero|renewable|klima|energie|climat|脱炭素|気候|エネルギー|탄소|기후|에너지|환경/i

/** Parts of a site that print no news, or none of any wire. */
const otherWords =
  /关于|關於|联系|聯繫|登录|登入|注册|註冊|订阅|隐私|隱私|招聘|诚聘|视频|影片|影音|图片|圖片|图库|直播|体育|體育|娱乐|娛樂|网站地图|網站|机构|機構|领导|领導|組織|组织|办事|服务大厅|下载|下載|搜索|搜尋|会员|會員|投稿|广告|廣告|帮助|版权|友情链接|繁體|简体|会社概要|採用|問い合わせ|サイトマップ|회사소개|채용|로그인|\b(?:about|contact|log ?in|sign ?(?:in|up)|register|subscri\w*|newsletters?|privacy|terms|cookies?|careers?|jobs?|videos?|photos?|podcasts?|sports?|entertainment|sitemap|donate|shop|events?|calendar|english|search|authors?|tags?|members?|advertis\w*|help|faq|account|rss|imprint|impressum|kontakt|datenschutz|team)\b/i

const newsPaths =
  /(?:^|[/_.-])(?:news\w*|xw\w*|zx\w*|xxgk|dt|press\w*|list\w*|column|channel|category|categories|topics?|col|latest|articles?|articleList|blog|insights?|stories|releases?|media|gzdt|ywdt|hydt|archive|posts?)(?:[/_.?-]|$)/i

/** The index of one day is a page of a list, and what else is filed by day is an article. */
const dayPath = /(?<!\d)(?:19|20)\d{2}[-/_.]?(?:0[1-9]|1[0-2])[-/_.]?(?:0[1-9]|[12]\d|3[01])(?!\d)/

const files = /\.(?:pdf|docx?|xlsx?|zip|rar|jpe?g|png|gif|mp[34]|apk|xml|css|js)(?:$|\?)/i

/** More than a site has columns that are worth a request each. */
const MOST = 14

/** The links of a page that most likely lead to lists of articles, the likeliest first. `rows` are the articles that the page lists itself. */
export function chooseColumns(
  anchors: Anchor[],
  page: string,
  rows: string[],
): { url: string; label: string }[] {
  const keys = new Set([page, ...rows].map(address => urlKey(address)))
  const shapes = new Set(rows.map(addressShape).filter(shape => /[#*]/.test(shape)))
  const best = new Map<string, { url: string; label: string; score: number }>()
  for (const { url, text } of anchors) {
    const bare = url.replace(/#.*$/s, '')
    const key = urlKey(bare)
    if (!key || keys.has(key) || !isSameSite(bare, page) || files.test(bare)) continue
    if (text.length > (/\p{sc=Han}|\p{sc=Hangul}/u.test(text) ? 16 : 40)) continue
    if (shapes.has(addressShape(bare))) continue
    const score = scoreOf(bare, text)
    const known = best.get(key)
    if (!known || known.score < score) best.set(key, { url: bare, label: text, score })
  }
  const ranked = [...best.values()].sort((a, b) => b.score - a.score)
  const likely = ranked.filter(({ score }) => score >= 3)
  const chosen = likely.length > 0 ? likely : ranked.filter(({ score }) => score >= 0).slice(0, 6)
  return chosen.slice(0, MOST).map(({ url, label }) => ({ url, label }))
}

function scoreOf(url: string, text: string): number {
  const { pathname, search } = new URL(url)
  if (otherWords.test(text) || dayPath.test(pathname)) return -10
  const depth = pathname.split('/').filter(Boolean).length
  return (
    (newsWords.test(text) ? 3 : 0) +
    (subjectWords.test(text) ? 4 : 0) +
    (newsPaths.test(pathname + search) ? 2 : 0) +
    (depth <= 2 ? 1 : 0) +
    (/\/$|index|list/i.test(pathname) ? 1 : 0) -
    (pathname === '/' && search === '' ? 8 : 0) -
    (/\d{6,}/.test(pathname) ? 2 : 0)
  )
}

/** One host, or hosts of one publisher at the same port. */
export function isSameSite(a: string, b: string): boolean {
  const [one, other] = [new URL(a), new URL(b)]
  if (one.host === other.host) return true
  const domain = getDomain(one.hostname)
  return one.port === other.port && domain !== null && domain === getDomain(other.hostname)
}
