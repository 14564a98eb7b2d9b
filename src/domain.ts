/**
 * The vocabulary of the engine. Everything here is plain readonly data; what comes from outside is parsed by a
 * schema where it enters, and only then has one of these shapes.
 */

/** The languages that questions are understood in and answers are written in. */
export type Language = 'ja' | 'en'

/** What a document is; a product may have one of each. */
export type DocumentKind =
  | 'whitepaper'
  | 'service_level'
  | 'check_sheet'
  | 'faq'
  | 'guide'
  | 'policy'
  | 'privacy'
  | 'terms'

/** One published security document in one edition. */
export interface Whitepaper {
  /** Of this edition: the document's id with version and date (`kumo@1.3-2023-08-07`). */
  readonly id: string
  /** The same for all editions of the document: made from vendor, product and kind. */
  readonly documentId: string
  readonly kind: DocumentKind
  /** The name that the document goes by in answers. Where it covers several products, their common name. */
  readonly product: string
  /** Products that the document covers with values of their own; empty where `product` is the only one. */
  readonly variants: readonly string[]
  /** Other spellings that the document itself or its front matter gives. */
  readonly aliases: readonly string[]
  /** Company name as printed, `null` where the document does not name it. */
  readonly vendor: string | null
  /** Title as printed, or a generic one made from the product's name. */
  readonly title: string
  /** Version as printed without its unit words (`1.3`, `4`), `null` where none is printed. */
  readonly version: string | null
  /** Date of this version, `YYYY-MM-DD`, or `YYYY-MM` where no day is printed; `null` where none is. */
  readonly date: string | null
  /** A line shown with every citation, for example that the file is a digest. `null` where there is none. */
  readonly notice: string | null
}

/** The unit that is cited. Sections of one paper are in reading order and hold every line of its body once. */
export interface Section {
  /** Number as printed without its final dot (`4.2.5`, `第2章 22`, `A-1`), `''` where none is printed. */
  readonly number: string
  /** Heading as printed, without number and control reference. */
  readonly heading: string
  /** Control references in the heading as printed: `A.12.3.1`, `CLD.6.3.1`, `12.3.1`. */
  readonly controls: readonly string[]
  /** 0 = cover, 1 = chapter, 2 = section below a chapter, and so on. */
  readonly level: number
  /** Headings above this one with their numbers, outermost first. */
  readonly path: readonly string[]
  /** Body as printed, with lines that extraction broke inside a sentence joined; lines end in `\n`. */
  readonly body: string
  /** First page, counted from 1; `null` where the source has no pages. */
  readonly page: number | null
  /** Some of it was read by text recognition (OCR), which may be wrong. */
  readonly isRecognized: boolean
}

/** A section as the store returns it. */
export interface StoredSection extends Section {
  readonly id: number
  readonly paperId: string
}

/** What is embedded and indexed: a section or a slice of a long one. It never crosses a section. */
export interface Passage {
  /** Index of the section in its paper. */
  readonly section: number
  /** A verbatim slice of the section's body; the whole body where that is short. */
  readonly text: string
}

/** Units that values are normalised to. */
export type Unit =
  | 'second'
  | 'minute'
  | 'hour'
  | 'business_hour'
  | 'day'
  | 'business_day'
  | 'week'
  | 'month'
  | 'year'
  | 'generation'
  | 'character'
  | 'character_class'
  | 'count'
  | 'percent'
  | 'per_day'
  | 'per_week'
  | 'per_month'
  | 'per_year'
  | 'hour_per_month'
  | 'hour_per_year'
  | 'clock_time'
  | 'time_range'
  | 'date'
  | 'version'
  | 'edition_year'
  | 'utc_offset_hour'
  /** A name from a list of the catalogue. */
  | 'name'

/** A value that can be compared. */
export interface Normalized {
  /** A number, or text for `date` (`YYYY-MM-DD`), `clock_time` (`HH:MM`), `time_range` (`HH:MM-HH:MM`), `version`. */
  readonly value: number | string
  readonly unit: Unit
  /** `eq` unless the source says "at least", "at most" or "about". */
  readonly op: 'eq' | 'gte' | 'lte' | 'about'
}

