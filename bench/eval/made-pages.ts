/** Invented pages: the articles of one language in each of the shells that sites put around their texts. */
export type MadePage = {
  name: string
  language: string
  zone: string
  html: string
  wanted: {
    title: string
    published: string
    outlet: string | null
    byline: string[]
    text: string
  }
}

type Language = {
  tag: string
  zone: string
  sentences: string[]
  titles: string[]
  outlets: string[]
  writers: string[]
  /** The labels of source, writer and time; what the lists and the foot around a text say. */
  labels: { source: string; writer: string; time: string; related: string; foot: string }
  menu: string[]
}

const hans: Language = {
  tag: 'zh-Hans',
  zone: 'Asia/Shanghai',
  titles: [
    '青石湾海上风电场全部并网 年发电三十八亿千瓦时',
    '江州市公布第二批零碳园区名单',
    '北原水泥厂捕集装置连续运行满百日',
    '滨江能源交易所：配额结转办法下月施行',
    '云岭白水抽水蓄能电站首台机组投产',
    '三十六家纸厂首次进入碳市场',
    '山溪县林场卖出第一笔碳汇',
    '旧厂房顶上的光伏，一年省下四十万元电费',
  ],
  sentences: [
    '项目负责人在现场介绍，设备从安装到调试一共用了七个月，比原计划提前三周完成。',
    '按照方案，第一年以摸清数据为主，第二年起逐步收紧基准值，并对先行的企业给予奖励。',
    '当地供电部门测算，全部投运以后每年可以减少用煤约九万吨，相当于两万户居民一年的用电。',
    '一位参与评审的专家说，技术路线已经成熟，难点在于怎样让中小企业也用得起、管得好。',
    '村民们起初并不看好这件事，直到去年冬天第一笔收益分到各家，议论才慢慢平息下来。',
    '监测数据显示，过去三年里这一带的排放强度下降了百分之十七，降幅在全省排在前列。',
    '企业代表提出，希望核算方法保持稳定，不要一年一变，否则投资很难作出长远的打算。',
    '主管部门表示，下一步将公开核查结果，接受社会监督，对弄虚作假的机构依法处理。',
    '会议还讨论了跨省交易的安排，参加的七个省市同意先在两种产品上开展试点。',
    '研究人员提醒，极端天气增多会影响水电出力，调度部门需要提前准备备用电源。',
  ],
  outlets: ['江畔日报', '青石晚报', '云岭新闻网', '北原经济报'],
  writers: ['陈晓', '林一帆', '顾闻', '沈知远'],
  labels: {
    ...{ source: '来源：', writer: '记者：', time: '发布时间：', related: '相关阅读' },
    foot: '版权所有 未经许可不得转载',
  },
  menu: ['首页', '要闻', '能源', '环境', '数据'],
}
const hant: Language = {
  tag: 'zh-Hant',
  zone: 'Asia/Taipei',
  titles: [
    '離岸風場完成併網 年發電量可供三十萬戶使用',
    '碳費開徵首季 四成廠商提出自主減量計畫',
    '老舊校舍換上節能窗 冬天教室不再漏風',
    '水庫浮動光電啟用 漁民分得第一筆回饋金',
    '鋼廠試燒生質炭 排放下降一成二',
    '港區岸電全面啟用 靠泊船舶不再燃油',
    '山林復育十年 民間基金買下首批碳權',
    '電動公車上路滿一年 市府公布成績單',
  ],
  sentences: [
    '業者表示，設備自去年秋天開始安裝，歷經兩次颱風仍如期完工，目前各項數據都符合預期。',
    '根據規劃，第一階段先從大型用戶開始申報，第二階段再擴及中小企業，並提供輔導與補助。',
    '環境部門估算，全面施行之後每年可減少排放約十二萬噸，相當於三百座公園一年的吸收量。',
    '參與審查的學者指出，關鍵不在技術，而在於資料是否公開，以及民眾是否看得懂。',
    '居民一開始擔心噪音與景觀，經過多場說明會之後，終於同意先從兩個社區試辦。',
    '過去三年的監測顯示，當地的排放強度下降百分之十五，降幅高於全國平均。',
    '業界希望計算方式維持穩定，不要每年更動，否則難以向董事會說明投資的理由。',
    '主管機關回應，下半年將公布查核結果，對於提供不實資料者會依法裁處。',
    '會中也討論跨縣市合作的做法，五個縣市同意先從公共運輸開始試辦。',
    '研究團隊提醒，極端降雨增加會影響水力發電，電力調度需要預留更大的彈性。',
  ],
  outlets: ['島嶼時報', '北城晚報', '海岸新聞網', '山城週報'],
  writers: ['林佳穎', '陳柏翰', '吳思妤', '張維倫'],
  labels: {
    ...{ source: '來源：', writer: '記者：', time: '發布時間：', related: '延伸閱讀' },
    foot: '著作權所有 請勿任意轉載',
  },
  menu: ['首頁', '要聞', '能源', '環境', '資料'],
}
const english: Language = {
  tag: 'en',
  zone: 'Europe/London',
  titles: [
    'Saltmarsh wind farm sends its first power ashore',
    'Northbank Steel lights a second hydrogen furnace',
    'Fabledale widens its carbon price to heating fuels',
    'Rural co-op swaps propane for shared ground loops',
    'Harbour ferries go electric a year ahead of plan',
    'Peat bogs rewetted across three valleys',
    'Cement makers get three benchmarks in carbon market',
    'Old quarry becomes a store for summer heat',
  ],
  sentences: [
    'The project manager said that the equipment took seven months to install, three weeks less than had been planned.',
    'Under the scheme the first year serves to collect figures, and the benchmarks tighten from the second year on.',
    'The grid company reckons that the station will save ninety thousand tonnes of coal a year once it runs at full load.',
    'An engineer who sat on the review panel said the technology was ready, but small firms would still need help to pay for it.',
    'Villagers were doubtful until last winter, when the first share of the proceeds reached every household.',
    'Measurements show that emissions in the district have fallen by a sixth in three years, faster than anywhere else in the region.',
    'Employers asked for the rules to stay as they are for some years, since nobody invests in what changes every spring.',
    'The ministry said it would publish the results of all audits and prosecute those who had made up their figures.',
    'Seven provinces agreed to try the exchange with two products first and to compare notes in the autumn.',
    'Researchers warned that heavier rain would make hydropower less steady and that reserves had to be found in time.',
  ],
  outlets: ['The Fabledale Ledger', 'Saltmarsh Herald', 'Northbank Courier', 'The Valley Post'],
  writers: ['Ann Sample', 'Jo Probe', 'Maya Example', 'Tom Draft'],
  labels: {
    ...{ source: 'Source: ', writer: 'By ', time: 'Published: ', related: 'Related stories' },
    foot: 'All rights reserved.',
  },
  menu: ['Home', 'News', 'Energy', 'Climate', 'Data'],
}

