/** How near an article is to the subject. Only relevant ones reach the feeds by default. */
export type Tier = 'relevant' | 'adjacent' | 'off'

/** A term that was found, where, and which topic it speaks for. */
export type TopicEvidence = {
  topic: string
  term: string
  where: 'title' | 'lead' | 'body' | 'keywords'
}

/** The series that an article is an issue of, by its title, and what was found in the other issues. */
export type SeriesRelevance = {
  /** What the titles of the issues have in common. */
  template: string
  /** The tier by what was found in this one alone. */
  own: Tier
  /** How many other issues of the source were looked at, and how many of them are about the subject. */
  issues: number
  relevant: number
}

/** What an article is about. */
export type Relevance = {
  tier: Tier
  /** 0 to 1, comparable between articles of one language. */
  score: number
  /** Topic ids, the strongest first. */
  topics: string[]
  evidence: TopicEvidence[]
  /** Of an issue of a series whose other issues were judged: they count. */
  series?: SeriesRelevance
}
