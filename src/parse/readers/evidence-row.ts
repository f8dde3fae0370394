/** Which thing a piece of evidence belongs to: this page's article, something else that the page mentions or embeds, or it is not said. */
export type Thing = 'this page' | 'not known' | 'another thing'

/** A row of a table of evidence. */
export type EvidenceRow = {
  what: string
  thing: Thing
  label: string
  trust: number
  reason: string
}

/** The row that decided, in a sentence for whoever asks why. `from` are the words on the page that it stands for. */
export const explainRow = (
  { what, thing, label, trust, reason }: EvidenceRow,
  from: string = what,
): string =>
  `${from === what ? what : `${from}, ${what}`} (describes ${thing}, label ${label}, trust ${trust}): ${reason}`

/** Candidates as they are shown, with the thing they describe where it is not this page. */
export const describedFrom = (from: string, { thing }: Pick<EvidenceRow, 'thing'>): string =>
  thing === 'this page' ? from : `${from} (${thing})`
