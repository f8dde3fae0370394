#!/usr/bin/env bash
# HTML Standard, Microdata: an element may bear several property names (itemprop is a set of tokens, 5.2.3), and its value is the
# datetime of a time, the value of a data, the resolved address of a link (5.2.4). Two extractors of npm on such elements:
# - web-auto-extractor 1.0.17 takes the words shown ("yesterday"), the bare href, and "datePublished dateModified" for one property
#   of that name, so that neither date is found; a JSON-LD block with @graph it files under the name "undefined".
# - microdata-node 2.0.0 reads the values rightly, but an item that is author and publisher at once has everything twice.
# What it means for a wire: pages of several publishing systems write one time as both dates and one organization as both bodies.
# Where it touches us: src/parse/readers/published-attributes.ts and src/parse/document.ts read each name (this found that they
# knew single names only and that such pages had no date; "dates the page" in test/parse/readers/published.test.ts).
# Exits 1 when a reading changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent web-auto-extractor@1.0.17 microdata-node@2.0.0
cat > run.cjs <<'JS'
const { toJson } = require('microdata-node')
const WebAutoExtractor = require('web-auto-extractor').default
const item = inner => `<div itemscope itemtype="https://schema.org/NewsArticle">${inner}</div>`
const inners = [
  '<time itemprop="datePublished" datetime="2026-03-17T09:00+08:00">yesterday</time>',
  '<data itemprop="identifier" value="N-17">the seventeenth</data>',
  '<a itemprop="url" href="/n/17.html">read on</a>',
  '<time itemprop="datePublished dateModified" datetime="2026-03-17">17 March</time>',
  '<p itemprop="author publisher" itemscope itemtype="https://schema.org/Organization"><b itemprop="name">Daily</b></p>',
]
const extracted = inner => {
  const { '@context': _, '@type': __, ...rest } = WebAutoExtractor().parse(item(inner)).microdata.NewsArticle[0]
  return JSON.stringify(rest, (key, value) => (key === '@context' ? undefined : value))
}
const standard = inner => JSON.stringify(toJson(item(inner), { base: 'https://a.example/' }).items[0].properties)
const graph = '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"One"}]}</script>'
const seen = [...inners.map(extracted), Object.keys(WebAutoExtractor().parse(graph).jsonld).join(), ...inners.map(standard)]
console.log('web-auto-extractor 1.0.17, microdata-node 2.0.0')
for (const line of seen) console.log(line)
const known = [
  '{"datePublished":"yesterday"}', '{"identifier":"the seventeenth"}', '{"url":"/n/17.html"}', '{"datePublished dateModified":"17 March"}',
  '{"author publisher":{"@type":"Organization","name":"Daily"}}', 'undefined',
  '{"datePublished":["2026-03-17T09:00+08:00"]}', '{"identifier":["N-17"]}', '{"url":["https://a.example/n/17.html"]}',
  '{"datePublished":["2026-03-17"],"dateModified":["2026-03-17"]}',
]
const organization = '{"properties":{"name":["Daily","Daily"]},"type":["https://schema.org/Organization","https://schema.org/Organization"]}'
known.push(`{"author":[${organization}],"publisher":[${organization}]}`)
process.exit(seen.join() === known.join() ? 0 : 1)
JS
node run.cjs
