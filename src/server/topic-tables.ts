import type { TopicsConfig } from '../model/topics-config.ts'
import { buildTopicTable, type TopicTable } from '../topics/topic-table.ts'

/** Tables built before; a configuration that was read again is another object. */
const tables = new WeakMap<TopicsConfig, TopicTable>()

/** The table by which articles are judged, built once for a configuration. */
export function tableOf(topics: TopicsConfig): TopicTable {
  const table = tables.get(topics) ?? buildTopicTable(topics)
  tables.set(topics, table)
  return table
}
