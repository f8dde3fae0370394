import { html } from 'hono/html'
import type { StoryView } from '../../store/doors/reading.ts'
import { urlKey } from '../../text/url-key.ts'
import { isUuid } from '../../text/uuid.ts'
import { notFound } from '../http/problem.ts'
import type { ServerParts } from '../parts.ts'
import type { AdminDoor } from './admin-door.ts'
import { type AdminView, type Shown, shortTime, table } from './admin-layout.ts'
import { adminWords } from './admin-words.ts'

const NEWEST = 40

/** Stories: why articles stand together, and taking them apart. */
export function addStoryRoutes(parts: ServerParts, { page, act }: AdminDoor): void {
  const { store, now } = parts
  page('/admin/stories', async (_, view) => {
    const w = adminWords[view.ui]
    const newest = await store.readFeed({}, NEWEST)
    const rows = newest.map(({ id, title, modified }) => [
      shortTime(modified),
      html`<a href="${showPath(id)}">${title}</a>`,
    ])
    return {
      title: w.stories,
      body: html`${findForm(view)}${table([w.when, w.what], rows)}`,
      isLive: true,
    }
  })
  page('/admin/stories/show', async (c, view) => {
    const story = await findStory(parts, c.req.query('of')?.trim() ?? '')
    if (!story) throw notFound('there is no such story or article')
    return storyPage(view, story)
  })
  act('/admin/stories/split', async (_, form) => {
    const { a, b } = pairOf(form)
    const split = await store.splitStory(a, b, now())
    return { subject: `${a} ${b}`, back: showPath(b), detail: split }
  })
  act('/admin/stories/never-merge', async (_, form) => {
    const { a, b } = pairOf(form)
    await store.keepApart(a, b, now())
    return { subject: `${a} ${b}`, back: showPath(a) }
  })
}

const showPath = (of: string) => `/admin/stories/show?of=${encodeURIComponent(of)}`

function pairOf({ a = '', b = '' }: Record<string, string>): { a: string; b: string } {
  if (!isUuid(a) || !isUuid(b) || a === b) throw notFound('expected two articles')
  return { a, b }
}

/** By the story's own id, or by an article of it. */
async function findStory({ store, config }: ServerParts, of: string): Promise<StoryView | null> {
  if (of.startsWith('urn:uuid:')) return store.findStory(of)
  const key = /^https?:/i.test(of) ? urlKey(of, { twins: config().twins }) : null
  const article = await (key ? store.findArticleByKey(key) : store.findArticle(of))
  return article?.storyId ? store.findStory(article.storyId) : null
}

const findForm = ({ ui }: AdminView) => {
  const w = adminWords[ui]
  return html`<form method="get" action="/admin/stories/show" class="line"><label>${w.find} <input name="of" placeholder="${w.findHint}" required></label> <button type="submit">${w.show}</button></form>`
}

/** The articles of a story, with the figures by which they were put together, and a form that takes two of them apart. */
function storyPage(view: AdminView, { item, members, siblings }: StoryView): Shown {
  const w = adminWords[view.ui]
  const pick = (name: string, id: string, at: number, chosen: number) =>
    html`<input type="radio" name="${name}" value="${id}" aria-label="${name === 'a' ? w.first : w.second}" required ${at === chosen ? 'checked' : ''}>`
  const isPair = members.length > 1
  const rows = members.map(({ article, place, rule, figures }, at) => [
    ...(isPair ? [pick('a', article.id, at, 0), pick('b', article.id, at, 1)] : []),
    html`<a href="/admin/articles/${article.id}">${article.article.title}</a><br><small>${article.article.url}</small>`,
    place.kind === 'starts' ? '–' : (rule ?? '–'),
    figures
      ? `c ${figures.containment.toFixed(2)} J ${figures.jaccard.toFixed(2)} ${figures.numberClash.toFixed(2)}/${figures.numberSlots}`
      : '–',
  ])
  const head = [...(isPair ? [w.first, w.second] : []), w.what, w.rule, w.figures]
  const shown = table(head, rows)
  const form = html`<form method="post" action="/admin/stories/split" style="display:block"><input type="hidden" name="csrf" value="${view.csrf ?? ''}">${shown}<p>${w.pairHint} <button type="submit">${w.split}</button> <button type="submit" formaction="/admin/stories/never-merge">${w.neverMerge}</button></p></form>`
  const related = siblings.map(
    ({ id, title }) => html`<li><a href="${showPath(id)}">${title}</a></li>`,
  )
  return {
    title: item.title,
    body: html`<p><a href="/admin/stories">${w.stories}</a> · <code>${item.id}</code></p>${isPair ? form : shown}<ul>${related}</ul>`,
  }
}
