/**
 * What articles are compared by: everything that is computed once and stored with an article as JSON (about 1 kB).
 * It depends on the article alone, never on what else was published, so the index can be rebuilt from it.
 */
export type Fingerprint = {
  /** The rules it was made by. One of older rules is still compared, and made anew when its article is published again. */
  version: 1 | 2
  /** 32-bit hash of the comparing key of the address. */
  urlHash: number
  /** 32-bit hash of the title's letters, without section heads and outlet tails; 0 when the title has none. */
  titleHash: number
  /** What an event can be known by, packed like the marks, at most 160; fingerprints of the first version have none. */
  eventKeys?: string
  /** 64-bit hash of the body's letters, as 16 hexadecimal digits: equal when the texts differ in spacing and script alone. */
  contentHash: string
  /** Winnowed hashes of the body's passages, little-endian int32 in base64, at most 64. */
  marks: string
  /** Hashes of the first and the last sentences, packed likewise, at most 32: what furniture is learned from. */
  sentences: string
  /** Length of the body in tokens: a Chinese character, a word or a number each. */
  tokens: number
  /** Too short to be judged by its text alone. */
  thin: boolean
  /** Days since 1970-01-01: the day published in its zone, else the day first seen. Only for windows, never shown. */
  day: number
  /** Share of the title that is found in the body, 0 to 1. A menu or an error page supports no title. */
  titleSupport: number
}

/** How a copy differs from what it was copied from. */
export type CopyKind = 'verbatim' | 'edited' | 'abridged' | 'script'

/** What two articles were put together by. Where several hold, the first of this list is named. */
export type MergeRule =
  /** The same page under two addresses, or a later version of it. */
  | 'same-address'
  /** Most of both texts is shared. */
  | 'copy'
  /** Much is shared, and the title speaks for it. */
  | 'edited-copy'
  /** One is a part of the other under one title. */
  | 'part'
  /** One is the beginning of the other under another title. */
  | 'beginning'
  /** The words differ, the title and the numbers agree. */
  | 'rewritten'

/** The evidence that a merge was judged by; shares are 0 to 1. */
export type MergeFigures = {
  /** Shared passages, as a share of the shorter text's. */
  containment: number
  /** Shared passages, as a share of all passages of both. */
  jaccard: number
  /** Share of the numbers standing in the same place of both texts that differ. */
  numberClash: number
  /** How many numbers stand in the same place of both. */
  numberSlots: number
  titleEqual: boolean
  titleJaccard: number
  titleContainment: number
  /** Share of the longer text's title that is found in the shorter's body. */
  titleInText: number
  daysApart: number
}

/** Where an article stands: it starts a story, or copies one. */
export type Place =
  | { kind: 'starts' }
  | {
      kind: 'copies'
      storyId: string
      /** The article of that story that it matched best. */
      articleId: string
      copy: CopyKind
      rule: MergeRule
      figures: MergeFigures
    }

/** What must be known of an article to compare it with another. */
export type Comparable = {
  id: string
  urlKey: string
  title: string
  /** The body as plain text, a line a block. */
  text: string
  /** Canonical name of the publication it originates from, when the page says. */
  outlet: string | null
  /** Host of the page. */
  host: string
  fingerprint: Fingerprint
  /** The story it belongs to; null for an article that has no place yet. */
  storyId: string | null
  /** The sequence number that its story was first published under: of two stories that join, the lower lives. */
  storyNumber: number | null
  /** It is the article that its story began with. */
  startsStory: boolean
}

/** A story that turns out to be the same as the one the article is placed in: it is moved into that one. */
export type StoryJoin = {
  storyId: string
  articleId: string
  rule: MergeRule
  figures: MergeFigures
}

/** Another story about the same event: linked both ways, never merged. */
export type Sibling = {
  storyId: string
  articleId: string
  titleJaccard: number
  titleContainment: number
  /** Numbers and names, spelled as compared, that both tell. */
  shared: string[]
  daysApart: number
}

/** What `assignPlace` decides. A page whose body is site furniture is a fault of extraction, not a story. */
export type Placement =
  | { kind: 'placed'; place: Place; joins: StoryJoin[]; siblings: Sibling[] }
  | { kind: 'fault'; fault: 'boilerplate'; articleIds: string[] }

/** What `chooseLead` must know of one article of a story. */
export type LeadCandidate = {
  id: string
  /** Canonical name of the publication that the page names as its origin. */
  outlet: string | null
  /** Canonical name of the publication that owns the page's host. */
  hostOutlet: string | null
  /** Length of the body in tokens. */
  tokens: number
  /** Milliseconds since 1970: when published, else when first seen. */
  at: number
}

/** A piece of a word diff: words in both texts, or in one alone. */
export type DiffSegment = { kind: 'same' | 'added' | 'removed'; text: string }
