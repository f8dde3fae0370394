/**
 * Puts documents into stories, for an evaluator: one JSON document `{id,url,title,text,date}` a line on standard input,
 * in order of arrival; one `{id,cluster}` a line out. Texts are kept only as long as they may still be compared.
 */
import { readFileSync } from 'node:fs'
import { assignPlace } from '../../src/dedupe/assign-place.ts'
import { fingerprint } from '../../src/dedupe/fingerprint.ts'
import { PreparedTexts } from '../../src/dedupe/prepare-text.ts'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import type { Comparable } from '../../src/model/story.ts'
import { urlKey } from '../../src/text/url-key.ts'

type Document = { id: string; url: string; title: string; text: string; date: string }

/** The database of this bench: the newest articles. */
const KEPT_ARTICLES = 20_000
const PREPARED_TEXTS = 4_000

const index = new StoryIndex()
const texts = new PreparedTexts(PREPARED_TEXTS)
const articles = new Map<string, Comparable>()
const storyOf = new Map<string, string>()
const movedInto = new Map<string, string>()
const never = new Set<string>()

const livingStory = (storyId: string): string => {
  const into = movedInto.get(storyId)
  return into === undefined ? storyId : livingStory(into)
}

function toComparable({ id, url, title, text, date }: Document): Comparable {
  const key = urlKey(url) ?? url
  const day = Math.floor(Date.parse(`${date}T00:00:00Z`) / 86_400_000)
  return {
    id,
    urlKey: key,
    title,
    text,
    outlet: null,
    host: key.slice(0, key.indexOf('/')),
    fingerprint: fingerprint({ urlKey: key, title, text, day }),
    storyId: null,
    storyNumber: null,
    startsStory: false,
  }
}

function placeDocument(document: Document, sequence: number): void {
  const article = toComparable(document)
  const candidates = index.candidates(article.fingerprint).flatMap(id => articles.get(id) ?? [])
  for (const candidate of candidates) candidate.storyId = livingStory(candidate.storyId!)
  const placement = assignPlace(article, candidates, {
    never,
    isFurniture: index.isFurniture,
    weighKey: index.weighKey,
    isRareKey: index.isRareKey,
    isScarceKey: index.isScarceKey,
    texts,
  })

  article.storyId = article.id
  article.storyNumber = sequence
  if (placement.kind === 'placed' && placement.place.kind === 'copies') {
    article.storyId = placement.place.storyId
    article.storyNumber = candidates.find(other => other.storyId === article.storyId)!.storyNumber
    for (const { storyId } of placement.joins) {
      movedInto.set(storyId, article.storyId)
      index.moveStory(storyId, article.storyId)
    }
  }
  article.startsStory = article.storyId === article.id
  storyOf.set(article.id, article.storyId)
  index.add({
    articleId: article.id,
    storyId: article.storyId,
    fingerprint: article.fingerprint,
    sequence,
  })
  articles.set(article.id, article)
  if (articles.size > KEPT_ARTICLES) articles.delete(articles.keys().next().value!)
}

let sequence = 0
for (const line of readFileSync(0, 'utf8').split('\n')) {
  if (line.trim() !== '') placeDocument(JSON.parse(line) as Document, ++sequence)
}

const lines = [...storyOf].map(
  ([id, story]) => `${JSON.stringify({ id, cluster: livingStory(story) })}\n`,
)
process.stdout.write(lines.join(''))
