import { chooseDate } from '../../dedupe/choose-date.ts'
import { cleanHtml } from '../../feeds/clean-html.ts'
import { cleanLine, cleanText, cleanTitle } from '../../feeds/clean-text.ts'
import { cleanUrl } from '../../feeds/clean-url.ts'
import { rfc3339 } from '../../feeds/feed-dates.ts'
import { presentPublished } from '../../feeds/present-story.ts'
import { isSummaryOnly } from '../../feeds/ready-item.ts'
import type { ApiArticle } from '../../model/api/articles.ts'
import type { ApiSource } from '../../model/api/catalogue.ts'
import type { ApiChange, ApiStory, ApiStoryView } from '../../model/api/stories.ts'
import type { ApiLink } from '../../model/api/values.ts'
import type { Article, Neighbour } from '../../model/article.ts'
import type { Change } from '../../model/change.ts'
import type { Published } from '../../model/published.ts'
import type { SourceState } from '../../model/source-state.ts'
import type { StoredArticle } from '../../model/stored-article.ts'
import type { StoryView } from '../../store/doors/reading.ts'

/** What is known of an article without its texts and lists. */
export function presentArticleHead(stored: StoredArticle) {
  const { article } = stored
  return {
    id: stored.id,
    url: cleanUrl(article.url) ?? stored.urlKey,
    sourceId: stored.sourceId,
    storyId: stored.storyId,
    revision: stored.revision,
    fetchedAt: rfc3339(stored.fetchedAt),
    firstFetchedAt: rfc3339(stored.firstFetchedAt),
    gone: stored.gone,
    title: cleanTitle(article.title),
    kicker: article.kicker && cleanTitle(article.kicker),
    subtitle: article.subtitle && cleanTitle(article.subtitle),
    published: presentPublished(article.published),
    modified: presentPublished(article.modified),
    byline: article.byline.map(cleanTitle),
    editors: article.editors.map(cleanTitle),
    outlet: article.outlet && {
      printed: cleanTitle(article.outlet.printed),
      name: cleanTitle(article.outlet.name),
    },
    language: article.language,
    summary: article.summary && cleanTitle(article.summary),
    keywords: article.keywords.map(cleanTitle),
    tier: stored.relevance?.tier ?? null,
    topics: stored.relevance?.topics ?? [],
  }
}

/** An article with its texts and lists. `articleIds` tells by address which of its links were read as articles. */
export function presentArticle(stored: StoredArticle, articleIds: Map<string, string>): ApiArticle {
  const { article } = stored
  const link = (title: string, url: string, published: Published | null): ApiLink[] => {
    const address = cleanUrl(url)
    if (!address) return []
    const articleId = articleIds.get(url) ?? null
    return [
      { title: cleanTitle(title), url: address, published: presentPublished(published), articleId },
    ]
  }
  const neighbour = (found: Neighbour | null) =>
    (found && link(found.title, found.url, null)[0]) ?? null
  return {
    ...presentArticleHead(stored),
    ...(isSummaryOnly(article) && { isSummaryOnly: true as const }),
    html: cleanHtml(article.html),
    text: cleanText(article.text),
    images: article.images.flatMap(({ url, alt, caption }) => {
      const address = cleanUrl(url)
      return address
        ? [{ url: address, alt: alt && cleanTitle(alt), caption: caption && cleanTitle(caption) }]
        : []
    }),
    previous: neighbour(article.previous),
    next: neighbour(article.next),
    related: article.related.map(list => ({
      heading: list.heading && cleanTitle(list.heading),
      kind: list.kind,
      links: list.links.flatMap(({ title, url, published }) => link(title, url, published)),
    })),
  }
}

/** Every address that an article's page leads to and that may have been read: its lists and neighbours. */
export function linkedAddresses({ related, previous, next }: Article): string[] {
  const lists = related.flatMap(list => list.links.map(link => link.url))
  return [...new Set([previous?.url, next?.url, ...lists].filter(url => url !== undefined))]
}

/** The article of a story that was printed first, by id; null where none has a date. */
export function firstOf({ members, lead }: StoryView): string | null {
  const dated = members.map(({ article }) => ({
    id: article.id,
    published: article.article.published,
  }))
  const leading = dated.find(({ id }) => id === lead.id) ?? dated[0]!
  return chooseDate(dated, leading)?.id ?? null
}

/** A story with its articles. */
export function presentStoryView(view: StoryView, story: ApiStory): ApiStoryView {
  const first = firstOf(view)
  return {
    story,
    members: view.members.map(({ article, place, rule, figures }) => ({
      articleId: article.id,
      title: cleanTitle(article.article.title),
      url: cleanUrl(article.article.url) ?? article.urlKey,
      sourceId: article.sourceId,
      outlet: article.article.outlet && cleanTitle(article.article.outlet.name),
      published: presentPublished(article.article.published),
      gone: article.gone,
      place: place.kind,
      isFirst: article.id === first,
      isLead: article.id === view.lead.id,
      rule,
      figures,
    })),
    related: view.siblings.flatMap(({ id, title, url }) => {
      const address = cleanUrl(url)
      return address ? [{ id, title: cleanTitle(title), url: address }] : []
    }),
  }
}

export function presentChange(change: Change, story: ApiStory | null): ApiChange {
  return { ...change, at: rfc3339(change.at), story }
}

/** A source and its state. `base` is the server's address. */
export function presentSource(state: SourceState, base: string): ApiSource {
  const { source, lastOutcome } = state
  const at = (instant: Date | null) => instant && rfc3339(instant)
  return {
    id: source.id,
    name: cleanLine(source.name),
    nameEn: source.nameEn ?? null,
    language: source.language,
    zone: source.zone,
    active: state.active,
    verified: Boolean(source.verified),
    verifiedOn: typeof source.verified === 'string' ? source.verified : null,
    lastRoundAt: at(state.lastRoundAt),
    nextRoundAt: at(state.nextRoundAt),
    lastOutcome: lastOutcome && {
      kind: lastOutcome.kind,
      ...(lastOutcome.reason && { reason: lastOutcome.reason }),
    },
    articles: state.articles,
    openLinks: state.openLinks,
    outcomes: state.outcomes,
    alarms: state.alarms.map(alarm => ({ ...alarm, since: rfc3339(alarm.since) })),
    feed: `${base}/sources/${encodeURIComponent(source.id)}/feed.json`,
  }
}
