import { type OutcomeRule, outcomeRules, type Schedule, schedules } from '../model/outcome-rules.ts'
import { type Language, toChinese } from './words/say.ts'

const head = {
  en: `# How a link ends

Every link that is fetched ends in one of these ways, under the same words in the log, in the counters of its source and in the
store. Hardly any end is final at once: the web may be walled, slow or out of order today and well tomorrow. This table is
made from the code (\`carbonwire outcomes\` prints it).

- **Asked again after** counts from each end of that kind in a row. A link that was never read is given up thirty days after it
  was first seen at the latest. \`carbonwire crawl SOURCE\` asks again at once for what may have passed.
- **Wall**: when five pages of a source in a row end so (ten, where others were read), the source is held back. Its links
  wait, one page is tried after 1, 3, 6, 12 and then every 24 hours, and when that one can be read everything that ended at the wall is due.
- A page that came and gave no article is kept: \`carbonwire replay parse\` reads it by today's rules.

| end | what was met | asked again after | wall |
| --- | --- | --- | --- |
`,
  zh: `# 链接的结局

每个抓取过的链接都以下列方式之一结束；日志、来源的计数和数据库里用的是同样的词。几乎没有哪种结局是一次就定下来的：网站今天可能设了障碍、很慢或出了故障，明天又恢复正常。
本表由代码生成（\`carbonwire outcomes\` 打印的就是它）。

- **多久后再试**：从连续出现的同一种结局算起。从未读到过的链接，最迟在首次见到三十天后放弃。\`carbonwire crawl SOURCE\` 会立刻重试可能已经好转的链接。
- **屏障**：同一来源连续五个页面如此结束（其间若读到过别的页面，则为十个），该来源就暂缓抓取。它的链接排队等候，隔 1、3、6、12 小时、之后每 24 小时试一个页面；
  一旦读得到，被挡住的链接全部重新到期。
- 取到了页面但没有得到文章时，页面会保留：\`carbonwire replay parse\` 用今天的规则重读一遍。

| 结局 | 遇到了什么 | 多久后再试 | 屏障 |
| --- | --- | --- | --- |
`,
}

/** The table of outcomes, as it stands in the documentation. */
export function renderOutcomes(ui: Language): string {
  const rows = outcomeRules.map(rule => {
    const cells = [
      `\`${rule.kind}:${rule.reason}\``,
      ui === 'zh' ? toChinese(rule.meaning) : rule.meaning,
      renderSchedule(rule, ui),
    ]
    return `| ${[...cells, rule.isWall ? yes[ui] : ''].join(' | ')} |`
  })
  return `${head[ui]}${rows.join('\n')}\n`
}

const yes = { en: 'yes', zh: '是' }
const never = { en: 'never', zh: '不再试' }
const ends = {
  en: { endless: ', and so on', last: ', then no more', comma: ', ' },
  zh: { endless: '，以后照此', last: '，之后不再试', comma: '、' },
}

function renderSchedule({ again }: OutcomeRule, ui: Language): string {
  const { waitsMs, endless }: Schedule = schedules[again]
  if (!waitsMs.length) return never[ui]
  const waits = waitsMs.map(ms => renderWait(ms, units[ui])).join(ends[ui].comma)
  return `${waits}${endless ? ends[ui].endless : ends[ui].last}`
}

const units = {
  en: { second: 's', minute: 'min', hour: 'h', day: 'd' },
  zh: { second: '秒', minute: '分钟', hour: '小时', day: '天' },
}

function renderWait(ms: number, { second, minute, hour, day }: (typeof units)['en']): string {
  const minutes = ms / 60_000
  if (minutes < 1) return `${ms / 1000} ${second}`
  if (minutes < 60) return `${minutes} ${minute}`
  return minutes < 48 * 60 ? `${minutes / 60} ${hour}` : `${minutes / 1440} ${day}`
}
