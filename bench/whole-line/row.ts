/** A line of what was measured: what it is, and its figures. */
export type Row = { name: string; [figure: string]: string | number | null }
