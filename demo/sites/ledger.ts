import { escapeHtml as esc } from '../article.ts'
import { type DemoSite, html, neighboursOf, type Post, relatedTo } from '../site.ts'

/** An English outlet that is read by its RSS feed; its pages carry JSON-LD. */
export const ledger: DemoSite = {
  id: 'carbonledger.localhost',
  host: 'carbonledger.localhost',
  name: 'The Carbon Ledger',
  offsetMinutes: 0,
  source: origin => ({
    id: 'carbonledger.localhost',
    name: 'The Carbon Ledger',
    language: 'en',
    zone: 'Europe/London',
    relevance: 'dedicated',
    entries: [{ kind: 'feed', url: `${origin}/feed.xml` }],
    maxAgeDays: 120,
    politeness: { gapMs: 0, concurrency: 8 },
  }),
  pathOf: ({ local, article }) => `/${local.year}/${local.month}/${article.slug}/`,

  documents(posts, origin) {
    return new Map([
      ['/feed.xml', html(renderFeed(posts, origin), 'application/rss+xml; charset=utf-8')],
    ])
  },

  page(post, posts, origin) {
    const { previous, next } = neighboursOf(post, posts)
    const { article } = post
    const data = {
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      headline: post.title,
      ...(post.undated ? {} : { datePublished: post.at.toISOString() }),
      author: article.byline.map(name => ({ '@type': 'Person', name })),
      publisher: { '@type': 'Organization', name: 'The Carbon Ledger' },
    }
    return html(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${esc(post.title)} | The Carbon Ledger</title>
<link rel="canonical" href="${origin}${post.path}"><meta property="og:title" content="${esc(post.title)}">
<script type="application/ld+json">${JSON.stringify(data).replace(/</g, '\\u003c')}</script></head>
<body><header><a href="/">The Carbon Ledger</a><nav><a href="/markets/">Markets</a><a href="/policy/">Policy</a><a href="/about/">About</a></nav></header>
<main><article><h1>${esc(post.title)}</h1>
<p class="byline">${article.byline.length ? `By ${article.byline.map(esc).join(' and ')}` : ''}${post.undated ? '' : ` · <time datetime="${post.at.toISOString()}">${longDate(post.at)}</time>`}</p>
${post.outlet && post.outlet !== 'The Carbon Ledger' ? `<p class="credit">This report first appeared in ${esc(post.outlet)}.</p>` : ''}
${(post.paragraphs ?? article.paragraphs).map(text => (text.startsWith('## ') ? `<h2>${esc(text.slice(3))}</h2>` : `<p>${esc(text)}</p>`)).join('\n')}
</article>
<nav class="post-nav">${previous ? `<a rel="prev" href="${previous.path}">Previous: ${esc(previous.title)}</a>` : ''} ${next ? `<a rel="next" href="${next.path}">Next: ${esc(next.title)}</a>` : ''}</nav>
<aside><h2>Related</h2><ul>${relatedTo(post, posts, 5)
      .map(
        other =>
          `<li><a href="${other.path}">${esc(other.title)}</a> <time datetime="${other.local.date}">${longDate(other.at)}</time></li>`,
      )
      .join('\n')}</ul></aside></main>
<footer>© The Carbon Ledger. <a href="/privacy/">Privacy</a></footer></body></html>`)
  },
}

const longDate = (at: Date) =>
  at.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })

const renderFeed = (posts: Post[], origin: string) => `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Carbon Ledger</title><link>${origin}/</link><description>Markets and policy of carbon</description>
${posts.map(post => `<item><title>${esc(post.title)}</title><link>${origin}${post.path}</link><guid isPermaLink="false">ledger-${post.number}</guid>${post.undated ? '' : `<pubDate>${post.at.toUTCString()}</pubDate>`}${post.article.byline.map(name => `<dc:creator>${esc(name)}</dc:creator>`).join('')}<description>${esc(post.article.paragraphs[0] ?? '')}</description></item>`).join('\n')}
</channel></rss>`
