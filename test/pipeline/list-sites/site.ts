/** What a site of the small web answers. */
export type Answer = {
  body: string | Buffer
  type?: string
  status?: number
  headers?: Record<string, string>
}

/** What a site is asked. */
export type Asked = {
  method: string
  path: string
  query: URLSearchParams
  body: string
  referer: string
}

/** A site with one list over several pages, each kind of list a family of its own. */
export type ListSite = {
  /** Its host under `localhost`, and the name of the family. */
  id: string
  language: string
  zone: string
  /** The address of its list, and its kind where that is not `listing`. */
  list: string
  kind?: 'json' | 'sitemap'
  /** What its interface wants to be told with each request, where it wants that. */
  headers?: Record<string, string>
  /** The address of the article that stands at this place, the newest first. */
  articlePath: (article: Article) => string
  /** Everything but the articles; null for what is not there. */
  answer: (asked: Asked, articles: Article[]) => Answer | null
}

export type Article = { number: number; title: string; at: Date; day: string; clock: string }

const ARTICLES = 40
const places = ['云岭', '江城', '甘湖', '北原', '海沙', '石门', '青川', '东屿']
const matters = [
  '海上风电场全部机组并网运行',
  '岸电收费标准本月起下调',
  '林地碳汇第一次进行公开交易',
  '储能电站招标价格连续下降',
  '钢铁企业开始核查上年排放',
]

/** Forty articles, half a day apart, told in the zone's wall time. */
export function articlesUntil(now: Date, zone: string): Article[] {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  return Array.from({ length: ARTICLES }, (_, at) => {
    const time = new Date(now.getTime() - (at + 1) * 12 * 3_600_000)
    const [day = '', clock = ''] = format.format(time).split(' ')
    const title = `${places[at % places.length]}${matters[Math.floor(at / places.length)]}`
    return { number: 7000 - at, title, at: time, day, clock }
  })
}

export const paged = <T>(all: T[], size: number, page: number) =>
  all.slice((page - 1) * size, page * size)
export const numberIn = (text: string | null, other = 1) => Number(text ?? other) || other

export const frame = (title: string, body: string, lang = 'zh-CN') =>
  `<!DOCTYPE html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title></head><body><div class="top"><a href="/">首页</a> <a href="/about/">关于我们</a></div>${body}<div class="foot">© 示例</div></body></html>`

/** The page of an article, as all the sites print it. */
export const articlePage = ({ title, day, clock, number }: Article, lang: string) =>
  frame(
    `${title}_示例站`,
    `<article><h1>${title}</h1><div class="info">${day} ${clock} 来源：示例日报</div><div class="content">
<p>${title}的消息由当地主管部门在第${number}号通报里公布，通报说这项工作从去年春天开始，前后用了十四个月，比原来的计划早了两个月。</p>
<p>参加建设的公司负责人表示，设备的利用小时数高于设计值，电网公司已经和他们签订了三年的购电合同，价格比基准价低一成。</p>
<p>专家认为，接下来要把监测数据同交易系统连接起来，让每一吨减排量都能查到来源，这样买方才会放心，市场也会更有流动性。</p></div></article>`,
    lang,
  )
