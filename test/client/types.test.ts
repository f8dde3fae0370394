import { expect, test } from 'vitest'
import type * as client from '../../src/client/types.ts'
import type * as api from '../../src/model/api.ts'

/** True when each may stand for the other. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false
const held = <_ extends true>() => true

test('the types of the client are those of the schemas, as the compiler sees them', () => {
  const all = [
    held<Same<client.ApiStory, api.ApiStory>>(),
    held<Same<client.ApiStories, api.ApiStories>>(),
    held<Same<client.ApiStoryView, api.ApiStoryView>>(),
    held<Same<client.ApiArticle, api.ApiArticle>>(),
    held<Same<client.ApiArticles, api.ApiArticles>>(),
    held<Same<client.ApiRevision, api.ApiRevision>>(),
    held<Same<client.ApiChange, api.ApiChange>>(),
    held<Same<client.ApiChanges, api.ApiChanges>>(),
    held<Same<client.ApiSource, api.ApiSource>>(),
    held<Same<client.ApiTopic, api.ApiTopic>>(),
    held<Same<client.ApiOutlet, api.ApiOutlet>>(),
    held<Same<client.ApiHits, api.ApiHits>>(),
    held<Same<client.ApiDays, api.ApiDays>>(),
    held<Same<client.ApiProblem, api.ApiProblem>>(),
    held<Same<client.ApiLink, api.ApiLink>>(),
    held<Same<client.ApiWebhook, api.ApiWebhook>>(),
    held<Same<client.ApiCreatedWebhook, api.ApiCreatedWebhook>>(),
    held<Same<client.ApiNewWebhook, api.ApiNewWebhook>>(),
    held<Same<client.ApiDelivery, api.ApiDelivery>>(),
    held<Same<client.ApiKeyInfo, api.ApiKeyInfo>>(),
    held<Same<client.ApiCreatedKey, api.ApiCreatedKey>>(),
  ]
  expect(all).not.toContain(false)
})
