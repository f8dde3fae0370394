/**
 * What publishers call things. Each name is compared with a class or id as a whole, in lower case, with `-` and `_`
 * taken out; a pattern looks inside. Gathered from common content systems, none belongs to one site.
 */
const squeeze = (name: string) => name.toLowerCase().replace(/[-_\s]+/g, '')

/** Names that hold the text of an article and hardly ever anything else, the surest first. */
const bodyNames = new Set(
  `articlebody articlebodytext articlecontent articletext articlebodycontent articlemain articlecontents articlebodywrapper
  articlebodycopy articlestory storybody storycontent storytext storybodytext entrycontent postcontent postbody
  postentry posttext singlecontent singlepostcontent tdpostcontent contentbody bodycontent bodycopy bodytext newscontent newsbody newstext
  newsdetail newsdetailcontent textcontent richtextstorybody richtextbody caasbody fieldnamebody textformatted artikeltext
  artikelinhalt articledetailcontent detailcontent contentdetail contentarticle contenttext maincontenttext
  trseditor trseditorview ucapcontent pagescontent rmtxtcon boxcon textcon artibody artical articalcontent pdetail
  zhengwen fontzoom zoom txtcontent textbody newscon newscontentbox newstxt detailcon detailtext contxt conttext cnttext
  jscontent richmediacontent endtext postmessage tf viewcon xlcon articlecon articletxt articlecont
  contenttxt mainarticle artcontent arttext arttxt articlecopy articleparagraphs
  noticiatexto cuerponoticia corpsarticle texteartcile contenuarticle articlebodyhtml`.split(/\s+/),
)

/** Parts of names that speak for a body. */
const bodyPattern =
  /article[-_]*(?:body|content|text|txt|copy|main)|(?:story|post|entry|news|body|content)[-_]*(?:body|content|text|copy|txt)|text[-_]*body|trs[-_]?editor|artibody|zhengwen|rich[-_]?text/

export function looksLikeBody(className: string, id: string): 'sure' | 'likely' | null {
  for (const name of `${className} ${id}`.split(/\s+/)) {
    if (bodyNames.has(squeeze(name))) return 'sure'
  }
  return bodyPattern.test(`${className} ${id}`.toLowerCase()) ? 'likely' : null
}

/** Whole words inside class and id names that tell of furniture. */
const furnitureWords = new Set(
  `ad ads advert adverts advertisement advertorial adbox adslot banner banners
  share shares sharing sharebar sharebox sharetools social socials sns bdshare jiathis addtoany addthis
  related relate relatednews relatedposts relatedarticles relatedcontent relatedstories recommend recommended
  recommendation recommendations recirculation recirc readmore morenews mostread mostpopular popular trending hot hotnews
  newsletter newsletters subscribe subscription signup paywallbox promo promos promotion promobox teaser teasers
  comment comments commentlist disqus respond reply replies
  sidebar sidebars aside rail widget widgets
  nav navbar navigation menu breadcrumb breadcrumbs crumb crumbs pagination pager pages paging
  footer foot copyright disclaimer
  tags taglist tagcloud keywords topics
  authorbio authorbox authorinfo aboutauthor bio
  toolbar tools utility print printer fontsize qrcode erweima ewm qr
  cookie cookies consent gdpr modal popup overlay lightbox
  byline dateline timestamp
  login register
  skip skiplink visuallyhidden sronly screenreadertext
  outbrain taboola`.split(/\s+/),
)

const furniturePattern =
  /related|recommend|newsletter|sharing|share-|-share|social[-_]|sidebar|comment|outbrain|taboola|breadcrumb|read-?more|most-?(?:read|popular)|more-?(?:news|stories|articles|from|on)|also-?(?:read|like)|advert|sponsor|promo|teaser|cookie|subscribe|paywall|author-?(?:bio|box|info|card|profile)|about-?(?:the-?)?author|tag-?(?:list|cloud)|article-?tags|post-?tags|copyright|disclaimer|editor-?note|xiangguan|pinglun|tuijian|fenxiang|guanggao|caption|credit|onward|embed|infobox|factbox|signup|donat/

export function looksLikeFurniture(className: string, id: string): boolean {
  const names = `${className} ${id}`.toLowerCase()
  if (names.length < 2) return false
  for (const word of names.split(/[\s_-]+/)) if (furnitureWords.has(word)) return true
  return furniturePattern.test(names)
}
