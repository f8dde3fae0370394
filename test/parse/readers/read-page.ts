import type { ArticleLayout } from '../../../src/parse/article-layout.ts'
import type { ReadContext } from '../../../src/parse/context.ts'
import { closest, type PageDocument, parseDocument } from '../../../src/parse/document.ts'
import { buildOutletTable } from '../../../src/text/outlet-table.ts'

export const outlets = buildOutletTable([
  { name: '新华社', nameEn: 'Xinhua', aliases: ['新华网'], hosts: [], agency: true },
  { name: '南昌日报', aliases: [], hosts: [], agency: false },
  { name: '人民日报', aliases: ['人民网-人民日报'], hosts: [], agency: false },
  { name: 'Reuters', aliases: [], hosts: [], agency: true },
])

/** A page of which the `h1` is the title and `article` the body, with what its readers need. */
export function readPage(html: string, given: Partial<ReadContext> = {}) {
  const context: ReadContext = {
    url: 'https://news.example/a/1.html',
    now: new Date('2021-08-01T04:00:00Z'),
    zone: 'Asia/Shanghai',
    language: null,
    outlets,
    ...given,
  }
  const page = parseDocument(html, context.url)
  return { page, context, layout: layoutOf(page) }
}

function layoutOf(page: PageDocument): ArticleLayout {
  const inBody = page.lines.filter(line => closest(line.node, ['article']))
  const title = page.lines.find(line => line.heading === 1)
  return {
    title: title?.text ?? '',
    titleLine: title?.index ?? null,
    roots: page.elements.filter(element => element.name === 'article'),
    bodyStart: inBody[0]?.index ?? 0,
    bodyEnd: (inBody.at(-1)?.index ?? -1) + 1,
  }
}

const sentence =
  '各地有序推进重点行业的节能降碳改造，数据质量管理制度逐步健全，企业主动参与的意愿明显增强。'

/** A Chinese article with some lines under its title and at its end. */
export const chinesePage = ({ head = '', under = '', lead = '', foot = '', below = '' }) => `
<html lang="zh-CN"><head><title>碳市场运行平稳有序_碳闻网</title>${head}</head><body>
<div class="top"><a href="/">首页</a> <a href="/news/">资讯</a></div>
<h1>碳市场运行平稳有序</h1>${under}
<article><p>${lead}${sentence}</p><p>${sentence}${sentence}</p><p>${sentence}${foot}</p></article>
${below}</body></html>`

/** An English one. */
export const englishPage = ({ head = '', under = '', lead = '', below = '', lang = 'en-GB' }) => `
<html lang="${lang}"><head><title>Carbon market runs smoothly | The Wire</title>${head}</head><body>
<h1>Carbon market runs smoothly</h1>${under}
<article><p>${lead}The market for allowances has settled into a steady rhythm, traders in three cities said.</p>
<p>Prices moved little in the past week, and volumes grew as utilities began to plan for the coming year.</p></article>
${below}</body></html>`
