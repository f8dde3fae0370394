import iconv from 'iconv-lite'
import { type Article, articlePage, frame, type ListSite, numberIn, paged } from './site.ts'

const common = { language: 'zh-Hans', zone: 'Asia/Shanghai' } as const
const rows = (articles: Article[], path: (article: Article) => string) =>
  articles
    .map(
      each =>
        `<li><a href="${path(each)}" title="${each.title}">${each.title}</a><span>${each.day}</span></li>`,
    )
    .join('\n')
const compact = (day: string) => day.replaceAll('-', '')

/** TRS: a script that writes the pager. */
export const trs: ListSite = {
  ...common,
  id: 'trs',
  list: '/xwzx/hjyw/',
  articlePath: ({ day, number }) =>
    `/xwzx/hjyw/${compact(day).slice(0, 6)}/t${compact(day)}_${number}.html`,
  answer({ path }, articles) {
    const at = path === this.list ? 0 : Number(/index_(\d+)\.html$/.exec(path)?.[1] ?? -1)
    const page = at < 0 ? [] : paged(articles, 12, at + 1)
    if (page.length === 0) return null
    return {
      body: frame(
        '环境要闻',
        `<ul>${rows(page, each => this.articlePath(each).replace('/xwzx/hjyw/', './'))}</ul><div><script>createPageHTML(4, ${at}, "index", "html");</script></div>`,
      ),
    }
  },
}

/** A blog system: cards, and a link to the older ones. */
export const blog: ListSite = {
  id: 'blog',
  language: 'en',
  zone: 'Europe/London',
  list: '/news/',
  articlePath: ({ number, day }) => `/${day.slice(0, 4)}/${day.slice(5, 7)}/story-${number}/`,
  answer({ path }, articles) {
    const number = path === this.list ? 1 : Number(/^\/news\/page\/(\d+)\/$/.exec(path)?.[1] ?? 0)
    const page = number ? paged(articles, 10, number) : []
    if (page.length === 0) return null
    const cards = page
      .map(
        each =>
          `<article class="post"><h2><a href="${this.articlePath(each)}">${each.title}</a></h2><time datetime="${each.at.toISOString()}">${each.at.toDateString()}</time></article>`,
      )
      .join('\n')
    return {
      body: frame(
        'News',
        `<main>${cards}<nav class="nav-links"><a class="next" href="/news/page/${number + 1}/">Older posts</a></nav></main>`,
        'en',
      ),
    }
  },
}

/** A system that writes GBK. */
export const gbk: ListSite = {
  ...common,
  id: 'gbk',
  list: '/carbon/list-8-1.html',
  articlePath: ({ number }) => `/carbon/show-8-${number}-1.html`,
  answer({ path }, articles) {
    const number = Number(/list-8-(\d+)\.html$/.exec(path)?.[1] ?? 0)
    const article = articles.find(each => this.articlePath(each) === path)
    const page = number ? paged(articles, 14, number) : []
    const charset = (html: string) => html.replace('charset="utf-8"', 'charset="gb2312"')
    if (article) return { body: iconv.encode(charset(articlePage(article, 'zh-CN')), 'gbk') }
    if (page.length === 0) return null
    const next = number < 3 ? `<a href="list-8-${number + 1}.html">下一页</a>` : '下一页'
    return {
      body: iconv.encode(
        charset(
          frame(
            '碳市场',
            `<table>${page.map(each => `<tr><td>·<a href="${this.articlePath(each)}">${each.title}</a></td><td>[${each.day}]</td></tr>`).join('')}</table><p>首页 ${next} 尾页</p>`,
          ),
        ),
        'gbk',
      ),
    }
  },
}

/** A Taiwanese office: years of the republic in a table. */
export const office: ListSite = {
  id: 'office',
  language: 'zh-Hant',
  zone: 'Asia/Taipei',
  list: '/cht/news.aspx?n=21',
  articlePath: ({ number }) => `/cht/content.aspx?id=${number}`,
  answer({ path, query }, articles) {
    if (path !== '/cht/news.aspx') return null
    const number = numberIn(query.get('page'))
    const page = paged(articles, 15, number)
    const minguo = (day: string) => `${Number(day.slice(0, 4)) - 1911}${day.slice(4)}`
    return {
      body: frame(
        '新聞',
        `<table>${page.map(each => `<tr><td>${minguo(each.day)}</td><td><a href="${this.articlePath(each)}">${each.title}</a></td></tr>`).join('')}</table><div class="page"><a href="?n=21&page=${number + 1}">下一頁</a></div>`,
        'zh-Hant-TW',
      ),
    }
  },
}