/** What a statement says about a yes/no matter. `planned` is neither yes nor no; `null`: it is no yes/no matter. */
export type Polarity = 'yes' | 'no' | 'planned' | null

/** product x attribute x qualifier -> value, with the words that it stands in. */
export interface Fact {
  readonly attribute: string
  /** The product or plan that the value is for, where the paper covers several; `null` for all of it. */
  readonly variant: string | null
  /** What the value is limited to, as printed (`データベース`, `OS部分`, `営業時間外`); `null` where nothing is said. */
  readonly qualifier: string | null
  /** Verbatim text of the value. */
  readonly value: string
  readonly normalized: Normalized | null
  readonly polarity: Polarity
  /** Index of the section in its paper. */
  readonly section: number
  /** Verbatim in the section's body (blanks and line ends apart) and holding the value. */
  readonly quote: string
  /** The language model that found it, where the rules found nothing; checked like any other. */
  readonly proposedBy?: string
}

/** A fact as the store returns it. */
export interface StoredFact extends Omit<Fact, 'section'> {
  readonly id: number
  readonly paperId: string
  readonly sectionId: number
}

/** A retrieved passage. */
export interface Evidence {
  readonly passageId: number
  readonly sectionId: number
  readonly paperId: string
  readonly text: string
  /** Fused score, higher is closer. */
  readonly score: number
  /** Rank counted from 1 in each list that held it. */
  readonly ranks: { readonly lexical: number | null; readonly vector: number | null }
}

/** What is asked, with what was asked before it. */
export interface Question {
  readonly text: string
  /** Earlier questions of the same conversation, oldest first. */
  readonly turns: readonly string[]
}

/** The pointer from a claim to its source, and the verbatim words. */
export interface Citation {
  /** Number of the `[n]` marker in the text, from 1. */
  readonly marker: number
  /** Paper that the section is in; with `section` and `heading` it finds the section again. */
  readonly paperId: string
  readonly product: string
  readonly vendor: string | null
  readonly document: string
  readonly version: string | null
  readonly date: string | null
  /** Section number as printed, or the heading where there is none. */
  readonly section: string
  readonly heading: string
  readonly page: number | null
  readonly quote: string
  readonly notice: string | null
  /** The edition is older than two years. */
  readonly isOutdated: boolean
  /** The section was read by text recognition (OCR), which may be wrong. */
  readonly isRecognized: boolean
}

/** One value in an answer, or the statement that the paper gives none. */
export interface AnswerFact {
  readonly product: string
  readonly attribute: string
  readonly qualifier: string | null
  /** `null` where not stated. */
  readonly value: string | null
  readonly normalized: { readonly value: number | string; readonly unit: Unit } | null
  /** `false`: the paper does not say. Never the same as "no". */
  readonly stated: boolean
  /** `true` where the value was computed from stated ones; the text shows the arithmetic. */
  readonly derived: boolean
  /** Marker of the citation, `null` where there is nothing to point at. */
  readonly citation: number | null
  /** The language model that found it when the paper was taken in; the rules found nothing. */
  readonly proposedBy?: string
}

/** What became of a question. `not_stated` is no "no": the paper is silent. */
export type AnswerStatus = 'answered' | 'not_stated' | 'clarify' | 'unknown_product' | 'out_of_scope'

/** What a channel shows, and everything that it needs for it. */
export interface Answer {
  readonly status: AnswerStatus
  /** What the text was made from; `null` where it claims nothing about a vendor. */
  readonly basis: 'facts' | 'passages' | 'model' | null
  readonly language: Language
  /** Plain text as a person reads it, with `[n]` markers. */
  readonly text: string
  /** The same as rows, where the answer is a comparison; the text holds it too. */
  readonly table: AnswerTable | null
  readonly facts: readonly AnswerFact[]
  readonly citations: readonly Citation[]
  /** Questions that a reader may want to ask next. */
  readonly suggestions: readonly string[]
  /** Why a language model that should have helped did not, how it read the question, or what it found in the paper; shown under the answer. */
  readonly remark?: string
  /** Time that the engine took, in milliseconds. */
  readonly ms: number
}

/** A comparison: one row a product. Cells hold `[n]` markers. */
export interface AnswerTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The engine's one function; every channel calls it and nothing else. */
export type Ask = (question: Question) => Promise<Answer>
