/**
 * The smallest piece of a section that says something by itself: a sentence, a bullet, a table row or a cell.
 * `text` is a verbatim slice of the body; `quote` too, and is what a reader is shown.
 */
export interface Statement {
  readonly text: string
  /** Offset of `text` in the body. */
  readonly start: number
  /** The words to quote: the sentence, or the whole row of a cell. */
  readonly quote: string
  /** What stands above and limits it, outermost first: parent bullets, group marks, row and column labels. */
  readonly labels: readonly string[]
  /** Words before a colon or in a row's first cell, `null` where there are none. */
  readonly key: string | null
  /** The sentence that announces the list this stands in (「次のとおり…」), `null` outside such lists. */
  readonly lead: string | null
  /** `true` for bullets, numbered items and rows: parts of an enumeration. */
  readonly listed: boolean
  /** The heads of a table's columns: they say nothing by themselves. */
  readonly isHead?: boolean
}

/** A cell, or a labelled item: its quote shows it with the row that says what it means. */
export function isCell({ text, quote }: Pick<Statement, 'text' | 'quote'>): boolean {
  return text !== quote
}

/** A line of a body with its place in the nesting; greater `depth` is deeper. */
export interface BodyLine {
  readonly text: string
  readonly start: number
  readonly depth: number
  readonly mark: 'bullet' | 'group' | 'item' | 'row' | 'none'
  /** A blank line stands before it. */
  readonly afterBlank: boolean
}
