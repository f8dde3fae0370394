#!/usr/bin/env bash
# RFC 9309 on groups and paths, and what robots-parser 3.0.1 (npm; Crawlee asks it) makes of it:
# - Other lines (Sitemap, Crawl-delay) must not interfere with the rules (2.2.4): between two User-agent lines they end the group
#   here, and the first agent has no rules.
# - An encoded octet that needs no encoding is compared decoded, %7E is ~ (2.2.2), and %2A in a rule is the star of an address
#   (2.2.3): here neither is found, both addresses count as allowed.
# - A group without rules that names us is ours (2.2.1): here * holds instead. /robots.txt itself is always allowed (2.2.2): not here.
# The first three read a refusal as leave, the last two the other way.
# What it means for a wire: publishers who wrote a correct robots.txt are crawled against it, and nothing is logged.
# Where it touches us: src/fetch/robots-rules.ts is our own, with all of these in the tables of
# test/fetch/robots-rules.test.ts. Crawlee's own look at robots.txt stays switched off.
# Exits 1 when an answer changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent robots-parser@3.0.1
cat > run.cjs <<'JS'
const parse = require('robots-parser')
const rows = [
  ['sitemap within a group', 'User-agent: wire\nSitemap: https://a.example/s.xml\nUser-agent: other\nDisallow: /drafts/\n', '/drafts/1', false],
  ['delay within a group', 'User-agent: wire\nCrawl-delay: 5\nUser-agent: other\nDisallow: /drafts/\n', '/drafts/1', false],
  ['%7E in a rule', 'User-agent: *\nDisallow: /%7Edesk/\n', '/~desk/1', false],
  ['%2A in a rule', 'User-agent: *\nDisallow: /list%2Aall\n', '/list*all', false],
  ['own group without rules', 'User-agent: *\nDisallow: /\n\nUser-agent: wire\n', '/news/1', true],
  ['robots.txt itself', 'User-agent: *\nDisallow: /\n', '/robots.txt', true],
]
const allowed = ([, text, path]) => parse('https://a.example/robots.txt', text).isAllowed(`https://a.example${path}`, 'wire')
console.log('robots-parser 3.0.1'.padEnd(26), 'RFC 9309  robots-parser')
for (const row of rows) console.log(row[0].padEnd(26), String(row[3]).padEnd(9), allowed(row))
process.exit(rows.every(row => allowed(row) === !row[3]) ? 0 : 1)
JS
node run.cjs
