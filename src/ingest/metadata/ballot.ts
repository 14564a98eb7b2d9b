import { squash } from '../../text/fold.ts'
import { isDescription, isInfrastructure, isName, toName } from './names.ts'

/** Where a paper may name its product. Each speaks once for a name, however often it repeats it. */
export type Source =
  | 'cover'
  | 'header'
  | 'label'
  | 'definition'
  | 'scope'
  | 'purpose'
  | 'quotation'
  | 'sentence'
  | 'question'
  | 'use'
  | 'file'
  | 'address'
  | 'supplier'

/** Sources that say outright what the paper is about. */
const PLAIN: readonly Source[] = ['label', 'definition', 'scope', 'purpose']

/** A name with what speaks for it. */
export interface Candidate {
  readonly name: string
  readonly evidence: Map<Source, number>
  /** How often the body uses it by itself; set once all names are in. */
  used: number
  /** Holds only where the body uses it. */
  needsUse: boolean
  /** Another reading of the same words, which comes first where the body uses that one. */
  insteadOf: string | undefined
}

/** On what a vote depends. */
export interface Condition {
  readonly needsUse?: boolean
  readonly insteadOf?: string | undefined
}

/** A text that names more things than this is none that anybody wrote. */
const MAX_CANDIDATES = 300

/** The names that were put forward. */
export interface Ballot {
  readonly candidates: Map<string, Candidate>
  /** Puts a name forward; words that cannot be a name are passed over. */
  vote(words: string, source: Source, points: number, condition?: Condition): void
}

/** A ballot without names. */
export function createBallot(): Ballot {
  const candidates = new Map<string, Candidate>()
  return {
    candidates,
    vote(words, source, points, { needsUse = false, insteadOf } = {}) {
      const name = toName(
        words.replace(/[(（][^()（）]{0,60}[)）]\s{0,4}$/u, '').replace(/\s?(?:シリーズ|series)$/iu, ''),
      )
      const onCover = source === 'cover'
      if (!isName(name) || (!onCover && isInfrastructure(name))) return
      const key = squash(name)
      const known = candidates.get(key)
      if (!known && candidates.size >= MAX_CANDIDATES) return
      const other = insteadOf === undefined ? undefined : squash(insteadOf)
      const candidate = known ?? { name, evidence: new Map(), used: 0, needsUse: true, insteadOf: other }
      candidate.needsUse &&= needsUse || other !== undefined
      if (other === undefined) candidate.insteadOf = undefined
      candidate.evidence.set(source, Math.max(points, candidate.evidence.get(source) ?? 0))
      candidates.set(key, candidate)
    },
  }
}

/** Sum of what speaks for a name. */
export function pointsOf(candidate: Candidate): number {
  let sum = 0
  for (const points of candidate.evidence.values()) sum += points
  return isDescription(candidate.name) ? sum / 2 : sum
}

/** Whether the cover names it. */
export function isOnCover(candidate: Candidate): boolean {
  return (candidate.evidence.get('cover') ?? 0) > 0
}

/** Whether a source says outright that the paper is about it. */
export function isPlain(candidate: Candidate): boolean {
  return (
    (candidate.evidence.get('cover') ?? 0) >= 5 || PLAIN.some((source) => (candidate.evidence.get(source) ?? 0) >= 5)
  )
}

/** Candidates with what speaks for them, the best first. */
export function ranked(ballot: Ballot): readonly Candidate[] {
  return [...ballot.candidates.values()].sort((a, b) => pointsOf(b) - pointsOf(a))
}
