import { hasProperty } from '../document.ts'

/**
 * What publishers call things. Each name is compared with a class or id as a whole, in lower case, with `-` and `_`
 * taken out; a pattern looks inside. Gathered from common content systems, none belongs to one site.
 */
const squeeze = (name: string) => name.toLowerCase().replace(/[-_\s]+/g, '')

/** Names that hold the text of an article and hardly ever anything else, the surest first. */
const bodyNames = new Set(
  `articlebody articlebodytext articlecontent articletext articlebodycontent articlemain articlecontents articlebodywrapper
  articlebodycopy articlestory articleeditor articlecontenteditor articlesection articlesections bodyarticle newsarticlebody postarticle
  storycopy storydetail storyarticle newsbodytext newsstory newsbodycontent storybody storycontent storytext storybodytext entrycontent postcontent postbody
  postentry posttext singlecontent singlepostcontent tdpostcontent contentbody bodycontent bodycopy bodytext newscontent newsbody newstext
  newsdetail newsdetailcontent textcontent richtextstorybody richtextbody caasbody fieldnamebody textformatted artikeltext
  artikelinhalt articledetailcontent detailcontent contentdetail contentarticle contenttext maincontenttext
  trseditor trseditorview ucapcontent pagescontent rmtxtcon boxcon textcon artibody artical articalcontent pdetail
  zhengwen fontzoom zoom txtcontent textbody newscon newscontentbox newstxt detailcon detailtext contxt conttext cnttext
  jscontent richmediacontent endtext postmessage tf viewcon xlcon articlecon articletxt articlecont
  contenttxt mainarticle artcontent arttext arttxt articlecopy articleparagraphs
  noticiatexto cuerponoticia corpsarticle texteartcile contenuarticle articlebodyhtml`.split(/\s+/),
)

/** What frameworks set before a name (`c-article-body`, `js-content`), and the marks of a block's part or kind. */
const PREFIX =
  /^(?:[a-z]|js|is|ng|wp|sc|ui|css|cmp|app|m|u-?i|pg|page|site|mod|module|component|block|layout)[-_]+/i
/** What builders hang behind a name: `__x1Y2z`, `--wide`. */
const SUFFIX = /(?:--[\w-]+|__(?=[\w-]*[A-Z\d])[\w-]{5,8})$/

/** True for a class or id word that is a body's name: as a whole, without prefix and suffix, or as the last part of a compound. */
function isBodyWord(word: string): boolean {
  if (bodyNames.has(squeeze(word))) return true
  if (!/[-_]/.test(word)) return false
  const bare = word.replace(SUFFIX, '').replace(PREFIX, '')
  // `Story_storyBody__x1Y2z`: a component, its part, and a mark of the build.
  const module = SUFFIX.test(word) ? bare.slice(bare.lastIndexOf('_') + 1) : bare
  return (
    (bare !== word && (bodyNames.has(squeeze(bare)) || bodyNames.has(squeeze(module)))) ||
    (bare.includes('__') && bodyNames.has(squeeze(bare.slice(bare.lastIndexOf('__') + 2))))
  )
}

/** The names of an element that are surely a body's: its class and id words, and what its markup declares. */
export function bodyNamesOf({ attribs }: { attribs: Record<string, string> }): string[] {
  const names = `${attribs.class ?? ''} ${attribs.id ?? ''}`.slice(0, LONGEST).split(/\s+/)
  const found = names.filter(isBodyWord).map(squeeze)
  if (hasProperty(attribs, 'articleBody')) found.push('itemprop')
  return found
}

/** Answers a question about names once for each pair of class and id: pages repeat them by the hundred. */
function remember<T>(answer: (className: string, id: string) => T) {
  const known = new Map<string, T>()
  const nameless = answer('', '')
  return (className: string, id: string): T => {
    if (className === '' && id === '') return nameless
    // Few elements have an id, and to put a key together costs more than to look it up.
    const key = id === '' ? className.slice(0, LONGEST) : keyOf(className, id)
    const before = known.get(key)
    if (before !== undefined) return before
    const told = answer(className.slice(0, LONGEST), id.slice(0, LONGEST))
    if (known.size >= MOST_REMEMBERED) known.clear()
    known.set(key, told)
    return told
  }
}
const MOST_REMEMBERED = 4000

const keyOf = (className: string, id: string) =>
  `${className.slice(0, LONGEST)}\u0000${id.slice(0, LONGEST)}`
