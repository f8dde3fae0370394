import { html } from 'hono/html'
import type { ArticleExplained } from '../../store/explain-article.ts'
import { table } from './admin-layout.ts'

const en = {
  head: 'Why it is (not) in the feeds',
  verdicts: {} as Record<string, string>,
  judged: (tier: string, score: number, mode: string) =>
    `${tier}, score ${score}, judged as of a ${mode} source`,
  noTopic: 'no topic',
  noTerm: 'no term of a topic was found',
  columns: ['effect', 'where', 'topic', 'term', 'words'],
  series: (template: string, own: string, relevant: number, issues: number) =>
    `an issue of the series "${template}": ${own} by what is found in it alone, ${relevant} of ${issues} other issues are about the subject`,
  near: 'What it was compared with',
  nearColumns: ['article', 'where it stands', 'rule', 'against it', 'both say'],
  same: 'in the same story',
  other: 'in another story',
}
const zh: typeof en = {
  head: '为什么（不）在订阅里',
  verdicts: {
    'its page was taken down': '原网页已经撤下',
    'not in the feeds: nothing in it is about the subject': '不在订阅里：其中没有与主题有关的内容',
    'in no story: it was not published, or its text is that of the site':
      '不属于任何新闻：没有发布，或者正文是网站自己的文字',
    'in the feeds only where adjacent news is asked for: it touches the subject':
      '只在要求相邻新闻的订阅里：与主题沾边',
    'in the feeds: it is about the subject': '在订阅里：与主题有关',
  },
  judged: (tier, score, mode) => `${tier}，得分 ${score}，按 ${mode} 来源判断`,
  noTopic: '没有主题',
  noTerm: '没有找到任何主题的词',
  columns: ['作用', '位置', '主题', '词', '原文'],
  series: (template, own, relevant, issues) =>
    `系列“${template}”的一期：单看内容为 ${own}，其余 ${issues} 期中有 ${relevant} 期与主题有关`,
  near: '比较过的文章',
  nearColumns: ['文章', '所在', '规则', '反对的理由', '两边都有'],
  same: '同一条新闻',
  other: '另一条新闻',
}

/** What `carbonwire stories why` tells of an article, on the operator's page of it. */
export function whySection({ verdict, relevance, near }: ArticleExplained, ui: 'en' | 'zh') {
  const w = ui === 'zh' ? zh : en
  const { tier, score, topics, mode, terms, series } = relevance
  const found = terms.map(one => [one.effect, one.where, one.topic, one.term, one.words])
  const beside = near.map(one => [
    html`<a href="/admin/articles/${one.articleId}">${one.title}</a>`,
    one.sameStory ? w.same : w.other,
    one.rule ?? '–',
    one.vetoes.join('; ') || '–',
    one.shared.join(' / '),
  ])
  return html`<section id="why"><h2>${w.head}</h2>
<p><strong>${w.verdicts[verdict] ?? verdict}</strong></p>
<p>${w.judged(tier, score, mode)}: ${topics.join(', ') || w.noTopic}</p>
${series ? html`<p>${w.series(series.template, series.own, series.relevant, series.issues)}</p>` : ''}
${found.length ? table(w.columns, found) : html`<p>${w.noTerm}</p>`}
${beside.length ? html`<h3>${w.near}</h3>${table(w.nearColumns, beside)}` : ''}</section>`
}
