#!/usr/bin/env bash
# metascraper-date 5.49.24 (npm) looks for dates in words with chrono-node, English only. Of "2026年3月17日 09:00", as Chinese pages
# print it, it understands 09:00 and gives today at nine, as a full ISO date. The date's own meta of Chinese government sites,
# PubDate (国办发〔2017〕47号, the rules for such sites; name and format as there) it does not know.
# What it means for a wire: an old notice found today is news of today, every day anew, and nothing marks the date as a guess. A
# time without a day must never be completed by the present.
# Where it touches us: "a time alone is no date" in test/parse/readers/published.test.ts; PubDate is the surest of our metas
# (src/parse/readers/published-declared.ts).
# Exits 1 when a reading changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
# Without scripts: a dependency's dependency would be compiled, and nothing here needs it.
npm install --no-audit --no-fund --silent --ignore-scripts metascraper@5.49.24 metascraper-date@5.49.24
cat > run.cjs <<'JS'
const metascraper = require('metascraper')([require('metascraper-date')()])
const url = 'https://www.wikipedia.org/notice/1.html' // only its form is looked at; nothing is fetched
const page = (head, body) => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>通知</title>${head}</head><body><h1>通知</h1>${body}</body></html>`
const pages = {
  'words': page('', '<p class="date">2026年3月17日 09:00</p>'),
  'words, day only': page('', '<p class="date">2026年3月17日</p>'),
  'meta PubDate': page('<meta name="PubDate" content="2026-03-17 09:00">', ''),
  'meta article:published_time': page('<meta property="article:published_time" content="2026-03-17T09:00:00+08:00">', ''),
}
async function run() {
  const today = new Date().toISOString().slice(0, 10)
  const seen = {}
  for (const [name, html] of Object.entries(pages)) {
    const { date } = await metascraper({ html, url })
    seen[name] = date === null || date === undefined ? 'none' : date.startsWith(today) ? 'today' : date
  }
  return seen
}
run().then(seen => {
  console.log('metascraper-date 5.49.24')
  console.log(seen)
  process.exit(seen.words === 'today' && seen['meta PubDate'] === 'none' ? 0 : 1)
})
JS
TZ=UTC node run.cjs
