import { reachStore } from './reach-store.ts'
import type { StoryDescription } from './story-commands.ts'
import { renderTable } from './table.ts'
import { inLanguage, say } from './words/say.ts'

/** `carbonwire stories show`: a story's articles and why they were put together. */
export async function showStory(id: string, { json }: { json?: boolean }): Promise<void> {
  await using reached = await reachStore()
  const story = await reached.ask<StoryDescription>('story', { id })
  console.log(json ? JSON.stringify(story, null, 2) : renderStory(story))
}

/** `carbonwire stories split A B`: divides a story between two of its articles, for good. */
export async function splitStories(a: string, b: string): Promise<void> {
  await using reached = await reachStore()
  console.log(inLanguage(await reached.ask<string>('split', { a, b })))
}

/** `carbonwire stories never-merge A B`: keeps two articles apart over every later run. */
export async function neverMerge(a: string, b: string): Promise<void> {
  await using reached = await reachStore()
  console.log(inLanguage(await reached.ask<string>('neverMerge', { a, b })))
}

function renderStory({ id, title, members, siblings }: StoryDescription): string {
  const rows = members.map(member => [
    member.isLead ? say`lead` : inLanguage(member.place),
    member.rule ?? '–',
    member.figures,
    member.title,
  ])
  return [
    `${title}\n${id}`,
    renderTable(['place', 'rule', 'figures', 'title'], rows, {
      under: members.map(({ url, articleId }) => `${articleId}  ${url}`),
    }),
    ...siblings.map(sibling => say`sibling: ${sibling.title}  ${sibling.id}`),
  ].join('\n')
}
