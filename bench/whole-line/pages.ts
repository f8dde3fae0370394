/** Invented news pages of about 29 kB, the same ones every time: what a portal prints around an article, and a related list of its own. */

/** A number that looks random and is the same for the same input. */
export function spread(value: number): number {
  let hash = Math.imul(value + 0x7f4a7c15, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

const characters = [
  ...'能源产业发展推进改革方案企业政策标准管理监测核算减排降碳增效绿色低碳转型技术创新研究示范项目建设运行电力系统',
  ...'储能风光水核氢煤油气热网荷源储调峰消纳装机容量交易价格配额履约清缴登记结算市场机构主体参与规则监管数据质量核查',
  ...'报告披露评估认证产品足迹供应链钢铁水泥化工有色造纸石化航空建材交通建筑农业林业海洋湿地碳汇生态修复保护循环经济',
  ...'财政金融基金债券信贷保险投资融资成本收益补贴税收激励约束机制体系路径目标规划年度季度月份同比环比增长下降比例',
]
const subjects = [
  '碳市场',
  '碳达峰',
  '碳中和',
  '碳排放权交易',
  '绿色电力',
  '碳足迹',
  '可再生能源',
  '碳捕集',
]

const wordOf = (seed: number) => {
  const at = spread(seed)
  return (
    characters[at % characters.length]! +
    characters[(at >>> 9) % characters.length]! +
    (at & 1 ? characters[(at >>> 18) % characters.length]! : '')
  )
}

function words(seed: number, count: number): string {
  let text = ''
  for (let at = 0; at < count; at++) text += wordOf(seed * 131 + at * 7)
  return text
}

function sentence(seed: number): string {
  const part = 5 + (spread(seed) % 9)
  return `${words(seed, part)}，${words(seed + 1, part + 3)}${spread(seed + 2) % 900}万吨，${words(seed + 3, part)}。`
}

const two = (value: number) => String(value).padStart(2, '0')

/** One article: its place in the web, and what is told there. */
export type BenchArticle = { host: number; number: number }

export const pathOf = ({ number }: BenchArticle) =>
  `/news/2026/${two(1 + (number % 10))}/a${100_000 + number}.html`

export const titleOf = (seed: number) =>
  `${words(seed * 3 + 11, 3)}${subjects[spread(seed) % subjects.length]}${words(seed * 3 + 17, 4)}`

/** Each tenth article of the second and third host is a copy of what the first one carries. */
const toldBy = ({ host, number }: BenchArticle) =>
  number % 10 === 9 && host > 0 ? number * 3 : number * 3 + host

export const dateOf = (number: number) =>
  `2026-${two(1 + (number % 10))}-${two(1 + (number % 28))} ${two(8 + (number % 12))}:${two(number % 60)}`

export function paragraphsOf(seed: number): string[] {
  const count = 9 + (spread(seed + 5) % 6)
  const lead = `${subjects[seed % subjects.length]}${sentence(seed * 97)}碳排放权交易与碳中和${sentence(seed * 97 + 40)}`
  return [
    lead,
    ...Array.from({ length: count }, (_, at) =>
      [0, 1, 2].map(each => sentence(seed * 1009 + at * 31 + each * 7)).join(''),
    ),
  ]
}

const menu = (host: number, from: number, count: number) =>
  Array.from(
    { length: count },
    (_, at) =>
      `<li class="nav-item"><a href="/channel/${from + at}/index.html" target="_blank" class="nav-link nav-${at}">${words(host * 77 + from + at, 2)}</a></li>`,
  ).join('\n')

const row = (article: BenchArticle) =>
  `<li><a href="${pathOf(article)}" target="_blank" title="${titleOf(toldBy(article))}">${titleOf(toldBy(article))}</a><span class="date">${dateOf(article.number).slice(0, 10)}</span></li>`

const script = (seed: number) =>
  `<script>(function(w,d){var c={id:"${spread(seed)}",area:[${Array.from({ length: 40 }, (_, at) => spread(seed + at) % 9999).join(',')}]};w._stat=w._stat||[];w._stat.push(["_set",c]);var s=d.createElement("script");s.async=true;s.src="/static/stat.js?v="+c.id;d.head.appendChild(s);})(window,document);</script>`

const styles = (seed: number) =>
  `<style>${Array.from({ length: 44 }, (_, at) => `.c${seed}-${at}{display:block;margin:${at}px auto;padding:${at % 7}px 12px;color:#${(spread(at) & 0xffffff).toString(16).padStart(6, '0')};line-height:1.${at}}`).join('\n')}</style>`

function frame(host: number, title: string, main: string): string {
  return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<title>${title}-第${host + 1}碳讯网</title>
<meta name="keywords" content="碳市场,碳中和,${words(host, 3)}"><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/static/main.css">${styles(host)}
${script(host)}</head><body>
<div class="header"><div class="logo"><a href="/"><img src="/static/logo.png" alt="第${host + 1}碳讯网"></a></div>
<ul class="nav">${menu(host, 0, 42)}</ul></div>
${main}
<div class="footer"><ul>${menu(host, 100, 30)}</ul><p>版权所有 第${host + 1}碳讯网 未经书面授权禁止使用</p></div>
${script(host + 7)}${script(host + 9)}</body></html>`
}

/** The page of an article of a host that carries so many. */
export function articlePage(article: BenchArticle, total: number): string {
  const { host, number } = article
  const seed = toldBy(article)
  const near = Array.from({ length: 8 }, (_, at) => ({ host, number: (number + at + 1) % total }))
  const hot = Array.from({ length: 10 }, (_, at) => ({ host, number: at % total }))
  const body = paragraphsOf(seed)
    .map(text => `<p style="text-indent: 2em;">${text}</p>`)
    .join('\n')
  return frame(
    host,
    titleOf(seed),
    `<div class="crumb"><a href="/">首页</a> &gt; <a href="/news/">新闻</a> &gt; 正文</div>
<div class="main"><div class="left"><h1>${titleOf(seed)}</h1>
<div class="info"><span class="time">${dateOf(number)}</span><span class="source">来源：第${host + 1}碳讯网</span><span class="editor">编辑：${words(seed, 1)}</span></div>
<div class="content">${body}</div>
<div class="related"><h3>相关阅读</h3><ul>${near.map(row).join('\n')}</ul></div></div>
<div class="right"><h3>热门文章</h3><ul class="hot">${hot.map(row).join('\n')}</ul></div></div>`,
  )
}

const PER_LISTING = 80

/** A page of a host's listing over these articles, 80 rows each. */
export function listingPage(
  host: number,
  name: string,
  numbers: readonly number[],
  page: number,
): string {
  const shown = numbers.slice(page * PER_LISTING, (page + 1) * PER_LISTING)
  const next =
    (page + 1) * PER_LISTING < numbers.length
      ? `<a class="next" href="/list/${name}/${page + 1}.html">下一页</a>`
      : ''
  return frame(
    host,
    `要闻列表`,
    `<div class="main"><h2>要闻</h2><ul class="list">${shown.map(number => row({ host, number })).join('\n')}</ul><div class="pages">${next}</div></div>`,
  )
}
