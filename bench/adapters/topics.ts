/**
 * Reads lines `{id, lang, title, text}` and answers each with `{id, tier}`, judged as articles of a general source. Where lines name
 * their `source` too, an issue of a series is judged as those before it were.
 * `--evidence` adds what was found.
 */
import { createInterface } from 'node:readline'
import { loadConfig, renderProblems } from '../../src/config/load-config.ts'
import type { Relevance } from '../../src/model/relevance.ts'
import { followSeries, type Issue } from '../../src/topics/follow-series.ts'
import { matchTopics } from '../../src/topics/match-topics.ts'
import { readTemplate } from '../../src/topics/read-template.ts'
import { buildTopicTable } from '../../src/topics/topic-table.ts'

const { topics, problems } = await loadConfig('config')
if (!topics) throw new Error(renderProblems(problems))
const table = buildTopicTable(topics)
const withEvidence = process.argv.includes('--evidence')
const out: string[] = []
const issues = new Map<string, Issue[]>()

/** As an issue among those of its series that were read before. */
function amongIssues(own: Relevance, source: string, title: string): Relevance {
  const template = readTemplate(title)
  if (template === null) return own
  const key = `${source}\n${template}`
  const others = issues.get(key) ?? []
  issues.set(key, [...others, { own: own.tier, topics: own.topics }].slice(-12))
  return followSeries(own, template, others)
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, lang, title, text, source } = JSON.parse(line)
  const own = matchTopics({ title, text, keywords: [], language: lang }, table, 'general')
  const found = source ? amongIssues(own, source, title) : own
  out.push(JSON.stringify(withEvidence ? { id, ...found } : { id, tier: found.tier }))
}
process.stdout.write(`${out.join('\n')}\n`)
