import type { Comparable, MergeFigures, MergeRule } from '../model/story.ts'
import { judgePair } from './judge-pair.ts'
import { measurePair } from './measure-pair.ts'
import { prepareText } from './prepare-text.ts'
import { tokenize } from './tokenize.ts'
import { listVetoes } from './vetoes.ts'

/** Why two articles are one piece of news, or are not. */
export type PairExplained = {
  /** The rule that speaks for a copy; null where none does, or where something speaks against it. */
  rule: MergeRule | null
  figures: MergeFigures
  /** What speaks against it. */
  vetoes: string[]
  /** Sentences that both tell, the longest first. */
  shared: string[]
}

const MOST_SHARED = 5
const LONGEST_SHARED = 160

/** Compares two articles as they are compared when one is published, and tells what was found. */
export function explainPair(a: Comparable, b: Comparable): PairExplained {
  const [one, other] = [prepareText(a, () => false), prepareText(b, () => false)]
  const figures = measurePair(one, other)
  return {
    rule: judgePair(one, other)?.rule ?? null,
    figures,
    vetoes: listVetoes(one, other, figures),
    shared: sharedSentences(a.text, b.text),
  }
}

function sharedSentences(a: string, b: string): string[] {
  const theirs = new Set(tokenize(b).hashes)
  return a
    .split(/(?<=[。！？；!?;\n])/u)
    .map(sentence => sentence.trim())
    .filter(sentence => {
      const [hash] = tokenize(sentence).hashes
      return hash !== undefined && hash !== 0 && theirs.has(hash)
    })
    .sort((one, other) => other.length - one.length)
    .slice(0, MOST_SHARED)
    .map(sentence => sentence.slice(0, LONGEST_SHARED))
}
