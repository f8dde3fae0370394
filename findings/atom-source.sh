#!/usr/bin/env bash
# RFC 4287, 4.2.11: an entry that was taken from another feed carries that feed's title, id, links and date in atom:source. 4.1.2: the
# order of an entry's child elements means nothing. Where the source stands before the entry's own elements,
# - sfeed 1.7 (Debian 12's 1.7-1) gives title, link, id and author of the source for those of the entry. Two articles of one outlet are
#   then one line to it, and sfeed_update, which keeps each id, title and link once, keeps one of them. Behind the entry's own elements
#   only the source's category is put to the entry's.
# - parseFeed of htmlparser2 12.0.0 gives the source's link, the outlet's front page, as the article's address.
# What it means for a wire: whoever passes on other houses' articles writes a source for each; it must stand last.
# Where it touches us: renderEntry in src/feeds/render-atom.ts writes it last and without a category ("the source of an Atom
# entry comes last" in test/feeds/renderers.test.ts); what we read is the same for both orders (test/parse/parse-feed.test.ts).
# Needs Debian 12 (after apt-get update) for its package, which is only unpacked. Exits 1 when an answer changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
mkdir -p debs/partial tools
apt-get -o Dir::Cache::archives="$work/debs" -o Debug::NoLocking=1 -o APT::Sandbox::User=root -qq -y --reinstall --download-only --no-install-recommends install sfeed=1.7-1 >/dev/null
for deb in debs/*.deb; do dpkg -x "$deb" tools; done
export PATH="$work/tools/usr/bin:$PATH"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent htmlparser2@12.0.0
cat > write.mjs <<'JS'
const source = '<source><id>http://daily.example/</id><title>Daily</title><link href="http://daily.example/"/><updated>2026-03-01T00:00:00Z</updated><author><name>Desk</name></author><category term="daily"/></source>'
const own = name => `<id>http://daily.example/${name}</id><title>${name}</title><link href="http://daily.example/${name}"/><updated>2026-03-17T00:00:00Z</updated><published>2026-03-17T00:00:00Z</published><author><name>Writer</name></author><summary>s</summary>`
const entry = name => `<entry>${process.argv[2] === 'first' ? source + own(name) : own(name) + source}</entry>`
process.stdout.write(`<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>http://wire.example/feed</id><title>Wire</title><updated>2026-03-18T00:00:00Z</updated><author><name>Wire</name></author>${entry('one')}${entry('two')}</feed>`)
JS
cat > links.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { parseFeed } from 'htmlparser2'
console.log(parseFeed(readFileSync(process.argv[2], 'utf8')).items.map(item => item.link).join(' '))
JS
for order in first last; do
  node write.mjs $order > $order.xml
  # What sfeed_update fetches is read from the file.
  printf 'sfeedpath="%s"\nfeeds() { feed wire http://wire.example/feed; }\nfetch() { cat "%s"; }\n' "$work/$order" "$work/$order.xml" > rc
  sfeed_update rc >/dev/null
  echo "source $order"
  echo "  sfeed: $(sfeed < $order.xml | awk -F '\t' '{ printf "%s%s %s %s %s %s", s, $2, $3, $6, $7, $9; s = " | " }')"
  echo "  sfeed_update keeps $(wc -l < "$order/wire") of 2"
  echo "  htmlparser2: $(node links.mjs $order.xml)"
done | tee seen
cat > known <<'TXT'
source first
  sfeed: Daily http://daily.example/ http://daily.example/ Desk daily | Daily http://daily.example/ http://daily.example/ Desk daily
  sfeed_update keeps 1 of 2
  htmlparser2: http://daily.example/ http://daily.example/
source last
  sfeed: one http://daily.example/one http://daily.example/one Writer daily | two http://daily.example/two http://daily.example/two Writer daily
  sfeed_update keeps 2 of 2
  htmlparser2: http://daily.example/one http://daily.example/two
TXT
cmp -s seen known
