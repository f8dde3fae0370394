#!/usr/bin/env bash
# China's days off by law (全国年节及纪念日放假办法, as of 2025, article 2): the New Year's eve of the lunar calendar and three days from the New Year,
# 1 and 2 May, 1 to 3 October and others, every year; by article 3 women, the young, children and soldiers have days of their own. The
# State Council moves days around them year by year. The lunar calendar is reckoned by GB/T 33661-2017, 4: a year of twelve months between
# two solstices has no leap month, so the fifteenth of the eighth month of 2033 is 8 September.
# - date-holidays 3.37.0 has the rule that ended with 2013, eve and two days, and one day of May: 19 February and 2 May 2026, days of the
#   law, are none. The children's day is public, as all others. Mid-autumn of 2033 comes a month late, behind a leap month that is not.
# - chinese-workday 1.16.1, complete for 2011 to 2026 as it says, has two days worked that the State Council gave off on 26 January 2020
#   (国办发明电〔2020〕1号: to 2 February).
# - Both it and chinese-days 1.5.7 end with 2026, and answer for every weekday behind: worked. So is 1 October 2027.
# What it means for a wire: a market that is silent in a holiday looks broken, or a day without a price looks like a missing one. A calendar
# must tell a day that it does not know from one that is worked.
# Where it touches us: config/holidays.yaml, whose knownUntil makes a weekday behind it unknown (src/health/calendar.ts); "the days of the
# law are off in China" in test/health/calendar.test.ts counts the lunar ones by ICU.
# Exits 1 when an answer changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent date-holidays@3.37.0 chinese-days@1.5.7 chinese-workday@1.16.1
cat > run.mjs <<'JS'
import { createRequire } from 'node:module'
import { isWorkday } from 'chinese-workday'
import Holidays from 'date-holidays'
const days = createRequire(import.meta.url)('chinese-days')
const china = new Holidays('CN')
const publicDays = year => china.getHolidays(year, 'en').filter(({ type }) => type === 'public').map(({ date, name }) => `${date.slice(0, 10)} ${name}`)
const named = (year, name) => publicDays(year).filter(line => line.endsWith(name)).map(line => line.slice(0, 10)).join(' ')
const lunar = day => new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`))
const worked = isWorked => (isWorked ? 'worked' : 'off')
const seen = {
  'date-holidays, Spring Festival 2026': named(2026, 'Spring Festival'),
  'date-holidays, Labour Day 2026': named(2026, 'Labour Day'),
  "date-holidays, Children's Day 2026": named(2026, "Children's Day"),
  'date-holidays, Mid-Autumn Festival 2033': named(2033, 'Mid-Autumn Festival'),
  'ICU, 8 September 2033': lunar('2033-09-08'),
  'chinese-workday, 31 January 2020': worked(isWorkday('2020-01-31')),
  'chinese-workday, 1 February 2020': worked(isWorkday('2020-02-01')),
  'chinese-days, 31 January 2020': worked(days.isWorkday('2020-01-31')),
  'chinese-workday, 1 October 2027': worked(isWorkday('2027-10-01')),
  'chinese-days, 1 October 2027': worked(days.isWorkday('2027-10-01')),
}
for (const [what, answer] of Object.entries(seen)) console.log(`${what}: ${answer}`)
const known = ['2026-02-16 2026-02-17 2026-02-18', '2026-05-01', '2026-06-01', '2033-10-07', '8/15', 'worked', 'worked', 'off', 'worked', 'worked']
process.exit(JSON.stringify(Object.values(seen)) === JSON.stringify(known) ? 0 : 1)
JS
TZ=Asia/Shanghai node run.mjs
