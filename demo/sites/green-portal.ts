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

/** A portal in UTF-8: lists of links with the day behind, paging by numbered pages, dated related lists. */
export const greenPortal: DemoSite = {
  id: 'lvjian.localhost',
  host: 'lvjian.localhost',
  name: '绿笺网',
  offsetMinutes: 480,
  source: origin => ({
    id: 'lvjian.localhost',
    name: '绿笺网',
    nameEn: 'Lvjian Net',
    language: 'zh-Hans',
    zone: 'Asia/Shanghai',
    relevance: 'general',
    entries: [{ kind: 'listing', url: `${origin}/shuangtan/`, maxPages: 10 }],
    maxAgeDays: 120,
    politeness: { gapMs: 0, concurrency: 8 },
  }),
  pathOf: ({ local, number }) =>
    `/shuangtan/${local.year}-${local.month}/${local.day}/content_${number}.html`,
  oldPathOf: post => `/old/${post.number}.shtml`,

  documents(posts, origin) {
    const pages = paginate(posts, 20)
    return new Map(
      pages.map((page, at) => [
        at === 0 ? '/shuangtan/' : `/shuangtan/index_${at + 1}.html`,
        html(
          frame(
            '双碳频道_绿笺网',
            `<div class="channel"><h1>双碳频道</h1>
<ul class="news-list">
${page.map(post => `<li><a href="${origin}${listedPath(this, post)}" title="${esc(post.title)}" target="_blank">${esc(cut(post.title))}</a><span class="date">${post.local.date}</span></li>`).join('\n')}
</ul>
<div class="pages">${pages.map((_, to) => (to === at ? `<b>${to + 1}</b>` : `<a href="${pageName(to)}">${to + 1}</a>`)).join(' ')} ${at + 1 < pages.length ? `<a href="${pageName(at + 1)}">下一页</a>` : ''}</div></div>`,
          ),
        ),
      ]),
    )
  },

  page(post, posts, origin) {
    const { previous, next } = neighboursOf(post, posts)
    const { article } = post
    return html(
      frame(
        `${esc(post.title)}_绿笺网`,
        `<div class="crumb">当前位置:<a href="/">首页</a> &gt; <a href="/shuangtan/">双碳频道</a> &gt; 正文</div>
<div class="article">
${article.kicker ? `<div class="yinti">${esc(article.kicker)}</div>` : ''}<h1>${esc(post.title)}</h1>
<div class="info">${post.undated ? '' : `<span>${post.local.date} ${post.local.time}</span> `}${post.outlet ? `<span>来源:${esc(post.outlet)}</span> ` : ''}${article.byline.length ? `<span>作者:${article.byline.map(esc).join(' ')}</span>` : ''}</div>
<div class="TRS_Editor">
${renderParagraphs(post, '　　')}
${article.editor ? `<p style="text-align:right">(责任编辑:${esc(article.editor)})</p>` : ''}
</div>
<div class="share">分享到: <a href="javascript:;">微信</a> <a href="javascript:;">微博</a></div>
<div class="pager"><p>上一篇:${linkTo(previous)}</p><p>下一篇:${linkTo(next)}</p></div>
</div>
<div class="related"><h3>相关新闻</h3><ul>
${relatedTo(post, posts, 12)
  .map(
    other =>
      `<li><a href="${origin}${other.path}">${esc(other.title)}</a><i>${other.local.date}</i></li>`,
  )
  .join('\n')}
</ul></div>`,
      ),
    )
  },
}

const cut = (title: string) => (title.length > 30 ? `${title.slice(0, 28)}…` : title)
const pageName = (at: number) => (at === 0 ? './' : `index_${at + 1}.html`)
const linkTo = (post: Post | null) =>
  post ? `<a href="${post.path}">${esc(post.title)}</a>` : '没有了'

const frame = (title: string, body: string) => `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title><meta name="keywords" content="双碳,碳达峰,碳中和"></head>
<body><div class="nav"><a href="/">首页</a><a href="/shuangtan/">双碳</a><a href="/fengguang/">风光</a><a href="/chuneng/">储能</a><a href="/guandian/">观点</a></div>
${body}
<div class="footer"><a href="/about.html">关于我们</a> | <a href="/contact.html">联系我们</a> | 绿笺网版权所有 未经授权禁止转载</div></body></html>`
