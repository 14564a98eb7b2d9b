import type { Language, StoredSection } from '../../domain.ts'
import type { NamedValue } from '../../knowledge/attributes.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'

/** A section that a model was shown under a number. */
export interface NumberedSection {
  readonly number: number
  readonly paper: StoredPaper
  readonly section: StoredSection
}

/** What a model says in one breath, with the numbers of what it rests on. */
export interface Claim {
  readonly text: string
  readonly evidence: readonly number[]
}

/**
 * Why a claim is not shown. `marker`: cites what is not there; `form`: is no plain sentence; `condition`: leaves out or
 * adds what limits a statement; `language`: is not in the language asked; `topic`: no statement says this of that; `words`: words that no source has.
 */
export interface ClaimFinding {
  readonly reason:
    | 'marker'
    | 'form'
    | 'language'
    | 'quote'
    | 'product'
    | 'number'
    | 'name'
    | 'topic'
    | 'polarity'
    | 'condition'
    | 'words'
  /** The words in question. */
  readonly words: string
}

/** The words of a section that a claim rests on, verbatim. */
export interface Support {
  readonly source: NumberedSection
  readonly quote: string
}

/** What became of a claim: it holds where nothing was found. */
export interface VerifiedClaim {
  readonly claim: Claim
  readonly findings: readonly ClaimFinding[]
  readonly support: readonly Support[]
}

/** What claims are checked with. */
export interface ClaimChecks {
  /** That of the question. */
  readonly language: Language
  readonly vocabulary: Vocabulary
  /** Names that papers print: countries, algorithms, certificates. */
  readonly values: readonly NamedValue[]
  /** All papers of the index: none may be named that is not cited. */
  readonly papers: readonly StoredPaper[]
}
