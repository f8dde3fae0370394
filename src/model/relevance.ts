/** How near an article is to the subject. Only relevant ones reach the feeds by default. */
export type Tier = 'relevant' | 'adjacent' | 'off'

/** A term that was found, where, and which topic it speaks for. */
export type TopicEvidence = {
  topic: string
  term: string
  where: 'title' | 'lead' | 'body' | 'keywords'
}

/** What an article is about. */
export type Relevance = {
  tier: Tier
  /** 0 to 1, comparable between articles of one language. */
  score: number
  /** Topic ids, the strongest first. */
  topics: string[]
  evidence: TopicEvidence[]
}
