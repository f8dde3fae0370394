import iconv from 'iconv-lite'
import { escapeHtml as esc, renderParagraphs } from '../article.ts'
import {
  type DemoDocument,
  type DemoSite,
  listedPath,
  neighboursOf,
  type Post,
  paginate,
  relatedTo,
} from '../site.ts'

/** A daily's old portal: bytes in GB18030 that call themselves gb2312, lists of definitions, dates in brackets without a year. */
export const riverDaily: DemoSite = {
  id: 'jiangpan.localhost',
  host: 'jiangpan.localhost',
  name: '江畔日报网',
  offsetMinutes: 480,
  source: origin => ({
    id: 'jiangpan.localhost',
    name: '江畔日报网',
    nameEn: 'Jiangpan Daily',
    language: 'zh-Hans',
    zone: 'Asia/Shanghai',
    relevance: 'general',
    entries: [{ kind: 'listing', url: `${origin}/node_1201.htm`, maxPages: 10 }],
    maxAgeDays: 120,
    politeness: { gapMs: 0, concurrency: 8 },
  }),
  pathOf: ({ local, number }) =>
    `/html/${local.year}-${local.month}/${local.day}/content_${number}.htm`,
  oldPathOf: post => `/jump/${post.number}.htm`,

  documents(posts) {
    const pages = paginate(posts, 15)
    return new Map(
      pages.map((page, at) => [
        at === 0 ? '/node_1201.htm' : `/node_1201_${at + 1}.htm`,
        gbPage(
          '绿色发展-江畔日报网',
          `<div id="list"><h2>绿色发展</h2><dl>
${page.map(post => `<dd>·<a href="${listedPath(this, post)}">${esc(post.title)}</a> <font color="#999999">(${post.local.month}-${post.local.day} ${post.local.time})</font></dd>`).join('\n')}
</dl><div class="page">共${pages.length}页 ${at > 0 ? `<a href="${pageName(at - 1)}">上一页</a>` : '上一页'} ${at + 1 < pages.length ? `<a href="${pageName(at + 1)}">下一页</a>` : '下一页'}</div></div>`,
        ),
      ]),
    )
  },

  page(post, posts) {
    const { previous, next } = neighboursOf(post, posts)
    const { article } = post
    const reporter = article.byline.length ? `本报记者 ${article.byline.join(' ')}` : ''
    return gbPage(
      `${esc(post.title)}-江畔日报网`,
      `<table width="960" align="center"><tr><td>
${article.kicker ? `<div class="subtitle">${esc(article.kicker)}</div>` : ''}
<div class="title"><h1>${esc(post.title)}</h1></div>
<div class="laiyuan">${post.undated ? '' : `${post.local.year}年${post.local.month}月${post.local.day}日 ${post.local.time}　`}${post.outlet ? `来源:${esc(post.outlet)}　` : ''}<a href="#">我要评论</a></div>
<div id="content">
${reporter ? `<p>　　${esc(reporter)}</p>` : ''}
${renderParagraphs(post, '　　')}
</div>
${article.editor ? `<div class="bianji">[责任编辑:${esc(article.editor)}]</div>` : ''}
<div class="np">上一篇:${linkTo(previous)}<br>下一篇:${linkTo(next)}</div>
<div class="xg"><b>相关阅读</b><br>
${relatedTo(post, posts, 8)
  .map(
    other =>
      `<a href="${other.path}">${esc(other.title)}</a> ${other.local.year}-${other.local.month}-${other.local.day}<br>`,
  )
  .join('\n')}
</div></td></tr></table>`,
    )
  },
}

const pageName = (at: number) => (at === 0 ? 'node_1201.htm' : `node_1201_${at + 1}.htm`)
const linkTo = (post: Post | null) =>
  post ? `<a href="${post.path}">${esc(post.title)}</a>` : '无'

function gbPage(title: string, body: string): DemoDocument {
  const text = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>${title}</title></head>
<body><div class="top"><a href="/">首页</a>|<a href="/node_1.htm">要闻</a>|<a href="/node_2.htm">时评</a>|<a href="/node_1201.htm">绿色发展</a></div>
${body}
<div class="foot">江畔日报社主办 <a href="/ad.htm">广告服务</a> <a href="/law.htm">法律声明</a></div></body></html>`
  return {
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: iconv.encode(text, 'gb18030'),
  }
}
