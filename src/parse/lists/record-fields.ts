import { plainText } from '../feed/plain-text.ts'

export type Fields = Record<string, unknown>

/** What a record in a publisher's data says of an article, as printed there. */
export type NewsRecord = {
  title: string
  /** Null where the record names only itself. */
  address: string | null
  /** What an address may be made of, by the names of the fields: `id`, `slug`. */
  names: Map<string, string>
  date: string | null
  outlet: string | null
  summary: string | null
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// Names of fields in lower case without underscores, the surest first, as the data of publishers and
// of the common publishing systems call them.
const titleNames =
  'headline headlines title heading showtitle newstitle articletitle listtitle contenttitle doctitle maintitle shorttitle subject topic bt tt t name'.split(
    ' ',
  )
const addressNames =
  'url link href publishurl shareurl docurl docpuburl articleurl newsurl contenturl contentlink linkurl pageurl weburl arcurl permalink canonicalurl detailurl jumpurl uri path l u'.split(
    ' ',
  )
const dateNames =
  'datepublished firstpublished firstpublishedat publishtime publishdate publishedat published pubdate pubtime ptime releasetime releasedate issuetime issuedate docreltime postdate posttime displaytime showtime newstime newsdate time date pubtimelong createtime createdate createdat created ctime inputtime addtime regdate regdt regtime regdttm writedate writedt wdate wrdate insdate insdt crtdt rgstdt pubdt dispdt released issued posted opendate noticedate ntcdt datum fecha fechapublicacion day dt rq d'.split(
    ' ',
  )
const outletNames =
  'source sourcename sourcetext medianame media origin copyfrom author name'.split(' ')
const summaryNames = 'summary abstract description desc brief digest intro introduction lead'.split(
  ' ',
)
/** An object that wraps the article in a record: GraphQL edges, list items, content systems. */
const wrappers = [
  'item',
  'node',
  'article',
  'news',
  'content',
  'data',
  'fields',
  'attributes',
  'doc',
]

const identityNames =
  'slug id articleid newsid docid contentid postid infoid nid aid uuid guid code key'.split(' ')

/** Systems put the name of a table before these: `infoTitle`, `noticeId`, `cmsPublishTime`; some of it tells of another thing. */
const otherThings =
  /^(?:sub|seo|meta|page|site|column|category|cat|class|channel|section|node|image|img|pic|video|file|html|og|menu|share|author|user|creator|editor|second|vice|parent|type|topic|tag|tenant|dept|org|company|group|template|lang|language)/
const titleEnd = /^[a-z]{2,14}title$/
const addressEnd = /^[a-z]{2,14}(?:url|link|href)$/
const identityEnd = /^[a-z]{2,14}id$/
const dateEnd =
  /^(?:[a-z]{2,14})?(?:publish|pub|release|issue|display|post|creat|add|reg(?:ist(?:er|ration)?)?|rgst|writ(?:e|ten)|insert|ins|crt|submit|send|online|notice)(?:e?d)?(?:_?on|time|date|at|day|datetime|timestamp|utc|gmt|dt|dttm)$|^(?:[a-z]{2,14})?date(?:time)?(?:publish|releas|issu|post|creat|add|enter|insert|submitt?|sent|online)(?:e?d)?(?:utc|gmt)?$/

/** The first field whose name ends so and tells of the article itself. */
function findEnding(
  fields: Map<string, string>,
  end: RegExp,
  fits: (value: string) => boolean,
): string | null {
  for (const [name, value] of fields)
    if (end.test(name) && !otherThings.test(name) && fits(value.trim())) return value.trim()
  return null
}

/** Reads an object as a record of an article; null when it has no headline, or nothing to find its page by. */
export function readRecord(object: Fields): NewsRecord | null {
  const fields = flatten(object)
  const title =
    findText(fields, titleNames.slice(0, -1), isHeadline) ??
    findEnding(fields, titleEnd, isHeadline) ??
    findText(fields, titleNames.slice(-1), isHeadline)
  const address =
    findText(fields, addressNames, isPageAddress) ??
    findEnding(fields, addressEnd, isPageAddress) ??
    findText(fields, ['slug'], isRootedPath)
  if (!title) return null
  const hasDigit = (value: string) => /\d/.test(value)
  const date = findText(fields, dateNames, hasDigit) ?? findEnding(fields, dateEnd, hasDigit)
  const hasIdentity = date !== null && identityOf(fields) !== null
  if (!address && !hasIdentity) return null
  return {
    title: plainText(title),
    address,
    names: fields,
    date,
    outlet: shortText(findText(fields, outletNames.slice(0, -1), value => value.length < 40)),
    summary: shortText(findText(fields, summaryNames, value => value.length > 10)),
  }
}

/** Reads a row of bare values: the address, the longest text and the date tell themselves apart. */
export function readTuple(values: unknown[]): NewsRecord | null {
  if (values.length < 2 || values.length > 20) return null
  const texts = values
    .filter(value => typeof value === 'string' || typeof value === 'number')
    .map(String)
  const address = texts.find(
    text => isPageAddress(text) && /^(?:https?:)?\/|^\.|\.s?html?$/.test(text),
  )
  const date = texts.find(
    text => /^\D{0,2}(?:19|20)\d{2}\D{1,2}\d{1,2}\D{1,2}\d{1,2}/.test(text) && text.length < 30,
  )
  const rest = texts.filter(text => text !== address && text !== date && isHeadline(text))
  const title = rest.sort((a, b) => b.length - a.length)[0]
  if (!address || !title) return null
  const names = new Map<string, string>()
  return {
    ...{ title: plainText(title), address, names },
    ...{ date: date ?? null, outlet: null, summary: null },
  }
}

/** What an address of an article may be made of, the surest first. */
export const identityOf = (names: Map<string, string>): string | null =>
  findText(names, identityNames, isIdentity) ?? findEnding(names, identityEnd, isIdentity)

const isIdentity = (value: string) => /^[^\s/?#]{1,200}$/.test(value)

export const fieldName = (name: string) => name.toLowerCase().replace(/[_\-\s@]/g, '')

/** The fields of a record and of the objects that wrap its article, by their plain names. */
function flatten(object: Fields): Map<string, string> {
  const texts = new Map<string, string>()
  const tell = (name: string, text: string | null) => {
    if (text !== null && !texts.has(name)) texts.set(name, text.slice(0, 20_000))
  }
  const read = (fields: Fields, depth: number) => {
    const inner: Fields[] = []
    for (const [key, value] of Object.entries(fields).slice(0, 120)) {
      const name = fieldName(key)
      if (typeof value === 'string' || typeof value === 'number') {
        tell(name, String(value))
      } else if (isFields(value)) {
        if (wrappers.includes(name) || key === '_source') inner.push(value)
        else tell(name, textOf(value))
      } else if (Array.isArray(value) && value.length === 1) tell(name, textOf(value[0]))
    }
    if (depth < 3) for (const one of inner) read(one, depth + 1)
  }
  read(object, 0)
  return texts
}

/**
 * Where content systems keep the text of a field that is an object: `{"rendered": …}` of WordPress, `{"current": …}` of a
 * slug in Sanity, `{"alias": …}` of a path in Drupal, `[{"text": …}]` of a title in Prismic, `{"$date": …}` of MongoDB, `{"basic": …}` of a headline in Arc.
 */
const textKeys = 'rendered basic current name text alias value url href path iso date $date'.split(
  ' ',
)

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (!isFields(value)) return null
  const key = textKeys.find(one => typeof value[one] === 'string')
  if (key) return value[key] as string
  // One text in several languages: the first is the page's own.
  const said = Object.entries(value).filter(([, one]) => typeof one === 'string')
  const isByLanguage =
    said.length > 0 && said.every(([one]) => /^[a-z]{2}(?:[-_]\w{2,4})?$/i.test(one))
  return isByLanguage ? (said[0]![1] as string) : null
}

function findText(
  fields: Map<string, string>,
  names: string[],
  fits: (value: string) => boolean,
): string | null {
  for (const name of names) {
    const value = fields.get(name)?.trim()
    if (value && fits(value)) return value
  }
  return null
}

const isHeadline = (value: string) =>
  /\p{L}{2}/u.test(value) && value.length <= 600 && !/^(?:https?:)?\/\/|^[\w-]+$/.test(value)

/** An address of a page: with a slash or a dot, and not that of a picture, a script or an interface. */
const isPageAddress = (value: string) =>
  value.length <= 2000 &&
  /^[^\s<>"]+$/.test(value) &&
  /[/.]/.test(value) &&
  /[a-z]/i.test(value) &&
  !/\.(?:jpe?g|png|gif|webp|svg|ico|mp[34]|m3u8|css|js|pdf|zip|json)(?:[?#]|$)/i.test(value)

/** A slug that begins at the root is an address. */
const isRootedPath = (value: string) => value.startsWith('/') && isPageAddress(value)

const shortText = (value: string | null) => (value === null ? null : plainText(value) || null)
