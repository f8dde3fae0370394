import * as z from 'zod'
import type { ApiArticle } from '../../model/api/articles.ts'
import type { ApiChanges, ApiHits, ApiStories, ApiStoryView } from '../../model/api/stories.ts'
import { brief, briefAnswer, publishedAnswer } from './brief.ts'
import { filterArgs, pathOf, tool } from './tool.ts'

const SUMMARY_CHARACTERS = 300

const shorten = (text: string, most: number) => {
  const characters = Array.from(text)
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : text
}

const joinParts = (parts: { text: string }[]) => parts.map(({ text }) => text).join('')

const searchStories = tool({
  name: 'search_stories',
  title: 'Search stories',
  description:
    'Stories of carbon neutrality (carbon markets, policy, energy, industry) from Chinese and international publishers; several reports of one piece of news are one story. With `q` the best first, without it the newest first.',
  args: z.object({
    q: z
      .string()
      .max(200)
      .optional()
      .describe('Words, Chinese in either script or English; "…" is a phrase, -word excludes'),
    ...filterArgs,
    limit: z.int().min(1).max(50).default(10),
    cursor: z
      .int()
      .min(0)
      .optional()
      .describe('`next` of the answer before, with the same question'),
  }),
  answer: z.looseObject({
    stories: z.array(
      briefAnswer.extend({
        summary: z.string().describe('With `q`: the passage that was found'),
        matched: z.array(z.string()).optional().describe('Words that were found'),
      }),
    ),
    total: z.int().optional(),
    atLeast: z.boolean().optional().describe('There are more than `total`'),
    next: z.int().nullable().describe('`cursor` of the next page'),
    nothing: z
      .looseObject({ widen: z.array(z.looseObject({ search: z.string(), total: z.int() })) })
      .optional()
      .describe(
        'Where nothing was found: what was looked up, and wider questions that find something',
      ),
  }),
  async run(read, { q, cursor, ...rest }) {
    if (q === undefined || q.trim() === '') {
      const asked = pathOf('/stories', { ...rest, before: cursor })
      const { stories, next } = await read<ApiStories>(asked)
      const told = stories.map(story => ({
        ...brief(story),
        summary: shorten(story.summary, SUMMARY_CHARACTERS),
      }))
      return { stories: told, next }
    }
    const asked = pathOf('/search', { ...rest, q, offset: cursor })
    const { hits, total, atLeast, next, nothing } = await read<ApiHits>(asked)
    const stories = hits.map(({ story, title, snippet }) => ({
      ...brief(story),
      summary: joinParts(snippet),
      matched: [
        ...new Set([...title, ...snippet].filter(({ found }) => found).map(({ text }) => text)),
      ],
    }))
    return { stories, total, atLeast, next, ...(nothing && { nothing }) }
  },
})

const getStory = tool({
  name: 'get_story',
  title: 'Read a story',
  description:
    'One story: its text, every publisher that carries it with the address and date there, what put the reports together, and other stories about the same event.',
  args: z.object({
    id: z.string().max(60).describe('Id of a story'),
    maxCharacters: z
      .int()
      .min(0)
      .max(50_000)
      .default(6000)
      .describe('The text is cut there; 0 leaves it out'),
    why: z
      .boolean()
      .default(false)
      .describe(
        'Also why the lead report is relevant: its score, the words found and what each did. Over HTTP this needs an API key with the scope explain.',
      ),
  }),
  answer: z.looseObject({
    story: briefAnswer.extend({
      byline: z.array(z.string()),
      summary: z.string(),
      text: z.string(),
      truncated: z.boolean(),
    }),
    reports: z.array(
      z.looseObject({
        title: z.string(),
        url: z.string(),
        source: z.string(),
        outlet: z.string().nullable(),
        published: publishedAnswer,
        isFirst: z.boolean().describe('It bears the earliest date that is believed'),
        isLead: z.boolean(),
        rule: z.string().nullable().describe('By what it was put with the others'),
        figures: z
          .looseObject({})
          .nullable()
          .describe('How much it shares with the report that it was compared with'),
      }),
    ),
    related: z.array(z.looseObject({ id: z.string(), title: z.string(), url: z.string() })),
    why: z.looseObject({}).optional(),
  }),
  async run(read, { id, maxCharacters, why }) {
    const view = await read<ApiStoryView>(`/stories/${encodeURIComponent(id)}`)
    const { story, members, related } = view
    const text = story.text ?? ''
    const lead = members.find(({ isLead }) => isLead)
    const explained =
      why && lead ? await read<ApiArticle>(`/articles/${lead.articleId}?explain=true`) : null
    return {
      story: {
        ...brief(story),
        byline: story.byline,
        summary: shorten(story.summary, SUMMARY_CHARACTERS),
        text: maxCharacters === 0 ? '' : shorten(text, maxCharacters),
        truncated: Array.from(text).length > maxCharacters,
      },
      reports: members.map(member => ({
        title: member.title,
        url: member.url,
        source: member.sourceId,
        outlet: member.outlet,
        published: member.published,
        isFirst: member.isFirst,
        isLead: member.isLead,
        rule: member.rule,
        figures: member.figures,
      })),
      related,
      ...(explained?.explanation && {
        why: {
          verdict: explained.explanation.verdict,
          relevance: explained.explanation.relevance,
        },
      }),
    }
  },
})

const listChanges = tool({
  name: 'list_changes',
  title: 'Follow changes',
  description:
    'Every story that was added, updated, merged, split or removed after a sequence number, in order. Begin with after=0, go on with `next` and give `epoch` back: nothing is missed and nothing comes twice. A problem that speaks of another log means: forget what you hold, begin again.',
  args: z.object({
    after: z.int().min(0).max(999_999_999).default(0),
    epoch: z.string().max(60).optional().describe('`epoch` of an earlier answer'),
    limit: z.int().min(1).max(200).default(50),
  }),
  answer: z.looseObject({
    changes: z.array(
      z.looseObject({
        sequence: z.int(),
        at: z.string(),
        kind: z.string(),
        storyId: z.string(),
        into: z.string().nullable(),
        story: briefAnswer.nullable().describe('As it is now; null when it is no more'),
      }),
    ),
    next: z.int(),
    more: z.boolean(),
    epoch: z.string(),
  }),
  async run(read, args) {
    const { changes, ...log } = await read<ApiChanges>(pathOf('/changes', args))
    const told = changes.map(({ story, ...change }) => ({
      ...change,
      story: story && brief(story),
    }))
    return { changes: told, ...log }
  },
})

/** Stories: found, read and followed. */
export const storyTools = [searchStories, getStory, listChanges]
