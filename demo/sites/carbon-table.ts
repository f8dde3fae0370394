import { escapeHtml as esc, renderParagraphs } from '../article.ts'
import {
  type DemoSite,
  html,
  listedPath,
  neighboursOf,
  type Post,
  paginate,
  relatedTo,
} from '../site.ts'

/** A trade site built on tables, with dates glued to the titles of its lists. */
export const carbonTable: DemoSite = {
  id: 'tanxun.localhost',
  host: 'tanxun.localhost',
  name: '碳讯中国',
  offsetMinutes: 480,
  source: origin => ({
    id: 'tanxun.localhost',
    name: '碳讯中国',
    nameEn: 'Tanxun',
    language: 'zh-Hans',
    zone: 'Asia/Shanghai',
    relevance: 'dedicated',
    entries: [{ kind: 'listing', url: `${origin}/news/list-1.html`, maxPages: 10 }],
    maxAgeDays: 120,
    politeness: { gapMs: 0, concurrency: 8 },
  }),
  pathOf: ({ number }) => `/news/show-${number}.html`,
  oldPathOf: post => `/news/go-${post.number}.html`,

  documents(posts) {
    const pages = paginate(posts, 18)
    return new Map(
      pages.map((page, at) => [
        `/news/list-${at + 1}.html`,
        html(
          frame(
            '行业资讯 - 碳讯中国',
            `<table class="box" width="100%"><tr><th>行业资讯</th></tr><tr><td>
<table width="100%">
${page.map(post => `<tr><td><a href="${listedPath(this, post).replace('/news/', '')}" class="t">${esc(post.title)}</a>${post.local.date}</td></tr>`).join('\n')}
</table></td></tr></table>
<table class="pg"><tr><td>${at > 0 ? `<a href="list-${at}.html">上一页</a>` : ''} 第${at + 1}页/共${pages.length}页 ${at + 1 < pages.length ? `<a href="list-${at + 2}.html">下一页</a>` : ''}</td></tr></table>`,
          ),
        ),
      ]),
    )
  },

  page(post, posts) {
    const { previous, next } = neighboursOf(post, posts)
    return html(
      frame(
        `${esc(post.title)} - 碳讯中国`,
        `<table class="main"><tr><td align="center"><h1 class="bt">${esc(post.title)}</h1></td></tr>
<tr><td align="center" class="xx">${post.undated ? '' : `发布时间:${post.local.year}/${Number(post.local.month)}/${Number(post.local.day)} ${post.local.time} `}浏览:${post.number % 977}次</td></tr>
<tr><td class="nr">
${renderParagraphs(post, '')}
${post.article.byline.length ? `<p>□${post.article.byline.map(esc).join(' ')}</p>` : ''}
${post.outlet ? `<p>文章来源:${esc(post.outlet)}</p>` : ''}
</td></tr>
<tr><td>上一篇:${linkTo(previous)} 下一篇:${linkTo(next)}</td></tr>
<tr><td><table class="xg"><tr><th colspan="2">最新资讯</th></tr>
${relatedTo(post, posts, 10)
  .map(
    other =>
      `<tr><td><a href="${other.path}">${esc(other.title)}</a></td><td>${other.local.date}</td></tr>`,
  )
  .join('\n')}
</table></td></tr></table>`,
      ),
    )
  },
}

const linkTo = (post: Post | null) =>
  post ? `<a href="${post.path}">${esc(post.title)}</a>` : '没有了'

const frame = (
  title: string,
  body: string,
) => `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>${title}</title></head>
<body><table class="menu"><tr><td><a href="/">首页</a></td><td><a href="/news/list-1.html">资讯</a></td><td><a href="/price/">行情</a></td><td><a href="/ccer/">CCER</a></td></tr></table>
${body}
<table class="bottom"><tr><td>碳讯中国 客服电话:010-55550123 备案号:演示2026001号</td></tr></table></body></html>`
