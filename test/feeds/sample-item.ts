import type { FeedItem } from '../../src/model/feed.ts'

/** An invented story as the store gives it; `over` replaces what a test is about. */
export function sampleItem(number: number, over: Partial<FeedItem> = {}): FeedItem {
  const at = new Date(Date.UTC(2026, 8, 1, 0, 0, 0) + number * 3_600_000)
  const text =
    '省生态环境厅今天公布全省碳市场第二批重点排放单位名单，共有一百二十六家企业列入。名单公示七天，企业可以提出异议。'
  return {
    id: `urn:uuid:00000000-0000-5000-8000-${String(number).padStart(12, '0')}`,
    sequence: number,
    firstSequence: number,
    title: `第${number}批重点排放单位名单公布 Emissions list no. ${number}`,
    url: `https://news.example.org/2026/09/${number}.html?from=list&id=${number}`,
    published: { precision: 'minute', at, zone: 'Asia/Shanghai', evidence: 'meta' },
    firstSeen: new Date(at.getTime() + 1_800_000),
    modified: new Date(at.getTime() + 1_800_000),
    byline: ['陈晓', '林一帆'],
    outlet: { name: '示例日报', url: 'https://daily.example.org/' },
    source: { id: 'news.example.org', name: '示例新闻网', url: 'https://news.example.org/' },
    language: 'zh-Hans',
    summary: '名单公示七天，企业可以提出异议。',
    html: `<h2>名单</h2><p>${text}</p><figure><img src="https://news.example.org/i/${number}.jpg" alt="会场"></figure><p>${text.repeat(8)}</p><p><a href="https://news.example.org/annex?no=1&amp;v=2">附件</a></p>`,
    text: `${text}\n${text.repeat(8)}`,
    images: [
      {
        url: `https://news.example.org/i/${number}.jpg`,
        alt: '会场',
        caption: null,
        width: 640,
        height: 360,
      },
    ],
    tier: 'relevant',
    topics: ['carbon-market', 'policy'],
    alsoReportedBy: [],
    siblings: [],
    gone: false,
    ...over,
  }
}