/** A trade paper: numbers with an arrow. */
export const trade: ListSite = {
  id: 'trade',
  language: 'en',
  zone: 'Europe/Berlin',
  list: '/latest',
  articlePath: ({ number }) => `/news/${number}/wind-and-carbon-report`,
  answer({ path, query }, articles) {
    if (path !== this.list) return null
    const number = numberIn(query.get('p'))
    return {
      body: frame(
        'Latest',
        `<div class="teasers">${paged(articles, 10, number)
          .map(
            each =>
              `<div class="teaser"><span class="date">${each.day}</span><h3><a href="${this.articlePath(each)}">${each.title}</a></h3></div>`,
          )
          .join(
            '',
          )}</div><ul class="pagination"><li class="active"><span>${number}</span></li><li><a href="?p=${number + 1}" aria-label="Next">»</a></li></ul>`,
        'en',
      ),
    }
  },
}

/** A ministry in Japan: the next twenty. */
export const ministry: ListSite = {
  id: 'ministry',
  language: 'ja',
  zone: 'Asia/Tokyo',
  list: '/press/index.html',
  articlePath: ({ number }) => `/press/press_${number}.html`,
  answer({ path }, articles) {
    const number = path === this.list ? 1 : Number(/index_(\d+)\.html$/.exec(path)?.[1] ?? 0)
    const page = number ? paged(articles, 10, number) : []
    if (page.length === 0) return null
    const reiwa = (day: string) =>
      `令和${Number(day.slice(0, 4)) - 2018}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
    return {
      body: frame(
        '報道発表',
        `<dl>${page.map(each => `<dt>${reiwa(each.day)}</dt><dd><a href="${this.articlePath(each)}">${each.title}</a></dd>`).join('')}</dl><p>${number > 1 ? '<a href="index.html">前の10件</a>' : ''} <a href="index_${number + 1}.html">次の10件へ</a></p>`,
        'ja',
      ),
    }
  },
}

/** A newspaper in Korea: bare numbers, the present one bold. */
export const paper: ListSite = {
  id: 'paper',
  language: 'ko',
  zone: 'Asia/Seoul',
  list: '/news/articleList.html?sc=S1',
  articlePath: ({ number }) => `/news/articleView.html?idxno=${number}`,
  answer({ path, query }, articles) {
    if (path !== '/news/articleList.html') return null
    const number = numberIn(query.get('page'))
    const numbers = [1, 2, 3, 4].map(one =>
      one === number
        ? `<strong>${one}</strong>`
        : `<a href="/news/articleList.html?sc=S1&page=${one}">${one}</a>`,
    )
    return {
      body: frame(
        '기후',
        `<section><ul class="type2">${paged(articles, 10, number)
          .map(
            each =>
              `<li><h4 class="titles"><a href="${this.articlePath(each)}">${each.title}</a></h4><span class="byline"><em>2026</em> <em>${each.day.replaceAll('-', '.')} ${each.clock}</em></span></li>`,
          )
          .join('')}</ul><div>${numbers.join(' ')}</div></section>`,
        'ko',
      ),
    }
  },
}

/** Press releases with an index for each day. */
export const releases: ListSite = {
  id: 'releases',
  language: 'zh-Hant',
  zone: 'Asia/Hong_Kong',
  list: '/gia/general/today.htm',
  articlePath: ({ number, day }) => `/gia/general/P${compact(day)}00${number}.htm`,
  answer({ path }, articles) {
    // Eight releases a day, none on some days.
    const dayOf = (each: Article) => articles[Math.floor(articles.indexOf(each) / 8) * 8]!.day
    const days = [...new Set(articles.map(dayOf))]
    const indexOf = (day: string) => `/gia/general/${compact(day).slice(0, 6)}/${day.slice(8)}.htm`
    const day = path === this.list ? days[0] : days.find(each => indexOf(each) === path)
    if (!day) return null
    const calendar = days
      .map(each => `<td><a href="${indexOf(each)}">${Number(each.slice(8))}</a></td>`)
      .join('')
    return {
      body: frame(
        '新聞公報',
        `<h2>${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日</h2><ul>${articles
          .filter(each => dayOf(each) === day)
          .map(each => `<li><a href="${this.articlePath(each)}">${each.title}</a></li>`)
          .join('')}</ul><table class="calendar"><tr>${calendar}</tr></table>`,
        'zh-Hant-HK',
      ),
    }
  },
}

export const pageSites = [trs, blog, gbk, office, trade, ministry, paper, releases]
