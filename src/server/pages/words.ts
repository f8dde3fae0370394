/** The interface's own words. */
export const words = {
  zh: {
    tag: 'zh-Hans',
    tagline: '碳中和新闻线：同一消息只出现一次',
    home: '今日',
    feeds: '订阅',
    sources: '新闻源',
    outlets: '媒体',
    search: '搜索',
    calendar: '日历',
    charts: '图表',
    api: '接口',
    health: '运行状况',
    other: 'English',
    skip: '跳到正文',
    latest: '最新消息',
    none: '还没有消息。',
    more: '更早的消息',
    newer: '最新',
    subscribe: '订阅此频道',
    whatIsFeed: '把下面任一地址复制到阅读器中，新消息会自动出现。',
    allFeeds: '全部订阅地址',
    everything: '全部',
    topics: '话题',
    languages: '语言',
    saved: '专题频道',
    opml: '一次导入全部（OPML）',
    noDate: '发布时间不明，首次见于',
    copies: '同时见于',
    copiesCount: (count: number) => `另有 ${count} 家刊登`,
    footer: '标题与正文归原发布者所有；每条消息都链接到原文。',
  },
  en: {
    tag: 'en',
    tagline: 'A news wire for carbon neutrality: each story once',
    home: 'Today',
    feeds: 'Subscribe',
    sources: 'Sources',
    outlets: 'Outlets',
    search: 'Search',
    calendar: 'Calendar',
    charts: 'Charts',
    api: 'API',
    health: 'Health',
    other: '中文',
    skip: 'Skip to content',
    latest: 'Latest stories',
    none: 'No stories yet.',
    more: 'Older stories',
    newer: 'Latest',
    subscribe: 'Subscribe to this channel',
    whatIsFeed:
      'Copy one of these addresses into a feed reader; new stories then appear there by themselves.',
    allFeeds: 'All feeds',
    everything: 'Everything',
    topics: 'Topics',
    languages: 'Languages',
    saved: 'Saved channels',
    opml: 'Import all at once (OPML)',
    noDate: 'No date given, first seen',
    copies: 'Also reported by',
    copiesCount: (count: number) => `${count} more ${count === 1 ? 'report' : 'reports'}`,
    footer: 'Headlines and texts belong to their publishers; every story links to the original.',
  },
}

export type Ui = keyof typeof words
export type Words = (typeof words)['zh'] | (typeof words)['en']

/** The interface's language: as asked for with `?ui=`, else by Accept-Language; Chinese when nothing is said. */
export function chooseUi(asked: string | undefined, accept: string | undefined): Ui {
  if (asked === 'zh' || asked === 'en') return asked
  if (!accept) return 'zh'
  const ranked = accept
    .slice(0, 500)
    .split(',')
    .map(part => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = parameters.find(parameter => parameter.trim().startsWith('q='))
      return { tag: tag.trim(), weight: weight ? Number(weight.trim().slice(2)) : 1 }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { tag } of ranked) {
    if (tag === '*' || tag.startsWith('zh')) return 'zh'
    if (tag.startsWith('en')) return 'en'
  }
  return ranked.length > 0 ? 'en' : 'zh'
}
