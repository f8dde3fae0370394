#!/usr/bin/env bash
# Unicode CLDR gives the dates of Taiwan's and Japan's calendars as their offices print them: 民國115年3月17日, R8/3/17; any ICU (here
# Node's Intl) prints them. What two readers of Chinese and Japanese dates make of 17 March 2026 so printed:
# - chrono-node 2.10.3: the zh.hant reader puts the years of the Republic (from 1912) into the first centuries, 115 is the year 115
#   and 一一五 the year 15; its ja reader knows 令和8年, not 令和八年, and takes R8/3/17 for the third of August.
# - any-date-parser 2.2.4: 115年 is the year 115; of 令和8年3月17日 it finds another day of the present year.
# What it means for a wire: an old year is dropped by any filter of age, a wrong day of this year is believed. Pages of Taiwan's
# offices mostly leave the era out, so the place of the page decides.
# Where it touches us: eras and yearOf in src/text/date-spellings.ts; "dates of other calendars" in test/text/read-dates.test.ts
# reads back what Intl prints.
# Exits 1 when a reading changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent chrono-node@2.10.3 any-date-parser@2.2.4
cat > run.mjs <<'JS'
import * as chrono from 'chrono-node'
import anyDate from 'any-date-parser'
const at = new Date('2026-03-17T04:00:00Z')
const print = (tag, dateStyle) => new Intl.DateTimeFormat(tag, { dateStyle, timeZone: 'UTC' }).format(at)
const printed = [
  [print('zh-TW-u-ca-roc', 'long'), 'zh-TW'],
  ['115年3月17日', 'zh-TW'],
  ['中華民國一一五年三月十七日', 'zh-TW'],
  [print('ja-JP-u-ca-japanese', 'long'), 'ja'],
  [print('ja-JP-u-ca-japanese', 'short'), 'ja'],
  ['令和八年三月十七日', 'ja'],
]
// A fixed present, so that what is made up from it can be told: whatever says 2026-03-17 was read.
const now = new Date('2026-11-28T04:00:00Z')
const day = date => (date && !Number.isNaN(date.getTime?.()) ? date.toISOString().slice(0, 10) : 'none')
const chronoDay = (text, language) => day((language === 'ja' ? chrono.ja : chrono.zh.hant).parseDate(text, { instant: now, timezone: 0 }))
const anyDay = (text, language) => { const date = anyDate.fromString(text, language); return date.invalid ? 'none' : day(date) }
const seen = printed.map(([text, language]) => [text, chronoDay(text, language), anyDay(text, language)])
console.log('chrono-node 2.10.3, any-date-parser 2.2.4; ICU', process.versions.icu)
for (const row of seen) console.log(row.join('  '))
const chronoKnown = '0115-03-17 0115-03-17 0015-03-17 2026-03-17 2026-08-03 none'
const isKnown = seen.map(row => row[1]).join(' ') === chronoKnown && seen[1][2] === '0115-03-17' && !['none', '2026-03-17'].includes(seen[3][2])
process.exit(isKnown ? 0 : 1)
JS
TZ=UTC node run.mjs
