import { loadConfig } from '../../src/config/load-config.ts'
import { matchTopics } from '../../src/topics/match-topics.ts'
import { buildTopicTable } from '../../src/topics/topic-table.ts'
import { type Figure, figureOf } from './figures.ts'
import { readHeadlines } from './read-headlines.ts'

/** Judges the invented headlines: those of the subject must be touched, the others must not be relevant. */
export async function evaluateRelevance(): Promise<Figure[]> {
  const { topics } = await loadConfig('config')
  if (!topics) throw new Error('config/topics.yaml cannot be read')
  const table = buildTopicTable(topics)
  const judged = readHeadlines().map(({ language, title, wanted }) => {
    const { tier } = matchTopics({ title, text: '', keywords: [], language }, table, 'general')
    return { language, wanted, name: title, right: wanted ? tier !== 'off' : tier !== 'relevant' }
  })
  return [...new Set(judged.map(({ language }) => language))].flatMap(language =>
    [true, false].map(wanted =>
      figureOf(
        `headlines ${language}, ${wanted ? 'of the subject' : 'look-alikes'}`,
        judged.filter(row => row.language === language && row.wanted === wanted),
      ),
    ),
  )
}
