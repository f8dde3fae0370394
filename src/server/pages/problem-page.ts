import { html } from 'hono/html'
import type { Problem } from '../problem.ts'
import { type PageBase, renderPage } from './layout.ts'

/** What people are told by status; the reason stands under it. */
const titles: Record<number, { zh: string; en: string }> = {
  400: { zh: '看不懂这个请求', en: 'This makes no sense here' },
  404: { zh: '没有这个页面', en: 'There is no such page' },
  405: { zh: '不能这样访问', en: 'Not possible here' },
  429: { zh: '请求过于频繁', en: 'Too many requests' },
  503: { zh: '暂时无法访问', en: 'Not available for the moment' },
}

/** A page for people that says what went wrong. */
export function renderProblemPage(head: PageBase, path: string, problem: Problem): Promise<string> {
  const title = titles[problem.status]?.[head.ui] ?? problem.title
  return renderPage(
    { ...head, path, title },
    html`<h1>${title}</h1>
<p>${problem.message}</p>
<p><a href="/">${head.ui === 'zh' ? '回到首页' : 'To the first page'}</a></p>`,
  )
}
