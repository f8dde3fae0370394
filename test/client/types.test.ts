import { expect, test } from 'vitest'
import type * as z from 'zod'
import type * as client from '../../src/client/types.ts'
import type * as articles from '../../src/model/api/articles.ts'
import type * as catalogue from '../../src/model/api/catalogue.ts'
import type * as stories from '../../src/model/api/stories.ts'
import type * as subscribers from '../../src/model/api/subscribers.ts'
import type * as values from '../../src/model/api/values.ts'
import type * as series from '../../src/model/series.ts'

/** True when each may stand for the other. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false
const held = <_ extends true>() => true

test('the types of the client are those of the schemas, as the compiler sees them', () => {
  const all = [
    held<Same<client.ApiStory, stories.ApiStory>>(),
    held<Same<client.ApiStories, stories.ApiStories>>(),
    held<Same<client.ApiStoryView, stories.ApiStoryView>>(),
    held<Same<client.ApiArticle, articles.ApiArticle>>(),
    held<Same<client.ApiArticles, articles.ApiArticles>>(),
    held<Same<client.ApiRevision, articles.ApiRevision>>(),
    held<Same<client.ApiChange, stories.ApiChange>>(),
    held<Same<client.ApiChanges, stories.ApiChanges>>(),
    held<Same<client.ApiSource, catalogue.ApiSource>>(),
    held<Same<client.ApiTopic, catalogue.ApiTopic>>(),
    held<Same<client.ApiOutlet, catalogue.ApiOutlet>>(),
    held<Same<client.ApiHits, stories.ApiHits>>(),
    held<Same<client.ApiDays, stories.ApiDays>>(),
    held<Same<client.ApiProblem, values.ApiProblem>>(),
    held<Same<client.ApiLink, values.ApiLink>>(),
    held<Same<client.ApiSeriesChanges, z.infer<typeof series.seriesChangesSchema>>>(),
    held<Same<client.ApiWebhook, subscribers.ApiWebhook>>(),
    held<Same<client.ApiCreatedWebhook, subscribers.ApiCreatedWebhook>>(),
    held<Same<client.ApiNewWebhook, subscribers.ApiNewWebhook>>(),
    held<Same<client.ApiDelivery, subscribers.ApiDelivery>>(),
    held<Same<client.ApiKeyInfo, subscribers.ApiKeyInfo>>(),
    held<Same<client.ApiCreatedKey, subscribers.ApiCreatedKey>>(),
  ]
  expect(all).not.toContain(false)
})
