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
.skip { position: absolute; left: -100vw } .skip:focus { left: .5rem; top: .5rem; background: var(--card); padding: .5rem }
.wide { max-width: 66rem; margin: 0 auto; padding: 0 1rem }
header.top { border-bottom: 1px solid var(--line); background: var(--card) }
header.top .wide { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline; padding-block: .75rem }
.brand { font-weight: 700; font-size: 1.25rem; text-decoration: none; color: var(--ink) }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0; padding: 0; list-style: none }
nav a { display: inline-block; padding: .25rem 0 } nav a[aria-current] { font-weight: 600; color: var(--ink) }
header.top nav { flex: 1 1 24rem; order: 1 } header.top a.other { order: 2; margin-inline-start: auto } @media (max-width: 40rem) { header.top nav { order: 3; flex-basis: 100% } }
main.wide { padding-block: 1.25rem 2.5rem }
h1 { font-size: 1.6rem; line-height: 1.3; margin: .25rem 0 .5rem } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; line-height: 1.35 } h3 { font-size: 1rem; margin: 0 }
.lead, .meta, footer { color: var(--soft) } .meta { font-size: .875rem; margin: .15rem 0 } .meta a { color: inherit }
ul.stories { list-style: none; margin: 0; padding: 0 } ul.stories > li { padding: .75rem 0; border-top: 1px solid var(--line) }
ul.stories h3 a { text-decoration: none; font-size: 1.05rem } ul.stories h3 a:hover { text-decoration: underline } ul.stories p { margin: .15rem 0 }
.columns { display: grid; gap: 0 2.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)) }
.box { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; margin: 1rem 0 }
.box h2 { margin-top: 0 }
table { border-collapse: collapse; width: 100%; font-size: .9375rem } th, td { text-align: start; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top } td.number, th.number { text-align: end; font-variant-numeric: tabular-nums }
.scroll { overflow-x: auto }
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
svg.chart { width: 100%; height: auto; display: block } svg.chart text { fill: var(--soft); font-size: 12px } svg.chart .bar { fill: var(--bar) } svg.chart .axis { stroke: var(--line) }
.legend span { margin-inline-end: 1rem; white-space: nowrap } td.share { width: 50% } td.share svg.chart { height: 1rem; margin-top: .3rem } ins { background: color-mix(in srgb, var(--bar) 30%, transparent); text-decoration: none } del { color: var(--soft) }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0 } dl.facts dt { color: var(--soft) } dl.facts dd { margin: 0 }
.alarm { border-inline-start: 4px solid #b3541e; padding-inline-start: .75rem }
footer { border-top: 1px solid var(--line); padding-block: 1rem; font-size: .875rem }
@media print { header.top nav, footer, form, .noprint { display: none } body { background: #fff; color: #000 } a { color: inherit } .body { max-width: none } .body a[href]::after { content: " (" attr(href) ")"; font-size: .8em } }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth } }
`.trim()

/** Where the style sheet stands; the name changes with its content. */
export const stylePath = `/assets/style-${createHash('sha256').update(style).digest('hex').slice(0, 12)}.css`
