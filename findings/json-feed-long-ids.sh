#!/usr/bin/env bash
# JSON Feed 1.1 ("Items", id): an id that comes as a number should be read as a string. RFC 8259, section 6: whole numbers are safe
# within 2^53 only. Ids of 19 digits (time-ordered ones of news systems) lie beyond: feedsmith 3.0.1, handed the text of such a
# feed, and @extractus/feed-extractor 8.0.3 make a string of the rounded number, so two neighbouring items have one id, and it is
# neither's. It is JSON.parse that rounds, before a library can coerce.
# What it means for a wire: whoever tells items apart by these ids loses every second item; the digits must be kept while parsing.
# Where it touches us: src/text/exact-json.ts reads such numbers as their digits, for JSON Feed and for the records of pages and
# interfaces, whose addresses are made of ids (this found that they were rounded; test/text/exact-json.test.ts).
# Exits 1 when the ids are told apart.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent feedsmith@3.0.1 @extractus/feed-extractor@8.0.3
cat > run.mjs <<'JS'
import { extractFromJson } from '@extractus/feed-extractor'
import { parseFeed } from 'feedsmith'
const ids = ['1898765432109876543', '1898765432109876544']
const items = ids.map((id, at) => `{"id":${id},"url":"https://a.example/${at}","content_text":"text"}`)
const text = `{"version":"https://jsonfeed.org/version/1.1","title":"News","items":[${items}]}`
const seen = {
  'feedsmith 3.0.1': parseFeed(text).feed.items.map(item => item.id),
  '@extractus/feed-extractor 8.0.3': extractFromJson(JSON.parse(text)).entries.map(entry => entry.id),
}
console.log('printed', ids.join(' '))
for (const [name, found] of Object.entries(seen)) console.log(name.padEnd(32), found.join(' '))
const isOne = ([one, other]) => one === other && !ids.includes(one)
process.exit(Object.values(seen).every(isOne) ? 0 : 1)
JS
node run.mjs
