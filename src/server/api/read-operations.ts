import type { OpenAPIHono } from '@hono/zod-openapi'
import type { ApiParts } from './api-parts.ts'
import { addArticleOperations } from './articles.ts'
import { addCatalogueOperations } from './catalogue.ts'
import { addChangeOperations } from './changes.ts'
import { addSearchOperations } from './search.ts'
import { addSeriesOperations } from './series.ts'
import { addStoryOperations } from './stories.ts'

/** What anyone may read in single answers; streams, exports and what needs a key stand beside it. */
export function addReadOperations(api: OpenAPIHono, parts: ApiParts): void {
  addStoryOperations(api, parts)
  addArticleOperations(api, parts)
  addChangeOperations(api, parts)
  addSearchOperations(api, parts)
  addCatalogueOperations(api, parts)
  addSeriesOperations(api, parts)
}
