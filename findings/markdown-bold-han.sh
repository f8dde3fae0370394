#!/usr/bin/env bash
# CommonMark 0.31.2, 6.2: a run of ** closes emphasis only where it is right-flanking; behind punctuation, and before a character
# that is neither punctuation nor space, it is not. Chinese sets no spaces and puts the colon inside: <strong>收盘价：</strong>91.42
# becomes **收盘价：**91.42 in turndown 7.2.5 and node-html-markdown 2.0.0, and no reader (marked 18.2.1, markdown-it 15.0.3,
# commonmark 0.31.2) makes that bold again: the stars are printed. The same of （CEA）, “双碳” and 《公约》; without the sign it works.
# What it means for a wire: from Chinese HTML to Markdown and back, labels come with stars. Only a whole line is safely bold.
# Where it touches us: src/notify/message.ts marks whole lines ("bold lines stand alone" in test/notify/channels.test.ts); texts go
# out as HTML or plain.
# Exits 1 when a text changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent turndown@7.2.5 node-html-markdown@2.0.0 marked@18.2.1 markdown-it@15.0.3 commonmark@0.31.2
cat > run.mjs <<'JS'
import { createRequire } from 'node:module'
import { marked } from 'marked'
import { NodeHtmlMarkdown } from 'node-html-markdown'
import Turndown from 'turndown'
const require = createRequire(import.meta.url)
const MarkdownIt = require('markdown-it')
const { HtmlRenderer, Parser } = require('commonmark')
const readers = [text => marked.parse(text), text => new MarkdownIt().render(text), text => new HtmlRenderer().render(new Parser().parse(text))]
const writers = [html => new Turndown().turndown(html), html => NodeHtmlMarkdown.translate(html)]
const labels = ['<strong>收盘价：</strong>91.42元', '今日<strong>“双碳”</strong>目标', '<strong>碳价（CEA）</strong>上涨', '<strong>收盘价</strong>：91.42元']
const seen = labels.map(label => {
  const texts = writers.map(write => write(`<p>${label}</p>`))
  const bold = texts.flatMap(text => readers.map(read => /<strong>/.test(read(text))))
  return `${texts.join('  ')}  ${bold.filter(Boolean).length} of ${bold.length} bold`
})
for (const line of seen) console.log(line)
process.exit(seen.map(line => line.match(/(\d) of 6/)[1]).join('') === '0006' ? 0 : 1)
JS
node run.mjs