type Parts = Omit<MadePage['wanted'], 'text' | 'outlet'> & {
  outlet: string
  paragraphs: string[]
  of: Language
}

const paragraphsOf = ({ paragraphs }: Parts) => paragraphs.map(one => `<p>${one}</p>`).join('\n')
const isoOf = ({ published, of }: Parts) =>
  `${published.replace(' ', 'T')}:00${of.tag === 'en' ? '+00:00' : '+08:00'}`
const menuOf = ({ of }: Parts) =>
  `<nav><ul>${of.menu.map((one, at) => `<li><a href="/c/${at}">${one}</a></li>`).join('')}</ul></nav>`
const relatedOf = ({ of }: Parts) =>
  `<aside class="related"><h3>${of.labels.related}</h3><ul>${of.titles.map((one, at) => `<li><a href="/n/${at + 40}">${one}</a></li>`).join('')}</ul></aside>`
const footOf = ({ of }: Parts) => `<footer><p>© 2026 ${of.labels.foot}</p></footer>`
const page = (parts: Parts, head: string, body: string) =>
  `<!doctype html><html lang="${parts.of.tag}"><head><meta charset="utf-8"><title>${parts.title}</title>${head}</head><body>${body}</body></html>`

/** What stands around the texts. Each says title, time, source and writer in its own way. */
const shells: Record<string, (parts: Parts) => string> = {
  'labels in a line': parts =>
    page(
      parts,
      '',
      `${menuOf(parts)}<div class="main"><h1>${parts.title}</h1><div class="info"><span>${parts.of.labels.time}${parts.published}</span> <span>${parts.of.labels.source}${parts.outlet}</span> <span>${parts.of.labels.writer}${parts.byline[0]}</span></div><div class="content">${paragraphsOf(parts)}</div></div>${relatedOf(parts)}${footOf(parts)}`,
    ),
  'structured data': parts =>
    page(
      parts,
      `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'NewsArticle', headline: parts.title, datePublished: isoOf(parts), author: [{ '@type': 'Person', name: parts.byline[0] }] })}</script>`,
      `${menuOf(parts)}<article><h1>${parts.title}</h1><p class="source">${parts.of.labels.source}${parts.outlet}</p><div class="article-body">${paragraphsOf(parts)}</div></article>${footOf(parts)}`,
    ),
  'metas and a time element': parts =>
    page(
      parts,
      `<meta property="og:title" content="${parts.title}"><meta property="article:published_time" content="${isoOf(parts)}"><meta name="author" content="${parts.byline[0]}">`,
      `<header>${menuOf(parts)}</header><main><article><header><h1>${parts.title}</h1><time datetime="${isoOf(parts)}">${parts.published}</time><span class="source">${parts.of.labels.source}${parts.outlet}</span></header><section class="entry-content">${paragraphsOf(parts)}</section></article></main>${relatedOf(parts)}${footOf(parts)}`,
    ),
  'a table that lays out': parts =>
    page(
      parts,
      '',
      `<table width="960"><tr><td>${menuOf(parts)}</td></tr><tr><td align="center"><h2>${parts.title}</h2></td></tr><tr><td align="center">${parts.published}&nbsp;&nbsp;${parts.of.labels.source}${parts.outlet}&nbsp;&nbsp;${parts.of.labels.writer}${parts.byline[0]}</td></tr><tr><td id="zoom">${paragraphsOf(parts)}</td></tr><tr><td>${footOf(parts)}</td></tr></table>`,
    ),
  'elements side by side': parts =>
    page(
      parts,
      '',
      `${menuOf(parts)}<div class="detail"><h1 class="tit">${parts.title}</h1><div class="sub"><i>${parts.published}</i><em class="source">${parts.of.labels.source}${parts.outlet}</em><em class="author">${parts.of.labels.writer}${parts.byline[0]}</em></div><div class="txt">${paragraphsOf(parts)}</div></div><div class="right">${relatedOf(parts)}</div>${footOf(parts)}`,
    ),
  'a list behind the text': parts =>
    page(
      parts,
      `<meta name="pubdate" content="${parts.published}">`,
      `${menuOf(parts)}<div class="wrap"><h1>${parts.title}</h1><p class="meta">${parts.published} | ${parts.of.labels.source}${parts.outlet} | ${parts.of.labels.writer}${parts.byline[0]}</p><div id="article">${paragraphsOf(parts)}<div class="share"><a href="#">+</a></div></div>${relatedOf(parts)}</div>${footOf(parts)}`,
    ),
}

const two = (number: number) => String(number).padStart(2, '0')

/** All articles of all languages in all shells. */
export function makePages(): MadePage[] {
  return [hans, hant, english].flatMap(of =>
    of.titles.flatMap((title, at) =>
      Object.entries(shells).map(([shell, write], nth) => {
        const pick = <One>(list: One[], from: number) => list[(at * 3 + nth + from) % list.length]!
        const parts: Parts = {
          ...{ title, of, outlet: pick(of.outlets, 0), byline: [pick(of.writers, 1)] },
          published: `2026-03-${two(1 + ((at + nth) % 9))} ${two(8 + at)}:${two(10 + nth * 7)}`,
          paragraphs: [0, 1, 2, 3].map(
            one => pick(of.sentences, one * 3) + pick(of.sentences, one * 3 + 1),
          ),
        }
        return {
          name: `${of.tag}, ${shell}, ${title}`,
          ...{ language: of.tag, zone: of.zone, html: write(parts) },
          wanted: { ...parts, text: parts.paragraphs.join('\n') },
        }
      }),
    ),
  )
}
