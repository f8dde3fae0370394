import { loadConfig } from '../../src/config/load-config.ts'
import type { RelevanceMode } from '../../src/topics/judge-tier.ts'
import { matchTopics } from '../../src/topics/match-topics.ts'
import { buildTopicTable } from '../../src/topics/topic-table.ts'

export const shippedTopics = (await loadConfig('config')).topics!
const table = buildTopicTable(shippedTopics)

type Given = { title?: string; text?: string; keywords?: string[]; language?: string | null }

/** Judges with the vocabulary that is shipped. */
export const judge = (given: Given | string, mode: RelevanceMode = 'general') => {
  const article = typeof given === 'string' ? { title: given } : given
  return matchTopics({ title: '', text: '', keywords: [], language: null, ...article }, table, mode)
}
