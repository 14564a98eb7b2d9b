/** One line of a source as a reader hands it on. */
export interface SourceLine {
  /** The line without its end and without trailing blanks; leading blanks are kept, they tell lists from headings. */
  readonly text: string
  /** Page that the line stands on, counted from 1; `null` where the source has no pages. */
  readonly page: number | null
  /** Depth, counted from 1, where the format itself says that the line is a heading; `null` otherwise. */
  readonly heading: number | null
  /**
   * Where the line heads one item of a check sheet or questionnaire: its number as printed, `''` for a group of items.
   * The text is then the heading without it.
   */
  readonly item?: string
  /** It was read by text recognition (OCR), which may be wrong; left out where it was not. */
  readonly isRecognized?: boolean
}

/** What a reader makes of a file's bytes. */
export interface ReadContent {
  readonly format: 'text' | 'markdown' | 'pdf' | 'html' | 'docx' | 'xlsx'
  readonly lines: readonly SourceLine[]
  /** Data at the top of the text; not yet checked against a schema. */
  readonly frontMatter: Readonly<Record<string, unknown>>
  /** What was left out and why, in words. */
  readonly warnings?: readonly string[]
}

/** Called after each page, where a format has pages, with how many are read so far of how many. */
export type OnPages = (read: number, total: number) => void

/** What a reader may be given besides the file. */
export interface ReadOptions {
  readonly onPages?: OnPages | undefined
}

/**
 * Reads the bytes of one kind of file. The path serves for messages and, where bytes do not tell, for its extension.
 * Throws `IngestError` whose reason says why the file is refused.
 */
export type Reader = (bytes: Uint8Array, path: string, options?: ReadOptions) => ReadContent | Promise<ReadContent>

/** A file after reading: lines in reading order, nothing decided yet about what they mean. */
export interface SourceDocument extends ReadContent {
  readonly path: string
  /** Hexadecimal SHA-256 over the file's bytes. */
  readonly sha256: string
  /** Front matter, overridden by `<file>.meta.yaml` where that exists; not yet checked against a schema. */
  readonly frontMatter: Readonly<Record<string, unknown>>
}
