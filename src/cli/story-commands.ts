import { ConfigError } from '../config/config-error.ts'
import { wordDiff } from '../dedupe/word-diff.ts'
import type { Article } from '../model/article.ts'
import type { Replay, ReplayExample, ReplayStage } from '../model/replay.ts'
import type { StoredArticle } from '../model/stored-article.ts'
import type { DiffSegment } from '../model/story.ts'
import type { OperateWorld } from '../pipeline/world.ts'
import { type ArticleExplained, explainArticle } from '../store/explain-article.ts'
import { urlKey } from '../text/url-key.ts'

/** A story as `carbonwire stories show` prints it. */
export type StoryDescription = {
  id: string
  title: string
  members: {
    articleId: string
    title: string
    url: string
    isLead: boolean
    place: 'starts' | 'copies'
    rule: string | null
    figures: string
  }[]
  siblings: { id: string; title: string }[]
}

/** How one revision differs from the one before. */
export type RevisionDiff = {
  revision: number
  at: string
  kind: 'text' | 'gone' | 'back'
  title: DiffSegment[]
  text: DiffSegment[]
}

/** A run and some of what it found, as the process that works on it tells. */
export type ReplayAnswer = { replay: Replay; examples: ReplayExample[] }

const EXAMPLES = 20

/** An article by its id or its address. Throws `ConfigError` when it is not there. */
async function getArticle({ store, config }: OperateWorld, named: string): Promise<StoredArticle> {
  const isAddress = /^https?:\/\//.test(named)
  const key = isAddress ? urlKey(named, { twins: config().twins }) : null
  const found = key ? await store.findArticleByKey(key) : await store.findArticle(named)
  if (!found)
    throw new ConfigError(`${named}: there is no such article: expected its id or its address`)
  return found
}

/** Why an article is (not) in the feed, and why it stands where it stands. */
export async function explainWhy(
  world: OperateWorld,
  { article }: { article: string },
): Promise<ArticleExplained> {
  const stored = await getArticle(world, article)
  await world.store.loadIndex(world.index)
  return explainArticle(
    { store: world.store, topicTable: world.config().topicTable, index: world.index },
    stored,
  )
}

/** Takes the story's id, or an article of it by id or address. */
export async function describeStory(
  world: OperateWorld,
  { id }: { id: string },
): Promise<StoryDescription> {
  const storyId = id.startsWith('urn:uuid:') ? id : (await getArticle(world, id)).storyId
  const story = storyId ? await world.store.findStory(storyId) : null
  if (!story) throw new ConfigError(`${id}: there is no such story`)
  return {
    id: story.item.id,
    title: story.item.title,
    members: story.members.map(({ article, place, rule, figures }) => ({
      articleId: article.id,
      title: article.article.title,
      url: article.article.url,
      isLead: article.id === story.lead.id,
      place: place.kind,
      rule,
      figures: figures
        ? `c ${figures.containment.toFixed(2)} J ${figures.jaccard.toFixed(2)} title ${figures.titleJaccard.toFixed(2)} numbers ${figures.numberClash.toFixed(2)} of ${figures.numberSlots}`
        : '–',
    })),
    siblings: story.siblings.map(sibling => ({ id: sibling.id, title: sibling.title })),
  }
}

export async function splitPair(
  world: OperateWorld,
  { a, b }: { a: string; b: string },
): Promise<string> {
  const [first, second] = [await getArticle(world, a), await getArticle(world, b)]
  const split = await world.store.splitStory(first.id, second.id, world.now())
  return split
    ? `${split.moved.length} articles left ${split.storyId} and are ${split.newStoryId} now; the two will never be put together again`
    : 'they were in no common story; from now on they will never be put together'
}

export async function keepPairApart(
  world: OperateWorld,
  { a, b }: { a: string; b: string },
): Promise<string> {
  const [first, second] = [await getArticle(world, a), await getArticle(world, b)]
  await world.store.keepApart(first.id, second.id, world.now())
  const together = first.storyId !== null && first.storyId === second.storyId
  return together
    ? 'noted; they are in one story now: "carbonwire stories split" divides it'
    : 'noted: they will never be put together'
}

export async function diffRevisions(
  world: OperateWorld,
  { article }: { article: string },
): Promise<RevisionDiff[]> {
  const { id } = await getArticle(world, article)
  const revisions = await world.store.revisions(id)
  let before: Article | null = null
  return revisions.map(({ revision, at, kind, article: now }) => {
    const [old, text] = [before, now ?? before]
    before = text
    return {
      revision,
      at: at.toISOString(),
      kind,
      title: wordDiff(old?.title ?? '', text?.title ?? ''),
      text: wordDiff(old?.text ?? '', text?.text ?? ''),
    }
  })
}

export async function askForReplay(
  { store, queue, now }: OperateWorld,
  given: { stage: ReplayStage; sourceId: string | null; since: string | null; dryRun: boolean },
): Promise<ReplayAnswer> {
  if (given.sourceId && !(await store.findSource(given.sourceId)))
    throw new ConfigError(`--source ${given.sourceId}: nothing of such a source is stored`)
  const since = given.since ? new Date(given.since) : null
  const replay = await store.askReplay({ ...given, since }, now())
  await queue.add('replay', [{ replayId: replay.id }])
  return { replay, examples: [] }
}

export async function readReplay(
  { store }: OperateWorld,
  { id }: { id: string },
): Promise<ReplayAnswer> {
  const replay = await store.findReplay(id)
  if (!replay) throw new ConfigError(`replay ${id}: there is no such run`)
  return { replay, examples: await store.listReplayExamples(id, EXAMPLES) }
}
