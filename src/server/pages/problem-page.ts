import { html } from 'hono/html'
import type { Problem } from '../http/problem.ts'
import { renderPage } from './layout.ts'
import type { PageBase } from './page-head.ts'
import { searchBox } from './search-page.ts'
import { words } from './words.ts'

type Words = { zh: string; en: string }

/** What people are told by status: what it is, and what they can do. */
const said: Record<number, { title: Words; help: Words }> = {
  400: {
    title: { zh: '看不懂这个地址', en: 'This makes no sense here' },
    help: {
      zh: '地址里有这里不认识的内容。下面是原因：',
      en: 'The address asks for something that is not known here:',
    },
  },
  404: {
    title: { zh: '没有这个页面', en: 'There is no such page' },
    help: {
      zh: '地址可能写错了，或者这条消息已经并入别的消息、不再收录。',
      en: 'The address may be misspelt, or the story may have become part of another.',
    },
  },
  405: {
    title: { zh: '不能这样访问', en: 'Not possible here' },
    help: { zh: '这个地址不接受这种请求。', en: 'This address does not take such a request.' },
  },
  429: {
    title: { zh: '请求过于频繁', en: 'Too many requests' },
    help: { zh: '请过一会儿再来。', en: 'Please come back in a while.' },
  },
  503: {
    title: { zh: '暂时无法访问', en: 'Not available for the moment' },
    help: { zh: '稍后刷新即可。', en: 'Please try again in a moment.' },
  },
}

/** A page for people that says what went wrong and where to go on. */
export function renderProblemPage(head: PageBase, path: string, problem: Problem): Promise<string> {
  const known = said[problem.status]
  const title = known?.title[head.ui] ?? problem.title
  const w = words[head.ui]
  return renderPage(
    { ...head, path, title, isPassing: true },
    html`<h1>${title}</h1>
<p>${known?.help[head.ui] ?? ''}</p>
<p class="meta" lang="en">${problem.message}</p>
${head.isStatic ? '' : searchBox('', head)}
<p><a href="/">${w.toFirstPage}</a> · <a href="/calendar">${w.calendar}</a> · <a href="/feeds">${w.allFeeds}</a></p>`,
  )
}
