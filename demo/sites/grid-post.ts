import { escapeHtml as esc } from '../article.ts'
import { type DemoSite, html, relatedTo } from '../site.ts'

/** An English outlet with nothing but a sitemap to find its articles by. */
export const gridPost: DemoSite = {
  id: 'gridpost.localhost',
  host: 'gridpost.localhost',
  name: 'Grid Post',
  offsetMinutes: -300,
  source: origin => ({
    id: 'gridpost.localhost',
    name: 'Grid Post',
    language: 'en',
    // A zone without daylight saving, so that the demo reads alike all year round.
    zone: 'America/Panama',
    relevance: 'general',
    entries: [{ kind: 'sitemap', url: `${origin}/sitemap.xml` }],
    maxAgeDays: 120,
    politeness: { gapMs: 0, concurrency: 8 },
  }),
  pathOf: ({ article }) => `/story/${article.slug}`,

  documents(posts, origin) {
    const rows = posts.map(
      post =>
        `<url><loc>${origin}${post.path}</loc><lastmod>${post.at.toISOString()}</lastmod></url>`,
    )
    return new Map([
      [
        '/sitemap.xml',
        html(
          `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join('\n')}\n</urlset>`,
          'application/xml',
        ),
      ],
    ])
  },

  page(post, posts) {
    const { article, local } = post
    return html(`<!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>${esc(post.title)} - Grid Post</title>
${post.undated ? '' : `<meta property="article:published_time" content="${local.date}T${local.time}:00-05:00">`}
<meta name="author" content="${esc(article.byline.join(', '))}"></head>
<body><div id="masthead"><a href="/">Grid Post</a> <a href="/sections/storage">Storage</a> <a href="/sections/wires">Wires</a></div>
<div class="story"><h1 class="headline">${esc(post.title)}</h1>
<div class="meta">${article.byline.length ? `By ${article.byline.map(esc).join(' and ')}` : ''}</div>
${post.outlet && post.outlet !== 'Grid Post' ? `<p><em>Source: ${esc(post.outlet)}</em></p>` : ''}
<div class="story-body">${(post.paragraphs ?? article.paragraphs).map(text => (text.startsWith('## ') ? `<h3>${esc(text.slice(3))}</h3>` : `<p>${esc(text)}</p>`)).join('\n')}</div></div>
<div class="more"><h4>More from Grid Post</h4><ul>${relatedTo(post, posts, 5)
      .map(
        other =>
          `<li><a href="${other.path}">${esc(other.title)}</a> <span>${other.local.date}</span></li>`,
      )
      .join('')}</ul></div>
<div id="footer">Grid Post, an invented newspaper</div></body></html>`)
  },
}
