/**
 * Reads lines `{id, lang, title, text}` and answers each with `{id, tier}`, judged as articles of a general source.
 * `--evidence` adds what was found.
 */
import { createInterface } from 'node:readline'
import { loadConfig, renderProblems } from '../../src/config/load-config.ts'
import { matchTopics } from '../../src/topics/match-topics.ts'
import { buildTopicTable } from '../../src/topics/topic-table.ts'

const { topics, problems } = await loadConfig('config')
if (!topics) throw new Error(renderProblems(problems))
const table = buildTopicTable(topics)
const withEvidence = process.argv.includes('--evidence')
const out: string[] = []
for await (const line of createInterface({ input: process.stdin })) {
  const { id, lang, title, text } = JSON.parse(line)
  const found = matchTopics({ title, text, keywords: [], language: lang }, table, 'general')
  out.push(JSON.stringify(withEvidence ? { id, ...found } : { id, tier: found.tier }))
}
process.stdout.write(`${out.join('\n')}\n`)
