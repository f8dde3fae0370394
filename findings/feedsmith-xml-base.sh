#!/usr/bin/env bash
# feedsmith 3.0.1 (npm) keeps xml:base (W3C XML Base; RFC 4287, section 2) of an Atom feed, entry and content and of an RSS item, and
# drops it in silence on an RSS channel, on an RSS link, on content:encoded and on an Atom link. Whoever makes the links of its
# result whole by the bases that it gives gets another address than the document says.
# Where it touches us: src/parse/feed/xml-bases.ts reads all of them beside it.
# Exits 1 when what is kept or dropped changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent feedsmith@3.0.1
cat > run.mjs <<'JS'
import { parseFeed } from 'feedsmith'
const base = name => `xml:base="https://${name}.example/"`
const rss = `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel ${base('channel')}><title>News</title><link>/</link><description>d</description>
<item ${base('item')}><title>One</title><link ${base('link')}>a/1.html</link>
<content:encoded ${base('encoded')}>&lt;img src="p.jpg"&gt;</content:encoded></item></channel></rss>`
const atom = `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" ${base('feed')}>
<id>urn:uuid:00000000-0000-4000-8000-000000000001</id><title>News</title><updated>2026-03-01T00:00:00Z</updated>
<entry ${base('entry')}><id>urn:uuid:00000000-0000-4000-8000-000000000002</id><title>One</title><updated>2026-03-01T00:00:00Z</updated>
<link ${base('atom-link')} rel="alternate" href="1.html"/><content type="html" ${base('content')}>&lt;img src="p.jpg"&gt;</content></entry></feed>`
const told = JSON.stringify([parseFeed(rss), parseFeed(atom)])
const names = ['channel', 'item', 'link', 'encoded', 'feed', 'entry', 'atom-link', 'content']
const kept = names.filter(name => told.includes(`https://${name}.example/`))
console.log('feedsmith 3.0.1 on node', process.version)
console.log('bases kept:   ', kept.join(' '))
console.log('bases dropped:', names.filter(name => !kept.includes(name)).join(' '))
process.exit(kept.join(' ') === 'item feed entry content' ? 0 : 1)
JS
node run.mjs
