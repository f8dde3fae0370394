import type { Context } from 'hono'
import { type Format, renderers } from '../../feeds/renderers.ts'

/** The file of a feed in every format, as it stands in a route. */
export const feedFile = `:file{feed\\.(?:${Object.keys(renderers).join('|')})}`

/** The format that such a file is asked in. */
export const readFormat = (c: Context): Format =>
  c.req.param('file')!.slice('feed.'.length) as Format
