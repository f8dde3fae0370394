/** What a change of a source's file would do. */
export type FileCheck = {
  /** Why it cannot be taken, with the place; null when it can. */
  problem: string | null
  /** Of the pages stored last, those that would be read otherwise. */
  pages: number
  differing: {
    url: string
    /** Why it would be no article any more; null when it would. */
    why: string | null
    differences: { field: string; kind: string; before: string; after: string }[]
  }[]
}

/** The files of the sources, for the operators' pages. */
export interface SourceFiles {
  /** The text of a source's file; null when there is none. */
  read(id: string): Promise<string | null>
  check(id: string, text: string): Promise<FileCheck>
  /** Writes it whole or not at all. Throws the system's error where the file cannot be written. */
  save(id: string, text: string): Promise<void>
}
