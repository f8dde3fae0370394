#!/usr/bin/env bash
# HTML gives notes and powers of ten to the sup element ("The sub and sup elements", HTML Standard), and figures to cells of tables
# and terms of lists. As plain text html-to-text 10.0.1 and @mozilla/readability 0.6.0 (textContent) write neither the one nor the
# border of the other, turndown 7.2.5 and node-html-markdown 2.0.0 lose the sup: 91.42 with note 1 becomes 91.421, 3.2×10⁷ becomes
# 3.2×107, a close of 91.42 beside a volume of 36 becomes 91.4236. All are well-formed figures of the right size, so no check
# afterwards can tell.
# What it means for a wire: figures are read from the elements, before there is a text.
# Where it touches us: src/series/raised.ts takes notes off and works powers out (this found that 91.421 came into the series;
# "notes, powers and tonnes" in test/series/read-points.test.ts); tables are read by their cells.
# Exits 1 when a text changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent html-to-text@10.0.1 turndown@7.2.5 node-html-markdown@2.0.0 @mozilla/readability@0.6.0 linkedom@0.18.15
cat > run.mjs <<'JS'
import { Readability } from '@mozilla/readability'
import { htmlToText } from 'html-to-text'
import { parseHTML } from 'linkedom'
import { NodeHtmlMarkdown } from 'node-html-markdown'
import Turndown from 'turndown'
const line = '<p>收盘价91.42<sup>1</sup>元/吨，成交额3.2×10<sup>7</sup>元</p>'
const table = '<table><tr><td>91.42</td><td>36</td></tr></table>'
const filler = `<p>${'今日全国碳市场运行平稳，企业按计划开展交易，市场预期总体稳定。'.repeat(12)}</p>`
const readable = html => {
  const { document } = parseHTML(`<html><head><title>t</title></head><body><article>${filler}${html}${filler}</article></body></html>`)
  return new Readability(document).parse().textContent
}
const seen = {}
const look = (name, write) => { seen[name] = [line, table].map(html => write(html).match(/[\d.×]+/g).join(' ')).join(' | ') }
look('html-to-text 10.0.1', htmlToText)
look('@mozilla/readability 0.6.0', readable)
look('turndown 7.2.5', html => new Turndown().turndown(html))
look('node-html-markdown 2.0.0', html => NodeHtmlMarkdown.translate(html))
console.log('figures of a line with a note and a power | of two cells')
for (const [name, figures] of Object.entries(seen)) console.log(name.padEnd(28), figures)
const known = ['91.421 3.2×107 | 91.4236', '91.421 3.2×107 | 91.4236', '91.421 3.2×107 | 91.42 36', '91.421 3.2×107 | 91.42 36']
process.exit(Object.values(seen).join() === known.join() ? 0 : 1)
JS
node run.mjs
