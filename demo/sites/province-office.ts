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

/** A government office: metas with the publication's data, relative addresses with the day in them, a script that writes the pager. */
export const provinceOffice: DemoSite = {
  id: 'hbt-yunling.localhost',
  host: 'hbt-yunling.localhost',
  name: '云岭省生态环境厅',
  offsetMinutes: 480,
  source: origin => ({
    id: 'hbt-yunling.localhost',
    name: '云岭省生态环境厅',
    nameEn: 'Yunling Department of Ecology and Environment',
    language: 'zh-Hans',
    zone: 'Asia/Shanghai',
    relevance: 'general',
    entries: [{ kind: 'listing', url: `${origin}/xwzx/hjyw/`, maxPages: 10 }],
    maxAgeDays: 120,
    politeness: { gapMs: 0, concurrency: 8 },
  }),
  pathOf: ({ local, number }) =>
    `/xwzx/hjyw/${local.year}${local.month}/t${local.year}${local.month}${local.day}_${number}.html`,
  oldPathOf: post => `/xwzx/hjyw/old/t_${post.number}.html`,

  documents(posts) {
    const pages = paginate(posts, 16)
    return new Map(
      pages.map((page, at) => [
        at === 0 ? '/xwzx/hjyw/' : `/xwzx/hjyw/index_${at}.html`,
        html(
          frame(
            '环境要闻_云岭省生态环境厅',
            '',
            `<div class="list_box"><ul id="div">
${page.map(post => `<li><span class="date">[${post.local.date}]</span><a href="${listedPath(this, post).replace('/xwzx/hjyw/', './')}" title="${esc(post.title)}">${esc(post.title)}</a></li>`).join('\n')}
</ul><div class="page"><script type="text/javascript">createPageHTML(${pages.length}, ${at}, "index", "html");</script></div></div>`,
          ),
        ),
      ]),
    )
  },

  page(post, posts) {
    const { previous, next } = neighboursOf(post, posts)
    const metas = `<meta name="ArticleTitle" content="${esc(post.title)}">
${post.undated ? '' : `<meta name="PubDate" content="${post.local.date} ${post.local.time}">`}
${post.outlet ? `<meta name="ContentSource" content="${esc(post.outlet)}">` : ''}
<meta name="ColumnName" content="环境要闻"><meta name="SiteName" content="云岭省生态环境厅">`
    return html(
      frame(
        `${esc(post.title)}_云岭省生态环境厅`,
        metas,
        `<div class="neiright"><h2 class="neiright_Title">${esc(post.title)}</h2>
<div class="wjkFontBox"><em>${post.undated ? '' : post.local.date}</em> <em>${post.outlet ? `来源:${esc(post.outlet)}` : ''}</em> <em>字号:[大][中][小]</em> <a href="javascript:window.print()">[打印]</a></div>
<div class="Custom_UnionStyle">
${renderParagraphs(post, '　　')}
${post.article.byline.length ? `<p>　　(记者 ${post.article.byline.map(esc).join('、')})</p>` : ''}
</div>
<div class="updown">上一篇:${linkTo(previous)} 下一篇:${linkTo(next)}</div>
<div class="xgxx"><h3>相关信息</h3><ul>
${relatedTo(post, posts, 6)
  .map(
    other =>
      `<li><a href="../${other.path.replace('/xwzx/hjyw/', '')}">${esc(other.title)}</a><span>${other.local.date}</span></li>`,
  )
  .join('\n')}
</ul></div></div>`,
      ),
    )
  },
}

const linkTo = (post: Post | null) =>
  post ? `<a href="../${post.path.replace('/xwzx/hjyw/', '')}">${esc(post.title)}</a>` : '无'

const frame = (title: string, metas: string, body: string) => `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>${title}</title>
${metas}</head>
<body><div class="logo">云岭省生态环境厅</div><div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="/xwzx/">新闻中心</a><a href="/hdjl/">互动交流</a></div>
${body}
<div class="foot">主办:云岭省生态环境厅 网站标识码:demo0001 <a href="/map/">网站地图</a></div></body></html>`
