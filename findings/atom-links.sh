#!/usr/bin/env bash
# RFC 4287: a link without rel is the alternate, a registered relation may be written as its address
# (http://www.iana.org/assignments/relation/alternate; 4.2.7.2), and an entry may have an alternate for each type and language
# (4.1.2). On such entries four feed parsers give four answers: rss-parser 3.13.0 and @extractus/feed-extractor 8.0.3 take a
# PDF's enclosure or the entry's own self link for the article, @rowanmanning/feed-parser 2.1.5 and feedparser 2.6.0 do not know
# the address form, and of two languages the first is taken, or (feedparser) the last, whatever the feed's xml:lang says.
# What it means for a wire: who writes Atom puts the one page's link first, with rel="alternate" and type="text/html"; who reads
# it must choose by relation, type and language.
# Where it touches us: findAlternate in src/parse/feed/read-xml-feed.ts chooses so (this found that it forgot language and address
# form; table in test/parse/parse-feed.test.ts); src/feeds/render-atom.ts writes so.
# Exits 1 when an answer changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent rss-parser@3.13.0 @extractus/feed-extractor@8.0.3 @rowanmanning/feed-parser@2.1.5 feedparser@2.6.0
cat > run.mjs <<'JS'
import { Readable } from 'node:stream'
import { extractFromXml } from '@extractus/feed-extractor'
import { parseFeed } from '@rowanmanning/feed-parser'
import FeedParser from 'feedparser'
import RssParser from 'rss-parser'
const feed = links => `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>urn:uuid:00000000-0000-4000-8000-000000000001</id><title>News</title><updated>2026-03-01T00:00:00Z</updated><author><name>N</name></author>
<entry><id>urn:uuid:00000000-0000-4000-8000-000000000002</id><title>One</title><updated>2026-03-01T00:00:00Z</updated>
<summary>s</summary>${links}</entry></feed>`
const iana = 'http://www.iana.org/assignments/relation/alternate'
const shapes = {
  'en, zh': '<link rel="alternate" hreflang="en" href="http://a.example/en"/><link rel="alternate" hreflang="zh-CN" href="http://a.example/zh"/>',
  'pdf, html': '<link rel="alternate" type="application/pdf" href="http://a.example/pdf"/><link rel="alternate" type="text/html" href="http://a.example/html"/>',
  'enclosure, no rel': '<link rel="enclosure" type="application/pdf" href="http://a.example/enclosure"/><link href="http://a.example/page"/>',
  'self, address form': `<link rel="self" href="http://a.example/self"/><link rel="${iana}" href="http://a.example/page"/>`,
}
const events = text => new Promise((resolve, reject) => {
  const parser = new FeedParser()
  parser.on('error', reject).on('readable', () => { for (let item; (item = parser.read()); ) resolve(item.link) })
  Readable.from([text]).pipe(parser)
})
const last = link => link?.replace(/^.*\//, '') || '-'
const seen = {}
for (const [shape, links] of Object.entries(shapes)) {
  const text = feed(links)
  seen[shape] = [
    (await new RssParser().parseString(text)).items[0].link,
    extractFromXml(text).entries[0].link,
    parseFeed(text).items[0].url,
    await events(text),
  ].map(last).join(' ')
}
console.log('rss-parser 3.13.0, @extractus/feed-extractor 8.0.3, @rowanmanning/feed-parser 2.1.5, feedparser 2.6.0')
console.log(seen)
const known = { 'en, zh': 'en en en zh', 'pdf, html': 'pdf pdf pdf html', 'enclosure, no rel': 'enclosure enclosure page page', 'self, address form': 'self self - self' }
process.exit(JSON.stringify(seen) === JSON.stringify(known) ? 0 : 1)
JS
node run.mjs
