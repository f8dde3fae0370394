type Day = { month: number; day: number }

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const english = ({ month, day }: Day) => `${day} ${months[month - 1]}`
const chinese = ({ month, day }: Day) => `${month}月${day}日`

/** The words around the stories, in the reader's language. */
export const digestWords = {
  zh: {
    tag: 'zh-Hans',
    day: chinese,
    span: (first: Day, last: Day) => `${chinese(first)}—${chinese(last)}`,
    reports: (count: number) => `${count} 家报道`,
    undated: '未标日期',
    more: (count: number) => `另有 ${count} 条`,
    nothing: '这段时间没有新消息。',
    times: (zone: string) => `时间：${zone}`,
    page: '在网页上看',
  },
  en: {
    tag: 'en',
    day: english,
    span: (first: Day, last: Day) => `${english(first)} – ${english(last)}`,
    reports: (count: number) => `${count} reports`,
    undated: 'undated',
    more: (count: number) => `${count} more`,
    nothing: 'Nothing new in this time.',
    times: (zone: string) => `Times: ${zone}`,
    page: 'Read it on the web',
  },
}
