#!/usr/bin/env bash
# RFC 4287, 4.1.2: an entry may have several authors, and the feed's author counts only for entries that have none. npm's feedparser
# 2.6.0 reads one author of an entry; of two it reads none and gives the feed's author in their place, which is the aggregator's own name.
# Without an author of the feed the entry has none at all. In RSS the names in one dc:creator are given whole.
# What it means for a wire: joint reports are signed by the wire itself. Several names in RSS stand in one element.
# Where it touches us: "feedparser of npm sees each item" in test/feeds/npm-readers.test.ts, and docs/feeds.md.
# Exits 1 when the names change.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent feedparser@2.6.0
cat > run.cjs <<'JS'
const { Readable } = require('node:stream')
const FeedParser = require('feedparser')
const person = name => `<author><name>${name}</name></author>`
const feed = (own, authors) => `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:uuid:00000000-0000-4000-8000-000000000001</id><title>News</title><updated>2026-03-01T00:00:00Z</updated>${own.map(person).join('')}
<entry><id>urn:uuid:00000000-0000-4000-8000-000000000002</id><title>CO2 price</title><updated>2026-03-01T00:00:00Z</updated>
${authors.map(person).join('')}<link href="http://a.example/1"/><content type="text">News.</content></entry></feed>`
const rss = `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>News</title><link>http://a.example/</link><description>News</description><item><title>CO2 price</title>
<link>http://a.example/1</link><dc:creator>Ada, Ben</dc:creator></item></channel></rss>`
async function authorIn(text) {
  const parser = Readable.from([text]).pipe(new FeedParser({ feedurl: 'http://a.example/feed' }))
  for await (const item of parser) return String(item.author)
}
async function run() {
  return [
    await authorIn(feed(['Wire'], ['Ada'])),
    await authorIn(feed(['Wire'], ['Ada', 'Ben'])),
    await authorIn(feed([], ['Ada', 'Ben'])),
    await authorIn(rss),
  ]
}
run().then(seen => {
  console.log(`feedparser 2.6.0\none ${seen[0]}\ntwo ${seen[1]}\ntwo, none of the feed ${seen[2]}\nRSS ${seen[3]}`)
  process.exit(seen.join('|') === 'Ada|Wire|null|Ada, Ben' ? 0 : 1)
})
JS
node run.cjs
