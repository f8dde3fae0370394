/** An invented site of one publishing system: what its pages bear, where its articles lie, and what stands in their texts that is none of them. */
export type PresetSite = {
  preset: string
  language: string
  /** Stands in the head or foot of every page. */
  mark: string
  articlePath: (number: number) => string
  /** The element of the text around its paragraphs, and what the system prints within it. */
  body: (text: string, clutter: string) => string
  /** Addresses beside the articles that are no articles; none where the preset excludes nothing. */
  excluded: string[]
}

/** One of each preset. The host is a reserved one, and its marks are those of the system, not of a publisher. */
export const presetSites: PresetSite[] = [
  {
    preset: 'dede',
    language: 'zh-CN',
    mark: '<script src="/plus/count.php?view=yes&amp;aid=7"></script>',
    articlePath: number => `/a/tanshichang/2026031${number}/${100 + number}.html`,
    body: (text, clutter) =>
      `<div class="content">${text}<div class="dede_pages">${clutter}</div></div>`,
    excluded: ['/plus/count.php?aid=12', '/plus/feedback.php?aid=12'],
  },
  {
    preset: 'drupal',
    language: 'en',
    mark: '<meta name="Generator" content="Drupal 11 (https://www.drupal.org)"><link href="/sites/default/files/css/a.css" rel="stylesheet">',
    articlePath: number => `/news/harbour-permits-${number}`,
    body: (text, clutter) =>
      `<div class="node__content">${text}<div class="field--name-field-tags">${clutter}</div></div>`,
    excluded: ['/user/login', '/taxonomy/term/12', '/en/search/node'],
  },
  {
    preset: 'ghost',
    language: 'en',
    mark: '<meta name="generator" content="Ghost 5.90">',
    articlePath: number => `/harbour-permits-week-${number}/`,
    body: (text, clutter) =>
      `<section class="gh-content">${text}<div class="gh-post-upgrade-cta">${clutter}</div></section>`,
    excluded: ['/author/mara/', '/tag/permits/'],
  },
  {
    preset: 'hanweb',
    language: 'zh-CN',
    mark: '<script src="/module/jslib/jquery/jpage/jpage.js"></script><script src="/module/web/jpage/dataproxy.jsp"></script>',
    articlePath: number => `/art/2026/3/1${number}/art_1229_${5500 + number}.html`,
    body: (text, clutter) =>
      `<div id="zoom">${text}<div class="bdsharebuttonbox">${clutter}</div></div>`,
    excluded: [],
  },
  {
    preset: 'ndsoft',
    language: 'ko',
    mark: '<link rel="alternate" href="/rss/allArticle.xml">',
    articlePath: number => `/news/articleView.html?idxno=${20300 + number}`,
    body: (text, clutter) =>
      `<div id="article-view-content-div">${text}<div class="view-editors">${clutter}</div></div>`,
    excluded: ['/news/articleList.html?sc_section_code=S1N1&mode=print'],
  },
  {
    preset: 'phpcms',
    language: 'zh-CN',
    mark: '<script src="/statics/js/search_common.js"></script>',
    articlePath: number => `/carbon/show-8-${number}-1.html`,
    body: (text, clutter) =>
      `<div class="content">${text}<div id="page"><span class="a1">${clutter}</span></div></div>`,
    excluded: ['/index.php?m=search&c=index', '/index.php?m=comment&c=index'],
  },
  {
    preset: 'trs',
    language: 'zh-CN',
    mark: '<script>function createPageHTML(_nPageCount){}</script>',
    articlePath: number => `/xwzx/hjyw/202603/t2026031${number}_12345${number}.html`,
    body: (text, clutter) =>
      `<div class="TRS_Editor">${text}<div class="wzxg">${clutter}</div></div>`,
    excluded: [],
  },
  {
    preset: 'ucap',
    language: 'zh-CN',
    mark: '<div class="ucap-content-head"></div>',
    articlePath: number => `/zwgk/content/post_88${number}.html`,
    body: (text, clutter) =>
      `<div class="pages_content" id="UCAP-CONTENT">${text}<div class="editor">${clutter}</div></div>`,
    excluded: [],
  },
  {
    preset: 'wordpress',
    language: 'en',
    mark: '<link rel="stylesheet" href="/wp-content/themes/harbour/style.css">',
    articlePath: number => `/2026/03/harbour-permits-${number}/`,
    body: (text, clutter) =>
      `<div class="entry-content">${text}<div class="wp-block-jetpack-subscriptions">${clutter}</div></div>`,
    excluded: ['/author/mara/', '/2026/03/harbour-permits-1/feed/', '/wp-login.php'],
  },
  {
    preset: 'xinhua',
    language: 'zh-CN',
    mark: '<div class="xl-top"></div>',
    articlePath: number => `/2026031${number}/${'4f'.repeat(15)}0${number}/c.html`,
    body: (text, clutter) =>
      `<div id="detailContent">${text}<div class="tiyi1">${clutter}</div></div>`,
    excluded: [],
  },
]

