import { type Carried, localParts, publishedAt } from './article.ts'

/** What a site answers at one path. */
export type DemoDocument = {
  status: number
  headers: Record<string, string>
  body: Uint8Array
}

/** One carried article with everything a page needs to know of it. */
export type Post = Carried & {
  title: string
  /** Path of its page on this site. */
  path: string
  at: Date
  local: ReturnType<typeof localParts>
  number: number
}

/** A site of the invented web: who it is, and how it writes its pages. */
export type DemoSite = {
  id: string
  host: string
  name: string
  offsetMinutes: number
  /** What an operator would write into `config/sources/<id>.yaml`. */
  source: (origin: string) => object
  pathOf: (post: Omit<Post, 'path'>) => string
  /** All documents but the articles' own: listings, feeds, sitemaps. */
  documents: (posts: Post[], origin: string) => Map<string, DemoDocument>
  page: (post: Post, posts: Post[], origin: string) => DemoDocument
  /** The path that a moved article is listed under. */
  oldPathOf?: (post: Post) => string
}

export const html = (text: string, contentType = 'text/html; charset=utf-8'): DemoDocument => ({
  status: 200,
  headers: { 'content-type': contentType },
  body: new TextEncoder().encode(text),
})

/** The posts of a site, newest first, as its listings show them. */
function buildPosts(site: DemoSite, carried: Carried[], bornAt: Date): Post[] {
  const ordered = carried
    .map(each => ({ ...each, at: publishedAt(each, bornAt, site.offsetMinutes) }))
    .sort((a, b) => b.at.getTime() - a.at.getTime())
  return ordered.map((each, index) => {
    const post = {
      ...each,
      title: each.title ?? each.article.title,
      local: localParts(each.at, site.offsetMinutes),
      number: 10_000 + ordered.length - index,
    }
    return { ...post, path: site.pathOf(post) }
  })
}

/** Everything a site answers, by path. */
export function buildSite(
  site: DemoSite,
  carried: Carried[],
  bornAt: Date,
  origin: string,
): Map<string, DemoDocument> {
  const posts = buildPosts(site, carried, bornAt)
  const documents = site.documents(posts, origin)
  documents.set('/robots.txt', html('User-agent: *\nDisallow: /admin/\n', 'text/plain'))
  for (const post of posts) {
    documents.set(post.path, post.gone ? gonePage : site.page(post, posts, origin))
    if (post.moved && site.oldPathOf)
      documents.set(site.oldPathOf(post), {
        status: 301,
        headers: { location: post.path },
        body: new Uint8Array(),
      })
  }
  return documents
}

const gonePage: DemoDocument = { ...html('<h1>410</h1><p>该稿件已撤下。</p>'), status: 410 }

/** The address that listings print: the old one for a moved article. */
export const listedPath = (site: DemoSite, post: Post) =>
  post.moved && site.oldPathOf ? site.oldPathOf(post) : post.path

/** What stands below an article: the newest others. */
export const relatedTo = (post: Post, posts: Post[], count: number) =>
  posts.filter(other => other !== post && !other.gone).slice(0, count)

/** The neighbours in the order of publication. */
export function neighboursOf(
  post: Post,
  posts: Post[],
): { previous: Post | null; next: Post | null } {
  const at = posts.indexOf(post)
  return { previous: posts[at + 1] ?? null, next: posts[at - 1] ?? null }
}

/** Cuts posts into listing pages. */
export function paginate(posts: Post[], size: number): Post[][] {
  const pages: Post[][] = []
  for (let from = 0; from < posts.length; from += size) pages.push(posts.slice(from, from + size))
  return pages
}
