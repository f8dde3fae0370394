import { createHash } from 'node:crypto'

/** The one style sheet: system fonts, both colour schemes, print. Served under its hash, so it is fetched once. */
export const style = `
:root { color-scheme: light dark; --ink: #1c2321; --soft: #55605c; --paper: #fbfbf8; --card: #fff; --line: #d9ddd8; --link: #0b5f4a; --mark: #fff1a8; --bar: #2b8a6f; --accent: #0b5f4a }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9e6; --soft: #a5afab; --paper: #121614; --card: #1a1f1d; --line: #343c39; --link: #7fd6b8; --mark: #5c5210; --bar: #4fb394; --accent: #7fd6b8 } }
* { box-sizing: border-box }
html { font: 100%/1.6 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; -webkit-text-size-adjust: 100% }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere }
a { color: var(--link); text-underline-offset: .15em }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.skip { position: absolute; left: -100vw } .unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%) } .skip:focus { left: .5rem; top: .5rem; background: var(--card); padding: .5rem }
.wide { max-width: 66rem; margin: 0 auto; padding: 0 1rem }
header.top { border-bottom: 1px solid var(--line); background: var(--card) }
header.top .wide { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline; padding-block: .75rem }
.brand { font-weight: 700; font-size: 1.25rem; text-decoration: none; color: var(--ink) }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0; padding: 0; list-style: none }
nav a { display: inline-block; padding: .25rem 0 } nav a[aria-current] { font-weight: 600; color: var(--ink) }
header.top nav { flex: 1 1 24rem; order: 1 } header.top a.other { order: 2; margin-inline-start: auto } nav a { text-decoration: none } nav a[aria-current] { border-bottom: 2px solid var(--accent) }
@media (max-width: 40rem) { header.top nav { order: 3; flex: 0 0 calc(100% + 2rem); min-width: 0; margin-inline: -1rem } header.top nav ul { flex-wrap: nowrap; overflow-x: auto; padding-inline: 1rem; scrollbar-width: none } header.top nav li { white-space: nowrap } header.top .wide { padding-block: .5rem .25rem } }
main.wide { padding-block: 1.25rem 2.5rem }
h1 { font-size: 1.6rem; line-height: 1.3; margin: .25rem 0 .5rem } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; line-height: 1.35 } h3 { font-size: 1rem; margin: 0 }
.lead, .meta, footer { color: var(--soft) } .meta { font-size: .875rem; margin: .15rem 0 } .meta a { color: inherit }
ul.stories { list-style: none; margin: 0; padding: 0 } ul.stories > li { padding: .75rem 0; border-top: 1px solid var(--line) }
ul.stories h3 a { text-decoration: none; font-size: 1.05rem } ul.stories h3 a:hover { text-decoration: underline } ul.stories p { margin: .15rem 0 }
body.broad .wide { max-width: 84rem } .opening { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center } .opening form { flex: 1 1 18rem; max-width: 34rem } form.line { flex-wrap: nowrap; margin: .25rem 0 } form.line input { flex: 1; min-width: 0 }
.thumb { float: inline-end; width: 8.5rem; height: auto; aspect-ratio: 16 / 9; object-fit: cover; border-radius: .35rem; background: var(--line); margin: .2rem 0 .25rem 1rem } ul.stories > li { display: flow-root } @media (max-width: 40rem) { .thumb { width: 6.5rem } }
ul.pictured { display: grid; gap: 0 2.5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr)) } ul.pictured > li:last-child:nth-child(odd) { grid-column: 1 / -1 } ul.pictured .summary { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden }
.topics { columns: 19rem; column-gap: 2.5rem; margin-top: 1.5rem } .topics section { break-inside: avoid; padding-bottom: 1rem } .topics h2 { margin: 0 0 .35rem; border-bottom: 2px solid var(--accent); font-size: 1.05rem } .topics h2 a { text-decoration: none } .topics ul.stories > li { padding: .45rem 0 } .topics section li:first-child { border-top: 0 } .topics h3 { line-height: 1.35 } .topics ul.stories h3 a { font-size: 1rem }
.new { background: var(--accent); color: var(--paper); border-radius: .25rem; font-size: .75rem; font-weight: 600; padding: .05rem .35rem; vertical-align: .1em } .ago, time small { color: var(--soft) } time, .ago { white-space: nowrap } ul.related { margin: .25rem 0 0; padding-inline-start: 1.1rem; font-size: .9375rem } ul.related a { text-decoration: none } ul.related a:hover { text-decoration: underline }
.price { font-size: 1.5rem } .formats { margin: .25rem 0 } td.nowrap, th.day { white-space: nowrap; font-weight: 400 } th[scope=row] small, td small { font-weight: 400; color: var(--soft) } table.rows th > small, table.rows td > small { display: block } th.number { white-space: nowrap }
.columns { display: grid; gap: 0 2.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)) }
.box { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; margin: 1rem 0 }
.box h2 { margin-top: 0 }
table { border-collapse: collapse; width: 100%; font-size: .9375rem } th, td { text-align: start; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top } td.number, th.number { text-align: end; font-variant-numeric: tabular-nums }
.scroll { overflow-x: auto } .scroll th, .scroll td { overflow-wrap: break-word } .scroll thead th { word-break: keep-all }
form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end } label { display: grid; gap: .15rem; font-size: .875rem }
input, select, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: .3rem; padding: .4rem .6rem; min-height: 2.5rem } button { background: var(--accent); color: var(--paper); border-color: transparent; cursor: pointer }
input[type=search] { width: min(28rem, 100%) }
mark { background: var(--mark); color: inherit }
.body { max-width: 42rem; font-size: 1.0625rem; line-height: 1.75 } .body img { display: block; max-width: 100%; height: auto } .body img:not([width]) { width: 100%; aspect-ratio: 16 / 9; object-fit: contain; object-position: 0 0 }
.body table { display: block; overflow-x: auto } .body figure { margin: 1rem 0 } .body figcaption { color: var(--soft); font-size: .875rem } .body blockquote { margin: 1rem 0; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line) }
.body pre { overflow-x: auto }
code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .9em }
.addresses { margin: 0; padding: 0; list-style: none } .addresses li { padding: .2rem 0 } .addresses a { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .875rem }
.months { display: grid; gap: 1rem 2rem; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)) } .months table { font-size: .875rem; table-layout: fixed } .months td, .months th { text-align: center; padding: .2rem; border: 0 } .months td a { display: block; border-radius: .25rem; text-decoration: none; padding: .1rem } .months td small { display: block; color: var(--soft) }
svg.chart { width: 100%; height: auto; display: block } svg.chart text { fill: var(--soft); font-size: 12px } svg.chart .bar, svg.spark .bar { fill: var(--bar) } svg.spark { display: block } svg.chart .axis { stroke: var(--line) } svg.chart .line, svg.chart .gap { fill: none; stroke: var(--bar); stroke-width: 2 } svg.chart .gap { stroke-width: 1; stroke-dasharray: 3 4; opacity: .7 } @media (max-width: 40rem) { svg.chart text { font-size: 20px } }
ul.choices { list-style: none; margin: .3rem 0; padding: 0; max-width: 44rem } ul.choices li { padding: .2rem .5rem; cursor: pointer } ul.choices [aria-selected=true] { background: color-mix(in srgb, var(--bar) 25%, transparent) }
.legend span { margin-inline-end: 1rem; white-space: nowrap } td.share { width: 50% } td.share svg.chart { height: 1rem; margin-top: .3rem } ins { background: color-mix(in srgb, var(--bar) 30%, transparent); text-decoration: none } del { color: var(--soft) }
dl.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem; margin: .5rem 0 } dl.facts dt { color: var(--soft) } dl.facts dd { margin: 0 } dl.facts time, dl.facts .ago { white-space: normal }
.alarm { border-inline-start: 4px solid #b3541e; padding-inline-start: .75rem }
footer { border-top: 1px solid var(--line); padding-block: 1rem; font-size: .875rem } footer p { margin: .25rem 0 } footer form { margin: .5rem 0; align-items: center } footer label { display: flex; gap: .5rem; align-items: center } footer select { max-width: 60vw; min-height: 2.25rem; padding: .25rem .4rem } footer button { min-height: 2.25rem; padding: .25rem .8rem } footer input[type=checkbox] { min-height: 0; width: 1.1rem; height: 1.1rem }
@media print { header.top nav, footer, form, .noprint { display: none } body { background: #fff; color: #000 } a { color: inherit } .body { max-width: none } .body a[href]::after { content: " (" attr(href) ")"; font-size: .8em } }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth } }
`.trim()

/** Where the style sheet stands; the name changes with its content. */
export const stylePath = `/assets/style-${createHash('sha256').update(style).digest('hex').slice(0, 12)}.css`
