#!/usr/bin/env bash
# SI Brochure, table 8: the tonne is t, and prefixes count by case (Mt is a million tonnes, mt a thousandth of one; table 7). What
# the unit libraries of npm make of the symbols of carbon reports:
# - convert-units 2.3.4: t is the short ton of 907 kg, mt the tonne; mathjs 15.2.0 and js-quantities 1.8.0: t is the tonne, ton the
#   short ton, mt a kilogram. A price "per t" is 9 % off between them, and nothing fails.
# - UCUM (@lhncbc/ucum-lhc 7.1.10): tCO2e and MWh are no units. t{CO2} is, but by UCUM's rules an annotation in braces has no
#   meaning: a tonne of methane converts to a tonne of carbon dioxide, factor 1. And its terms are read from the left: t/MW.h, an
#   emission factor as it is spoken, is valid and means (t/MW)·h, which does not convert to t/(MW.h).
# What it means for a wire: no library decides what t, ton and mt are in a text; the market does, and the case of the M.
# Where it touches us: config/series.yaml says it per market (short tons of one market are kept as they are), tonnesFactor in
# src/series/tokenize.ts keeps Mt and mt apart (this found that 2,100 mt were read as 2.1 billion tonnes, and 2.1Mt as 2.1).
# Exits 1 when a value changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent convert-units@2.3.4 mathjs@15.2.0 js-quantities@1.8.0 @lhncbc/ucum-lhc@7.1.10
cat > run.cjs <<'JS'
const convert = require('convert-units')
const math = require('mathjs')
const Qty = require('js-quantities')
const ucum = require('@lhncbc/ucum-lhc').UcumLhcUtils.getInstance()
const kilograms = read => ['t', 'ton', 'tonne', 'mt', 'Mt'].map(unit => {
  try { return `${unit}=${Math.round(read(unit))}` } catch { return `${unit}=-` }
}).join(' ')
const seen = {
  'convert-units': kilograms(unit => convert(1).from(unit).to('kg')),
  mathjs: kilograms(unit => math.unit(1, unit).toNumber('kg')),
  'js-quantities': kilograms(unit => Qty(`1 ${unit}`).to('kg').scalar),
  'ucum codes': ['t', 'tCO2e', 't{CO2e}', 'MWh', 'MW.h'].map(code => `${code}=${ucum.validateUnitString(code).status}`).join(' '),
  'ucum t{CH4} in t{CO2}': `${ucum.convertUnitTo('t{CH4}', 1, 't{CO2}').toVal}`,
  'ucum t/MW.h in t/(MW.h)': `${ucum.convertUnitTo('t/MW.h', 1, 't/(MW.h)').status}`,
}
console.log('kilograms of one')
for (const [name, found] of Object.entries(seen)) console.log(name.padEnd(24), found)
const known = [
  't=907 ton=- tonne=- mt=1000 Mt=-',
  ...Array(2).fill('t=1000 ton=907 tonne=1000 mt=1 Mt=1000000000'),
  't=valid tCO2e=invalid t{CO2e}=valid MWh=invalid MW.h=valid',
  '1',
  'failed',
]
process.exit(JSON.stringify(Object.values(seen)) === JSON.stringify(known) ? 0 : 1)
JS
node run.cjs
