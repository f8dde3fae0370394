import * as z from 'zod'

const term = z.string().min(1).max(80)
const terms = z.array(term).default([])

/** Terms by how they are matched. */
export const vocabularySchema = z.strictObject({
  /** Simplified Chinese, looked for in both scripts. */
  zh: terms,
  /** Words of Traditional Chinese usage, looked for in Traditional texts alone. */
  zhHant: terms,
  /** Japanese, looked for in texts with kana alone. */
  ja: terms,
  /** Korean; a space may be left out. */
  ko: terms,
  /** English phrases: whole words in any case; a hyphen, a space and nothing between words are one. */
  en: terms,
  /** Whole tokens, in exactly this case, in texts of every language. */
  acronyms: terms,
})

const topicId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower-case letters, digits and hyphens')

/** One topic: what it is called and which words speak for it. */
export const topicSchema = z.strictObject({
  id: topicId,
  /**
   * How much a deciding term is worth. `core`: it decides alone. `energy`: it decides alone, but for the contexts that demote it.
   * `sector`: it wants company by another topic or by a supporting term of a core topic.
   */
  tier: z.enum(['core', 'energy', 'sector']),
  name: z.string().min(1),
  nameEn: z.string().min(1),
  note: z.string().optional(),
  /**
   * For a core topic: whether its supporting terms give company. Not where they are in the news by
   * themselves, as storms and pollution are.
   */
  company: z.boolean().default(true),
  /** Terms that may decide. */
  decides: vocabularySchema.prefault({}),
  /** Terms that never decide: they give company, weight and the topic's tag. */
  supports: vocabularySchema.prefault({}),
  /** For a sector: deciding terms that need no company. */
  alone: vocabularySchema.prefault({}),
})

/** Words near which a term is worth less, or more. */
const movedSchema = z.strictObject({
  note: z.string().min(1),
  /** `'*'` alone is every term: a goal, a wedding or a recipe is never what the wire is about. */
  terms: z.array(term).min(1),
  near: z.array(term).min(1),
  /** Unless one of these stands there as well. */
  unless: z.array(term).default([]),
})

/** Words near which a deciding term only supports: an accident, an advertisement, a share price. */
const demotionSchema = movedSchema.extend({
  /** The words are of another world (a sport, a kitchen, a band), where the term is something else: it says nothing in such a title. */
  elsewhere: z.boolean().default(false),
})

/** Words near which a supporting term decides: ETS beside emissions, SAF beside fuel. */
const promotionSchema = movedSchema.extend({
  /** Where nothing is given, the term decides wherever no word of `unless` stands. */
  near: terms,
  /** Without such a word the term says nothing at all. */
  only: z.boolean().default(false),
  /** Counts in titles alone: in a text such words stand together by chance. */
  inTitles: z.boolean().default(false),
})

/**
 * Everyday words that in a headline are of a topic where they stand in company: permits beside steelmakers, a furnace beside what
 * takes its place. Otherwise, and in a text, they say nothing. `@name` stands for the words of a group.
 */
const companySchema = z.strictObject({
  note: z.string().min(1),
  topic: topicId,
  terms: z.array(term).min(1),
  near: z.array(term).min(1),
  /** One of these must stand there as well. */
  with: terms,
  unless: terms,
})

/** `config/topics.yaml`: the vocabulary of relevance. */
export const topicsSchema = z.strictObject({
  topics: z.array(topicSchema).min(1),
  /** Phrases in which a term means something else. A term is dropped when it lies wholly inside one. */
  negatives: z
    .strictObject({ zh: terms, zhHant: terms, ja: terms, ko: terms, en: terms })
    .prefault({}),
  demotions: z.array(demotionSchema).default([]),
  promotions: z.array(promotionSchema).default([]),
  /** Words that many companies name, by the name they are written by there: `@emitters`. */
  groups: z.record(z.string().regex(/^[a-z][a-zA-Z]*$/), z.array(term).min(1)).default({}),
  companies: z.array(companySchema).default([]),
  /**
   * Words of everyday language. A term of which one takes a part away is none: 风电 in 风电话, 排泄 in 减排泄物. Unless a word of
   * `unless` begins right behind the term and takes the part back: 风电|影响. In English they are compounds: "goal difference" in
   * "net-zero goal difference", "work climate" in "work climate cost".
   */
  borders: z.strictObject({ zh: terms, en: terms, unless: terms }).prefault({}),
  /** Titles of round-ups, which carry many subjects: adjacent at best. */
  roundups: z.strictObject({ zh: terms, en: terms }).prefault({}),
})

export type TopicsConfig = z.infer<typeof topicsSchema>
export type TopicEntry = z.infer<typeof topicSchema>
export type Vocabulary = z.infer<typeof vocabularySchema>