/** How much of a name is looked at. */
const LONGEST = 400

/** True when a class or the id is a name that surely a body has. */
export const isBodyName = remember((className, id) =>
  `${className} ${id}`.split(/\s+/).some(isBodyWord),
)

/** Whole words in class and id names that tell of furniture wherever they stand. */
const strongWords = words(`ad ads advert adverts advertisement advertorial adbox adslot
  share shares sharing sharebar sharebox sharetools social socials sns bdshare jiathis addtoany addthis
  related relate relatednews relatedposts relatedarticles relatedcontent relatedstories recommend recommended
  recommendation recommendations recirculation recirc readmore morenews mostread mostpopular popular trending hotnews
  newsletter newsletters subscribe subscription signup promo promos promotion promobox
  comment comments commentlist disqus respond reply replies
  nav navbar navigation menu breadcrumb breadcrumbs crumb crumbs pagination pager footer copyright disclaimer
  taglist tagcloud authorbio authorbox authorinfo aboutauthor cookie cookies consent gdpr
  outbrain taboola qrcode erweima`)

/** Words that tell of furniture only where little text stands under them. */
const weakWords = words(`banner banners teaser teasers hot sidebar sidebars aside rail
  pages paging foot tags keywords topics bio toolbar tools utility print printer fontsize ewm qr
  modal popup overlay lightbox byline dateline timestamp login register skip skiplink`)

/** Words for what stands under a picture. */
const captionPattern =
  /caption|credit|copyright-?(?:text|line)|legend|bildunterschrift|img-?(?:desc|info|alt)|photo-?(?:desc|info)|pic-?(?:desc|info)|tushuo/

const strongPattern =
  /related|recommend|newsletter|sharing|share-|-share|social[-_]|comment|outbrain|taboola|breadcrumb|read-?more|most-?(?:read|popular)|more-?(?:news|stories|articles|from|on)|also-?(?:read|like)|advert|sponsor|promo|cookie|subscribe|author-?(?:bio|box|info|card|profile)|about-?(?:the-?)?author|tag-?(?:list|cloud)|article-?tags|post-?tags|copyright|disclaimer|xiangguan|pinglun|tuijian|fenxiang|guanggao|onward|signup|donat|next-?prev|prev-?next|post-?nav|widget_/

const weakPattern = /sidebar|teaser|editor-?note|infobox|factbox/

/**
 * Whether the names of an element tell of furniture: `strong` wherever they stand, `weak` where little text stands under
 * them (a body is sometimes called `sidebar-grid`); `caption` for the words under a picture.
 */
export const furnitureKind = (className: string, id: string): FurnitureKind | null =>
  className.length > LONGEST || id.length > LONGEST
    ? readKind(className, id)
    : knownKind(className, id)

type FurnitureKind = 'strong' | 'weak' | 'caption'

function readKind(className: string, id: string): FurnitureKind | null {
  const names = `${className} ${id}`.toLowerCase()
  if (names.length < 2) return null
  const parts = names.split(/[\s_-]+/)
  if (parts.some(part => strongWords.has(part)) || strongPattern.test(names)) return 'strong'
  if (captionPattern.test(names)) return 'caption'
  return parts.some(part => weakWords.has(part)) || weakPattern.test(names) ? 'weak' : null
}

const knownKind = remember(readKind)

/** Classes of the common style sheets that take an element from view. */
const hiddenClasses =
  words(`hidden hide ishidden uhidden dnone displaynone nodisplay sronly visuallyhidden
  screenreadertext screenreaderonly screenreader elementinvisible a11yhidden offscreen hoffscreen uoffscreen visuallyhide
  visibilityhidden accessibilityhidden assistivetext accesshide hiddenvisually uvisuallyhidden cdkvisuallyhidden`)
/** Shown again on some screens: `hidden md:block`, `d-none d-md-block`. */
const shownAgain =
  /(?:^|\s)(?:(?:[a-z\d]{2,8}:|d-(?:xs|sm|md|lg|xl|xxl)-)(?:not-sr-only|block|flex|grid|inline[\w-]*|table[\w-]*|contents|visible))(?:$|\s)/

/** True when one of its classes takes an element from view, on whatever screen. */
export const isHiddenByClass = remember(
  className =>
    !shownAgain.test(className) &&
    className.split(/\s+/).some(name => hiddenClasses.has(squeeze(name))),
)

function words(list: string): Set<string> {
  return new Set(list.split(/\s+/))
}
