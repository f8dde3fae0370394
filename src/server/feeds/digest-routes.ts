import type { Context, Hono } from 'hono'
import { renderDigestHtml, renderDigestText } from '../../feeds/digest/render-digest.ts'
import type { Format } from '../../feeds/renderers.ts'
import type { Digest, DigestIssue } from '../../model/digest.ts'
import type { FeedItem } from '../../model/feed.ts'
import { storyIdOf } from '../../store/names.ts'
import { issueName, readIssueName } from '../../text/issue-name.ts'
import { digestChannels, PRODUCT } from '../channels.ts'
import { baseUrl } from '../http/base-url.ts'
import { answerDocument, makeDocument } from '../http/document.ts'
import { notFound } from '../http/problem.ts'
import { requestHeaders } from '../http/request-headers.ts'
import { renderDigestPage, renderDigestsPage, renderIssuePage } from '../pages/digest-pages.ts'
import type { PageDesk } from '../pages/page-routes.ts'
import type { ReadParts } from '../parts.ts'
import { feedFile, readFormat } from './feed-file.ts'
import { type OwnFeed, renderOwnFeed } from './own-feed.ts'

/** Issues that a feed holds. */
const ISSUES = 30
/** Issues of each that the list of digests names. */
const ISSUES_IN_BRIEF = 3
const MAX_AGE_SECONDS = 300

type DigestParts = Pick<ReadParts, 'store' | 'config' | 'settings' | 'now'>

/** Digests: a feed each in every format, whose items are issues, and a page an issue. */
export function addDigestRoutes(
  app: Hono,
  parts: DigestParts,
  pages: PageDesk,
  limitMade: (c: Context) => void,
): void {
  app.get(`/digests/:id/${feedFile}`, async c => {
    limitMade(c)
    const digest = findDigest(parts, c.req.param('id')!)
    const base = baseUrl(parts.settings.publicUrl, c.req.header('host'))
    return answerDocument(await makeFeed(parts, digest, readFormat(c), base), requestHeaders(c))
  })
  app.get('/digests', c =>
    pages.answer(c, async head => {
      const { digests } = parts.config()
      const told = await Promise.all(
        digests.map(async digest => ({
          digest,
          channel: channelOf(digest),
          issues: await parts.store.listDigestIssues(digest.id, ISSUES_IN_BRIEF),
        })),
      )
      return renderDigestsPage(head, told)
    }),
  )
  app.get('/digests/:id/feed', c => {
    const digest = findDigest(parts, c.req.param('id'))
    return pages.answer(c, async head =>
      renderDigestPage(
        head,
        channelOf(digest),
        await parts.store.listDigestIssues(digest.id, ISSUES),
      ),
    )
  })
  app.get('/digests/:id/:issue', async c => {
    const { id, issue: name } = c.req.param()
    const digest = findDigest(parts, id)
    const until = readIssueName(name)
    const issue = until && (await parts.store.findDigestIssue(id, until))
    if (!issue) throw notFound('there is no such issue')
    return pages.answer(c, head => renderIssuePage(head, channelOf(digest), issue))
  })
  app.get('/digests/:id', c => {
    const digest = findDigest(parts, c.req.param('id'))
    return showLast(c, parts, digest)
  })
}

const channelOf = (digest: Digest) => digestChannels({ digests: [digest] })[0]!

function findDigest({ config }: DigestParts, id: string): Digest {
  const found = config().digests.find(digest => digest.id === id)
  if (!found) throw notFound(`there is no digest "${id.slice(0, 60)}"`)
  return found
}

/** The newest issue stands at the digest's own address; before there is one, what is known of it. */
async function showLast(c: Context, { store }: DigestParts, { id }: Digest) {
  const [last] = await store.listDigestIssues(id, 1)
  return c.redirect(`/digests/${id}/${last ? issueName(last.until) : 'feed'}`, 302)
}

async function makeFeed(parts: DigestParts, digest: Digest, format: Format, base: string) {
  const path = `/digests/${digest.id}/feed`
  const title = digest.language === 'en' ? (digest.titleEn ?? digest.title) : digest.title
  const issues = await parts.store.listDigestIssues(digest.id, ISSUES)
  const feed: OwnFeed = {
    ...{ path, home: path, title: `${title} · ${PRODUCT}`, description: title, ttlMinutes: 60 },
    language: digest.language === 'en' ? 'en' : 'zh-Hans',
    items: issues.map(issue => itemOf(issue, base)),
  }
  const { body, self, ...made } = renderOwnFeed(feed, { format, base, now: parts.now() })
  return makeDocument(body, {
    ...made,
    maxAge: MAX_AGE_SECONDS,
    headers: { 'Access-Control-Allow-Origin': '*', Link: `<${self}>; rel="self"` },
  })
}

/** An issue as an item of a feed: made once, at an address of its own, and never changed. */
function itemOf({ digestId, until, madeAt, content }: DigestIssue, base: string): FeedItem {
  const path = `/digests/${digestId}/${issueName(until)}`
  const sequence = Math.floor(until.getTime() / 60_000)
  return {
    id: storyIdOf(`digest ${path}`),
    sequence,
    firstSequence: sequence,
    title: content.title,
    url: `${base}${path}`,
    published: { precision: 'minute', at: until, zone: content.zone, evidence: 'meta' },
    firstSeen: madeAt,
    modified: madeAt,
    byline: [],
    outlet: null,
    source: { id: 'digest', name: PRODUCT, url: base },
    language: content.language === 'en' ? 'en' : 'zh-Hans',
    summary: content.entries.map(({ title }) => title).join(' · '),
    html: renderDigestHtml(content),
    text: renderDigestText(content),
    images: [],
    tier: 'relevant',
    topics: [],
    alsoReportedBy: [],
    siblings: [],
    gone: false,
  }
}
