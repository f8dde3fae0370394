import { gzipSync } from 'node:zlib'
import { type Answer, type Article, frame, type ListSite, numberIn, paged } from './site.ts'

const common = { language: 'zh-Hans', zone: 'Asia/Shanghai' } as const
const json = (value: unknown): Answer => ({ body: JSON.stringify(value), type: 'application/json' })
const empty = (inner: string) => frame('频道', `<div id="list"></div>${inner}`)

/** Rows as XML in a script; the further ones by an endpoint that wants a POST. */
export const column: ListSite = {
  ...common,
  id: 'column',
  list: '/col/col1229/index.html',
  articlePath: ({ day, number }) => `/art/${day.replace(/-0?/g, '/')}/art_1229_${number}.html`,
  answer({ path, method, query, body }, articles) {
    const record = (each: Article) =>
      `<record><![CDATA[<li><a href="${this.articlePath(each)}" title="${each.title}" target="_blank">${each.title}</a><span>${each.day}</span></li>]]></record>`
    const store = (records: Article[]) =>
      `<dataStore><totalrecord>${articles.length}</totalrecord><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&webid=3&columnid=1229&unitid=5504"></a>]]></nextgroup><recordset>${records.map(record).join('\n')}</recordset></dataStore>`
    if (path === this.list)
      return {
        body: empty(`<div id="5504"><script type="text/xml">${store(articles.slice(0, 15))}</script></div>
<script>$('#5504').jpage({perPage:5, groupSize:3, totalRecord:40, proxyUrl:'/module/web/jpage/dataproxy.jsp', data:{webid:3, columnid:1229, unitid:'5504', webname:'示例厅'}})</script>`),
      }
    const form = new URLSearchParams(body)
    if (
      path !== '/module/web/jpage/dataproxy.jsp' ||
      method !== 'POST' ||
      form.get('columnid') !== '1229'
    )
      return null
    const start = numberIn(query.get('startrecord'))
    return {
      body: `<?xml version="1.0" encoding="utf-8"?>${store(articles.slice(start - 1, numberIn(query.get('endrecord'))))}`,
      type: 'text/xml; charset=utf-8',
    }
  },
}

/** The name of the agency's file of data: another one each time that its column is republished. */
export const edition = { name: '8f0e21' }

/** A shell whose file of data is named by an attribute; the file wants to know the page that it is shown on. */
export const agency: ListSite = {
  ...common,
  id: 'agency',
  list: '/energy/',
  articlePath: ({ number, day }) => `/energy/${day.replaceAll('-', '')}/${number}ab/c.html`,
  answer({ path, referer }, articles) {
    if (path === this.list)
      return {
        body: empty(`<div data="datasource:${edition.name}" datatype="ds" preview="ds_"></div>`),
      }
    if (path !== `/energy/ds_${edition.name}.json`) return null
    if (!referer.endsWith(this.list)) return { body: 'forbidden', status: 403 }
    return json({
      datasource: articles.map(each => ({
        showTitle: each.title,
        publishUrl: `..${this.articlePath(each)}`,
        publishTime: `${each.day} ${each.clock}:00`,
      })),
    })
  },
}

/** A page that asks its interface by POST and makes the addresses of the articles itself. */
export const posted: ListSite = {
  ...common,
  id: 'posted',
  list: '/news/',
  articlePath: ({ number }) => `/news/detail/${number}.html`,
  answer({ path, method, body }, articles) {
    if (path === this.list)
      return {
        body: empty(`<script>const size = 10; let pageNum = 1
function load() { axios.post('/api/article/page', { columnId: 12, pageNum: pageNum, pageSize: size }).then(res => res.data.data.records.forEach(item => { $('#list').append('<li><a href="/news/detail/' + item.id + '.html">' + item.title + '</a></li>') })) }
load()</script>`),
      }
    if (path !== '/api/article/page' || method !== 'POST') return null
    const { columnId, pageNum, pageSize } = JSON.parse(body) as Record<string, number>
    if (columnId !== 12) return json({ code: 500 })
    const records = paged(articles, pageSize!, pageNum!).map(each => ({
      id: each.number,
      title: each.title,
      publishTime: `${each.day} ${each.clock}:00`,
    }))
    return json({
      code: 0,
      data: { records, total: articles.length, current: pageNum, size: pageSize },
    })
  },
}

/** An interface by itself, which only answers a POST. */
export const bare: ListSite = {
  ...common,
  id: 'bare',
  kind: 'json',
  list: '/api/v1/news/list',
  articlePath: ({ number }) => `/n/${number}.html`,
  answer({ path, method, body }, articles) {
    if (path !== this.list) return null
    if (method !== 'POST')
      return { body: '{"error":"method not allowed"}', status: 405, type: 'application/json' }
    const { pageNo = 1 } = JSON.parse(body || '{}') as { pageNo?: number }
    return json({
      result: {
        list: paged(articles, 15, pageNo).map(each => ({
          headline: each.title,
          link: this.articlePath(each),
          ctime: Math.floor(each.at.getTime() / 1000),
        })),
        hasMore: pageNo < 3,
      },
    })
  },
}

