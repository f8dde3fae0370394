#!/usr/bin/env bash
# RFC 4287, 3.1.1.3 and 4.1.3.3: a title or content of type xhtml is an XHTML div inline in the feed. rss-parser 3.13.0 reads XML
# with xml2js into an object, where text and elements of one parent lose their order, and writes content back from that: "at
# <b>91</b> yuan, <i>not</i> <b>92</b>" becomes "at yuan, , … 9192not"; a title of that type is an object, not a text.
# The same content as type html is given as it is.
# What it means for a wire: sentences with figures read differently and still read well. Text goes into Atom as type html or text.
# Where it touches us: src/feeds/render-atom.ts never writes xhtml ("no part of an Atom feed is XHTML" in test/feeds/renderers.test.ts);
# xhtml that we are given is read by feedsmith, in order ("text of type XHTML" in test/parse/parse-feed.test.ts).
# Exits 1 when the words change.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent rss-parser@3.13.0
cat > run.cjs <<'JS'
const Parser = require('rss-parser')
const sentence = 'Closed at <b>91</b> yuan, <i>not</i> <b>92</b>, for a tonne of CO<sub>2</sub>.'
const div = inner => `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>`
const feed = (type, text) => `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:uuid:00000000-0000-4000-8000-000000000001</id><title>News</title><updated>2026-03-01T00:00:00Z</updated><author><name>N</name></author>
<entry><id>urn:uuid:00000000-0000-4000-8000-000000000002</id><title type="xhtml">${div('CO<sub>2</sub> price')}</title>
<updated>2026-03-01T00:00:00Z</updated><link href="http://a.example/1"/><content type="${type}">${text}</content></entry></feed>`
const words = html => html.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').trim()
async function run() {
  const read = async text => (await new Parser().parseString(text)).items[0]
  const xhtml = await read(feed('xhtml', div(sentence)))
  const html = await read(feed('html', sentence.replaceAll('<', '&lt;')))
  return [words(sentence), words(html.content), words(xhtml.content), typeof xhtml.title]
}
run().then(([meant, html, xhtml, title]) => {
  console.log(`rss-parser 3.13.0\nmeant ${meant}\nhtml  ${html}\nxhtml ${xhtml}\ntitle ${title}`)
  process.exit(html === meant && xhtml !== meant && title === 'object' ? 0 : 1)
})
JS
node run.cjs
