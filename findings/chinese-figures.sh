#!/usr/bin/env bash
# GB/T 15835-2011, Chinese figures in print: 95.06 is 九十五点零六, the year 2012 is 二〇一二 (5.2.5: 零 in what is measured, 〇 in what is
# numbered). 两 is 2 before 千, 万 and 亿 (so Unicode CLDR's spellout-cardinal-alternate2 of zh), and a word that multiplies counts for all
# before it: 一万二千亿 is 12,000 times 亿. 千瓦 is a unit, the kilowatt (GB 3100-93, prefixes). Of such figures, as reports print them,
# - nzh 1.0.14 (decodeS) leaves out what it does not know without a word, 两 and 〇, and all behind the digits of a decimal;
# - chinese-numbers-converter 2.3.1 (toArabicString) multiplies 两亿 by the 万 behind it once more, and takes the 千 of 千瓦 for a figure;
# - chinese-parseint2 2.0.6 and @lazy-cjk/zh2num 1.0.2 multiply by 亿 only what stands behind 万.
# What it means for a wire: 230 million tonnes are read as 30 million or two trillion, 30 GW as 30 MW, and nothing marks the guess.
# Where it touches us: src/text/read-figure.ts (table in test/text/read-figure.test.ts; this found that it took the 千 of 千瓦 for a
# figure too, so that 一千二百三十万千瓦 and 12.3 GW did not meet: test/dedupe/event-figures.test.ts).
# Exits 1 when a reading changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent nzh@1.0.14 chinese-numbers-converter@2.3.1 chinese-parseint2@2.0.6 @lazy-cjk/zh2num@1.0.2
cat > run.mjs <<'JS'
import { createRequire } from 'node:module'
import { zh2num } from '@lazy-cjk/zh2num'
import { chinese_parseInt } from 'chinese-parseint2'
const require = createRequire(import.meta.url)
const nzh = require('nzh').cn
const Converter = require('chinese-numbers-converter')
const readers = {
  nzh: text => nzh.decodeS(text),
  'chinese-numbers-converter': text => new Converter(text).toArabicString(),
  'chinese-parseint2': text => chinese_parseInt(text),
  zh2num: text => zh2num(text),
}
const known = {
  // The figure and what it is; then nzh, chinese-numbers-converter, chinese-parseint2 and zh2num.
  '十二亿 1200000000': ['1200000000', '1200000000', '1200000000', '1200000000'],
  '两千 2000': ['0', '2000', '2000', '2000'],
  '二〇二六 2026': ['226', '2026', '2026', '2026'],
  '两亿三千万 230000000': ['30000000', '2000030000000', '230000000', '230000000'],
  '一亿零五十万 100500000': ['100500000', '1000000500000', '100500000', '100500000'],
  '一万二千亿 1200000000000': ['1200000000000', '1200000000000', '200000010000', '200000010000'],
}
// For the readers that say they know decimals, or whole sentences.
const others = {
  '九十五点零六 95.06': ['nzh', '95.06'],
  '三点五万 35000': ['nzh', '3.5'],
  '一点二亿 120000000': ['nzh', '1.2'],
  '三千万千瓦 30000000千瓦': ['chinese-numbers-converter', '30001000瓦'],
}
let isKnown = true
const show = (line, name, expected) => {
  const [text, meant] = line.split(' ')
  const read = String(readers[name](text))
  if (read !== expected) isKnown = false
  if (read !== meant || name === Object.keys(readers)[0]) console.log(`${text} (${meant})  ${name}: ${read}`)
}
for (const [line, expected] of Object.entries(known)) Object.keys(readers).forEach((name, at) => show(line, name, expected[at]))
for (const [line, [name, expected]] of Object.entries(others)) show(line, name, expected)
process.exit(isKnown ? 0 : 1)
JS
node run.mjs
