import fc from 'fast-check'

const words = [
  '碳市场',
  '配额',
  '收盘价',
  '来源：',
  '作者：',
  '记者 陈晓',
  '发布时间：',
  '上一篇',
  '责任编辑',
  '昨天 18:00',
  '三天前',
  '二〇二六年三月五日',
  '115年11月26日',
  '令和8年3月5日',
  'carbon market',
  'By Ann Lee',
  'Published',
  'March 5, 2026',
  '05/03/2026',
  '2026-02-30',
  '24:61',
  '1,234.5万吨',
  '3.2亿元',
  '一亿五千万',
  'EUR 68.45/t',
  '□',
  '〔',
  '】',
  '&amp;#8217;',
  '\u0000',
  '\ud800',
  '\u202e',
  '　',
  '…',
  '👩‍👩‍👧',
  'https://news.example/a?id=1&utm_source=x',
  '//a.example',
  'javascript:void(0)',
]
const tags = [
  'div',
  'p',
  'ul',
  'li',
  'a',
  'span',
  'table',
  'tr',
  'td',
  'h1',
  'h2',
  'article',
  'script',
  'style',
  'noscript',
  'time',
  'img',
  'svg',
  'template',
  'math',
  'b',
]
const attributes = [
  'class',
  'id',
  'href',
  'src',
  'datetime',
  'content',
  'itemprop',
  'style',
  'data-src',
  'colspan',
  'rowspan',
  'title',
  'property',
  'name',
  'hidden',
]

/** A piece of text as pages print it, with what does not belong into text now and then. */
export const text = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...words), { maxLength: 8 }).map(parts => parts.join(' ')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
)

const attribute = fc
  .tuple(fc.constantFrom(...attributes), text)
  .map(([name, value]) => `${name}="${value}"`)

const { node } = fc.letrec<{ node: string }>(tie => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc
      .tuple(
        fc.constantFrom(...tags),
        fc.array(attribute, { maxLength: 3 }),
        fc.array(tie('node'), { maxLength: 5 }),
        fc.boolean(),
      )
      .map(
        ([tag, given, inside, closed]) =>
          `<${tag} ${given.join(' ')}>${inside.join('')}${closed ? `</${tag}>` : ''}`,
      ),
  ),
}))

const data = fc
  .tuple(
    fc.constantFrom('application/ld+json', 'application/json', 'text/javascript'),
    fc.json({ maxDepth: 4 }),
  )
  .map(([type, json]) => `<script type="${type}" id="__NEXT_DATA__">var data = ${json};</script>`)

/** A page: sound and unsound markup, data in scripts, metas. */
export const page = fc
  .tuple(
    fc.array(fc.oneof({ weight: 5, arbitrary: node }, { weight: 1, arbitrary: data }), {
      maxLength: 12,
    }),
    text,
  )
  .map(
    ([nodes, title]) =>
      `<!doctype html><html><head><title>${title}</title><meta charset="utf-8"></head><body>${nodes.join('\n')}</body></html>`,
  )

const element = (name: string) => text.map(value => `<${name}>${value}</${name}>`)

/** A feed or sitemap, whole or cut. */
export const sheet = fc
  .tuple(
    fc.constantFrom('rss', 'feed', 'urlset', 'sitemapindex', 'rdf:RDF'),
    fc.array(
      fc.tuple(
        fc.constantFrom('item', 'entry', 'url', 'sitemap'),
        fc.array(
          fc
            .constantFrom(
              'title',
              'link',
              'loc',
              'pubDate',
              'updated',
              'dc:date',
              'guid',
              'description',
              'news:title',
              'lastmod',
            )
            .chain(element),
          { maxLength: 6 },
        ),
      ),
      { maxLength: 5 },
    ),
    fc.nat(200),
  )
  .map(([root, entries, cut]) => {
    const inside = entries.map(([name, parts]) => `<${name}>${parts.join('')}</${name}>`).join('')
    const whole = `<?xml version="1.0"?><${root}><channel><title>x</title>${inside}</channel></${root}>`
    return cut > 150 ? whole.slice(0, whole.length - (cut - 150)) : whole
  })

const figures = [
  ...[
    '全国碳市场',
    '碳排放配额',
    'CEA',
    '湖北',
    'EUA',
    'UKA',
    'Dec-26',
    'CCER',
    '绿证',
    'RGGI',
    'carbon price',
  ],
  ...[
    '收盘价',
    '开盘价',
    '最高价',
    '最低价',
    '收报',
    'settled at',
    'opened at',
    '成交量',
    '成交额',
    '累计成交',
    '挂牌',
    '大宗协议',
  ],
  ...[
    '86.42元/吨',
    '€68.45',
    '$27.1',
    '91.42¹',
    '3.2×10⁷',
    '1,234.5万吨',
    '3.2亿元',
    '2.1Mt',
    '-',
    '—',
    '0',
    '9'.repeat(40),
  ],
  ...[
    '上涨1.2%',
    '跌3.05%',
    '+0.4%',
    'up 2 per cent',
    '持平',
    '分别为',
    '和',
    '，',
    '。',
    '；',
    '(',
    '）',
    '至',
  ],
  ...[
    '3月5日',
    '2026年13月40日',
    '周一',
    '本周',
    '截至2月底',
    'on Tuesday',
    'Q1',
    '同比',
    '今年以来',
    'yesterday',
  ],
]

/** Sentences of a bulletin, whole and torn. */
export const bulletin = fc
  .array(
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...figures) }, { weight: 1, arbitrary: text }),
    {
      maxLength: 40,
    },
  )
  .map(parts => parts.join(''))

/** The same in a table. */
export const table = fc
  .array(fc.array(fc.oneof(fc.constantFrom(...figures), bulletin), { maxLength: 6 }), {
    maxLength: 6,
  })
  .map(
    rows =>
      `<table>${rows.map(cells => `<tr>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`,
  )
