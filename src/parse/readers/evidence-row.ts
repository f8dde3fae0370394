/** Which thing a piece of evidence belongs to: this page's article, something else that the page mentions or embeds, or it is not said. */
export type Thing = 'this page' | 'not known' | 'another thing'

/** One kind of evidence for a field. `trust` is what a candidate of this kind begins with, before where it stands is weighed. */
export type EvidenceRow<Label extends string = string> = {
  what: string
  thing: Thing
  /** What announces the value. */
  label: Label
  trust: number
  reason: string
}

/** True for what may be the article's own at all. */
export const isOwnEvidence = ({ thing }: EvidenceRow): boolean => thing !== 'another thing'

/** The row that decided, in a sentence for whoever asks why. `from` are the words on the page that it stands for. */
export const explainRow = (
  { what, thing, label, trust, reason }: EvidenceRow,
  from: string = what,
): string =>
  `${from === what ? what : `${from}, ${what}`} (describes ${thing}, label ${label}, trust ${trust}): ${reason}`

/** Candidates as they are shown, with the thing they describe where it is not this page. */
export const describedFrom = (from: string, { thing }: Pick<EvidenceRow, 'thing'>): string =>
  thing === 'this page' ? from : `${from} (${thing})`
