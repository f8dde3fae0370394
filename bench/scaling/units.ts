/**
 * What one of each costs, on a machine with two cores that nobody else uses (`bench/README.md`, 28 November 2026: 57 to 65 ms an article, all
 * in all). Its parts are shared out as they were measured with a process for each task (`npm run test:scale`: crawling 57 %, publishing
 * 15 %, databases 26 %, serving 2 %). What the benches do not measure is estimated, and marked so.
 */
export const units = {
  cpuMs: {
    /** A new article: fetched, decoded, read, sent to be stored; published; and what the database does for both. */
    crawlArticle: 35,
    publishArticle: 9,
    storeArticle: 16,
    /** An article that is asked for again and has not changed; estimated. */
    crawlUnchanged: 4,
    storeUnchanged: 2,
    /** A list that is asked for and read; estimated from the reading of an article. */
    crawlList: 25,
    storeList: 5,
    /** A feed from memory (81 µs), with most askers told that nothing changed. */
    serveFeed: 0.1,
  },
  /** Bytes of the database: an article with its story, search words and index entries; its page as fetched, compressed. */
  bytes: { article: 46_000, page: 12_000, list: 12_000, round: 600 },
  /** Rows written for one article (link, sighting, article, page, fingerprint, member, story, change, search words), and left dead by updates. */
  rows: { article: 9, dead: 8 },
  /** Measured on Redis 7 with BullMQ 6.7. */
  redisBytes: { source: 2_512, job: 905, base: 20_000_000 },
  /**
   * The index of stories in memory, an article (`bench/story-index.ts`; of a million, 1.3 kB of a hundred thousand), and how fast it is filled
   * at a start.
   */
  index: { bytesOfArticle: 877, articlesASecond: 12_400 },
  /** Rounds that one crawl process works on at one time, and the gap of a host. */
  rounds: { atOnce: 12, gapSeconds: 2 },
  /** Times an article is asked for again: after an hour, six, a day and a week. */
  visits: 4,
} as const
export type Units = typeof units
