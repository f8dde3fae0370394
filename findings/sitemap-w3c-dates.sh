#!/usr/bin/env bash
# sitemaps.org 0.9 takes lastmod in W3C Datetime: a year, a month, a day, or a time with or without seconds; Google's news sitemaps
# take the same for publication_date. And a sitemap is XML with a namespace, whose prefix is free (Namespaces in XML, 4).
# - sitemap 9.0.1 (parseSitemap): 2026, 2026-03 and 2026-03-17T09:00+08:00 are refused, the news date becomes an empty text, with a
#   line on stderr; a sitemap with a prefix (<s:urlset xmlns:s=…>) is empty, without an error.
# - @crawlee/utils 3.18.1 (parseSitemap): takes the month for its first day at midnight UTC; with a prefix it is empty too, and the
#   news part (title, date, publication) is dropped from every sitemap.
# What it means for a wire: an empty sitemap looks like a quiet site; and a date without its precision looks like midnight.
# Where it touches us: src/parse/parse-sitemap.ts goes by namespace and keeps the precision ("dates of sitemaps keep their
# precision" and the table of prefixes in test/parse/parse-sitemap.test.ts).
# Exits 1 when a reading changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent --ignore-scripts sitemap@9.0.1 @crawlee/utils@3.18.1
cat > run.mjs <<'JS'
import { Readable } from 'node:stream'
import { parseSitemap as crawlee } from '@crawlee/utils'
import { parseSitemap } from 'sitemap'
const dates = ['2026', '2026-03', '2026-03-17', '2026-03-17T09:00+08:00', '2026-03-17T09:00:00+08:00']
const space = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const news = date => `<news:news><news:publication><news:name>N</news:name><news:language>zh-cn</news:language></news:publication><news:publication_date>${date}</news:publication_date><news:title>T</news:title></news:news>`
const plain = `<?xml version="1.0"?><urlset xmlns="${space}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${dates
  .map((date, at) => `<url><loc>https://a.example/${at}</loc><lastmod>${date}</lastmod>${news(date)}</url>`).join('')}</urlset>`
const prefixed = `<?xml version="1.0"?><s:urlset xmlns:s="${space}"><s:url><s:loc>https://a.example/0</s:loc></s:url></s:urlset>`
const all = async items => { const list = []; for await (const item of items) list.push(item); return list }
console.error = () => {}
console.warn = () => {}
const one = await parseSitemap(Readable.from([plain]))
const other = await all(crawlee([{ type: 'raw', content: plain }]))
const seen = {
  'sitemap lastmod': one.map(item => item.lastmod ?? 'none').join(' '),
  'sitemap publication_date': one.map(item => item.news?.publication_date || 'none').join(' '),
  'sitemap, prefix': (await parseSitemap(Readable.from([prefixed]))).length,
  'crawlee lastmod': other.map(item => item.lastmod?.toISOString().slice(0, 16)).join(' '),
  'crawlee fields': Object.keys(other[0]).join(' '),
  'crawlee, prefix': (await all(crawlee([{ type: 'raw', content: prefixed }]))).length,
}
console.log('sitemap 9.0.1, @crawlee/utils 3.18.1')
console.log(seen)
const known = [
  'none none 2026-03-17 none 2026-03-17T09:00:00+08:00', 'none none 2026-03-17 none 2026-03-17T09:00:00+08:00', 0,
  '2026-01-01T00:00 2026-03-01T00:00 2026-03-17T00:00 2026-03-17T01:00 2026-03-17T01:00', 'type loc lastmod originSitemapUrl', 0,
]
process.exit(JSON.stringify(Object.values(seen)) === JSON.stringify(known) ? 0 : 1)
JS
TZ=UTC node run.mjs