/** An interface that answers only who names the page that shows it. */
export const guarded: ListSite = {
  ...common,
  id: 'guarded',
  kind: 'json',
  list: '/data/column-7.json',
  headers: { Referer: 'http://guarded.localhost/xwzx/' },
  articlePath: ({ number }) => `/xwzx/${number}.html`,
  answer({ path, referer }, articles) {
    if (path !== this.list) return null
    if (referer !== 'http://guarded.localhost/xwzx/') return { body: 'forbidden', status: 403 }
    return json({
      datasource: articles.map(each => ({
        ...{ showTitle: each.title, publishUrl: this.articlePath(each) },
        publishTime: `${each.day} ${each.clock}:00`,
      })),
    })
  },
}

/** A framework's page: its data in a script, articles by their slug, pages by number. */
export const nextPages: ListSite = {
  id: 'next-pages',
  language: 'en',
  zone: 'UTC',
  list: '/insights',
  articlePath: ({ number }) => `/insights/report-number-${number}`,
  answer({ path, query }, articles) {
    if (path !== this.list) return null
    const page = numberIn(query.get('page'))
    const posts = paged(articles, 10, page).map(each => ({
      slug: `report-number-${each.number}`,
      title: each.title,
      publishedAt: each.at.toISOString(),
      excerpt: 'A short word on it.',
    }))
    const data = {
      props: { pageProps: { posts, pagination: { page, pageCount: 4, total: articles.length } } },
      page: '/insights',
      query: {},
      buildId: 'x1',
    }
    return {
      body: frame(
        'Insights',
        `<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">${JSON.stringify(data)}</script>`,
        'en',
      ),
    }
  },
}

/** The framework's newer form: rows of text that a script pushes. */
export const nextFlight: ListSite = {
  id: 'next-flight',
  language: 'en',
  zone: 'UTC',
  list: '/newsroom',
  articlePath: ({ number }) => `/newsroom/${number}-carbon-note`,
  answer({ path, query }, articles) {
    if (path !== this.list) return null
    const page = numberIn(query.get('page'))
    const items = paged(articles, 10, page).map(each => ({
      slug: `${each.number}-carbon-note`,
      headline: each.title,
      date: `$D${each.at.toISOString()}`,
    }))
    const row = `2:I[7,["1","static/a.js"],"List"]\n5:["$","$L2",null,${JSON.stringify({ items, page, totalPages: 4 })}]\n`
    const halves = [row.slice(0, 400), row.slice(400)]
    return {
      body: frame(
        'Newsroom',
        `<script>(self.__next_f=self.__next_f||[]).push([0])</script>${halves.map(half => `<script>self.__next_f.push([1,${JSON.stringify(half).replaceAll('<', '\\u003c')}])</script>`).join('')}`,
        'en',
      ),
    }
  },
}

/** An index of sitemaps, each a gzip file. */
export const sitemaps: ListSite = {
  id: 'sitemaps',
  language: 'en',
  zone: 'UTC',
  kind: 'sitemap',
  list: '/sitemap_index.xml',
  articlePath: ({ number }) => `/story/${number}`,
  answer({ path }, articles) {
    const head = '<?xml version="1.0" encoding="UTF-8"?>'
    const space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    if (path === this.list)
      return {
        body: `${head}<sitemapindex ${space}>${Array.from({ length: 14 }, (_, at) => `<sitemap><loc>/maps/news-${at + 1}.xml.gz</loc></sitemap>`).join('')}</sitemapindex>`,
        type: 'application/xml',
      }
    const number = Number(/news-(\d+)\.xml\.gz$/.exec(path)?.[1] ?? 0)
    const page = number ? paged(articles, 3, number) : []
    if (page.length === 0) return null
    const xml = `${head}<urlset ${space}>${page.map(each => `<url><loc>${this.articlePath(each)}</loc><lastmod>${each.at.toISOString()}</lastmod></url>`).join('')}</urlset>`
    return { body: gzipSync(xml), type: 'application/x-gzip' }
  },
}

/** WordPress as an interface, which tells of its further pages in the head of its answer. */
export const rest: ListSite = {
  id: 'rest',
  language: 'en',
  zone: 'UTC',
  kind: 'json',
  list: '/wp-json/wp/v2/posts',
  articlePath: ({ number }) => `/2026/note-${number}/`,
  answer({ path, query }, articles) {
    if (path !== this.list) return null
    const page = numberIn(query.get('page'))
    const posts = paged(articles, 10, page).map(each => ({
      id: each.number,
      date: each.at.toISOString().slice(0, 19),
      link: this.articlePath(each),
      title: { rendered: each.title },
      excerpt: { rendered: '<p>A word.</p>' },
    }))
    const next: Record<string, string> =
      page < 4 ? { link: `<${this.list}?page=${page + 1}>; rel="next"` } : {}
    return { ...json(posts), headers: { 'x-wp-totalpages': '4', ...next } }
  },
}

export const dataSites = [column, agency, posted, bare, nextPages, nextFlight, sitemaps, rest]
