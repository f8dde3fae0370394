import { html } from 'hono/html'
import type { PolitenessDay } from '../../model/politeness.ts'
import { renderPage } from './layout.ts'
import type { PageBase } from './page-head.ts'
import { politenessPath, politenessTitle } from './politeness-title.ts'

const words = {
  zh: {
    lead: '本站抓取程序最近七天（UTC）对各站点做了什么：请求多少次、间隔多长、如何遵守 robots.txt 与 Retry-After。',
    rules:
      '同一站点无论有多少抓取进程，共用一份额度：请求之间保持约定的最小间隔；robots.txt 禁止的地址不抓取，读不到 robots.txt 时一律不抓取；站点要求稍后再来（Retry-After）时等到那一刻；未变的页面用条件请求，只取 304。如希望抓得更少或不再抓取，在 robots.txt 中写明即可，一天之内生效。',
    host: '站点',
    day: '日期',
    requests: '请求',
    unchanged: '条件请求得 304',
    gap: '约定间隔',
    shortest: '最短实测',
    short: '过短',
    forbidden: 'robots 禁止',
    held: '应要求暂停',
    early: '暂停中仍请求',
    none: '最近七天没有请求。',
    show: '查看',
  },
  en: {
    lead: 'What our crawler did to each host in the last seven days (UTC): how often it asked, with what gaps, and how it obeyed robots.txt and Retry-After.',
    rules:
      'However many processes crawl, a host has one budget: the promised gap is kept between requests; what robots.txt forbids is not asked for, and nothing is while it cannot be read; a host that asks to be left alone (Retry-After) is, until then; pages that have not changed cost a 304. To be crawled less or not at all, say so in robots.txt: it holds within a day.',
    host: 'Host',
    day: 'Day',
    requests: 'Requests',
    unchanged: '304 of conditional',
    gap: 'Promised gap',
    shortest: 'Shortest measured',
    short: 'Too short',
    forbidden: 'Forbidden by robots.txt',
    held: 'Left alone when asked',
    early: 'Asked all the same',
    none: 'No requests in the last seven days.',
    show: 'Show',
  },
}

const seconds = (ms: number | null) => (ms === null ? '—' : `${(ms / 1000).toFixed(2)} s`)

/** What was done to hosts, day by day; of one host when it is named. */
export function renderPoliteness(
  head: PageBase,
  { host, days }: { host: string; days: PolitenessDay[] },
): Promise<string> {
  const w = words[head.ui]
  const title = politenessTitle[head.ui]
  const columns = [
    w.day,
    w.host,
    w.requests,
    w.unchanged,
    w.gap,
    w.shortest,
    w.short,
    w.forbidden,
    w.held,
    w.early,
  ]
  const row = (
    day: PolitenessDay,
  ) => html`<tr><td>${day.day}</td><th scope="row">${day.host}</th>${[
    String(day.requests),
    day.conditional ? `${day.unchanged} / ${day.conditional}` : '—',
    seconds(day.gapMs),
    seconds(day.shortestMs),
    `${day.shortGaps} / ${day.gaps}`,
    String(day.forbidden + day.unreachable),
    String(day.retryAfters),
    String(day.early),
  ].map(value => html`<td class="number">${value}</td>`)}</tr>
`
  return renderPage(
    { ...head, path: politenessPath, title, description: w.lead },
    html`<h1>${title}</h1>
<p class="lead">${w.lead}</p>
<p>${w.rules}</p>
<form class="noprint" action="${politenessPath}" method="get"><label>${w.host} <input name="host" value="${host}" placeholder="news.example"></label> <button>${w.show}</button></form>
${
  days.length === 0
    ? html`<p>${w.none}</p>`
    : html`<div class="scroll" tabindex="0" role="group" aria-label="${title}"><table><thead><tr>${columns.map(
        column => html`<th scope="col">${column}</th>`,
      )}</tr></thead>
<tbody>${days.map(row)}</tbody></table></div>`
}`,
  )
}