const words: Record<string, { title: string; text: string[]; clutter: string }> = {
  'zh-CN': {
    title: '云岭碳市场本周成交量明显回升',
    text: [
      '云岭碳排放权交易所公布的数据显示，本周配额成交一万二千吨，比上一周多了三成，成交均价为每吨八十一元，买方主要是发电企业。',
      '交易所负责人说，临近履约期，企业补足缺口的需要上升，预计下周的成交还会增加，交易所会延长两天的开市时间。',
      '当地主管部门同时提醒企业尽早完成核查，逾期没有清缴的企业会被记入名单，并在下一年度的配额里扣减。',
    ],
    clutter: '编辑部每天早上八点把当天的要闻整理成一份简报发给读者。',
  },
  en: {
    title: 'Harbour permits change hands at a steady price',
    text: [
      'Allowances of the harbour district changed hands at a price that traders called steady on Thursday, with a volume of twelve thousand tonnes over the session.',
      'Utilities bought most of the lots, the exchange said, and its director expects more of them before the day on which permits must be handed in.',
      'The ministry reminded companies to have their emissions verified in time, since those who are late lose a part of the allowances of the year that follows.',
    ],
    clutter: 'Every Thursday the editors put the stories of the week into one letter.',
  },
  ko: {
    title: '항구 배출권 거래량 이번 주 크게 늘어',
    text: [
      '한빛거래소는 이번 주 배출권 거래량이 만이천 톤으로 지난주보다 삼십 퍼센트 늘었다고 목요일 밝혔다. 평균 가격은 톤당 만천 원이었다.',
      '거래소 관계자는 제출 시한이 다가오면서 부족분을 채우려는 발전사의 수요가 늘었다며 다음 주에도 거래가 이어질 것이라고 말했다.',
      '환경 당국은 기업들이 검증을 제때 마쳐야 한다며 시한을 넘긴 기업은 다음 해 할당량에서 그만큼 줄어든다고 설명했다.',
    ],
    clutter: '편집국은 매주 목요일 한 주의 소식을 모아 편지로 보낸다.',
  },
}

export const clutterOf = ({ language }: PresetSite) => words[language]!.clutter
export const addressOf = ({ preset }: PresetSite, path: string) =>
  `https://${preset}.example${path}`

const frame = ({ language, mark }: PresetSite, title: string, body: string) =>
  `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title>${mark}</head><body>${body}</body></html>`

/** What the site answers; null for what is not there. */
export function answerOf(site: PresetSite, url: string): string | null {
  const { title, text, clutter } = words[site.language]!
  const { pathname, search } = new URL(url)
  const numbers = [1, 2, 3, 4, 5, 6]
  if (pathname === '/list/') {
    const rows = numbers.map(
      number =>
        `<li><a href="${site.articlePath(number)}">${title} ${number}</a> <span>2026-03-1${number}</span></li>`,
    )
    return frame(site, title, `<ul>${rows.join('')}</ul>`)
  }
  const number = numbers.find(each => site.articlePath(each) === pathname + search)
  if (!number) return null
  const paragraphs = text.map(each => `<p>${each}</p>`).join('')
  return frame(
    site,
    `${title} ${number}`,
    `<h1>${title} ${number}</h1><div class="info">2026-03-1${number} 09:30</div>${site.body(paragraphs, `<p>${clutter}</p>`)}`,
  )
}
