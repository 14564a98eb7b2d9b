import type { Answer, AnswerFact } from '../../domain.ts'
import { VAGUE_CONCEPTS } from '../../knowledge/concept-kinds.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { fold, squash } from '../../text/fold.ts'
import { findQuantities, type Quantity } from '../../text/quantities.ts'
import { toTokens } from '../../text/tokens.ts'
import type { Features } from '../understand/features.ts'
import type { VerifiedClaim } from './claim.ts'
import { isJapanese } from './claim-parts.ts'
import { isEnglishSaid, isPlainEnglish } from './english-words.ts'
import { isGlue } from './japanese-words.ts'

/** The claims that answer the question, and what they leave out that has to be said. */
export interface Acceptance {
  readonly claims: readonly VerifiedClaim[]
  /** Values of the answer without the model, and topics of the question, that no claim has; empty: they are the answer. */
  readonly missing: readonly string[]
}

/**
 * Of claims that hold those that belong to the question. Where facts answer it, each of them is among the claims and no
 * claim is of other figures only: true numbers that were not asked for mislead. Elsewhere all claims hold and have the topic asked.
 */
export function acceptClaims(
  verified: readonly VerifiedClaim[],
  answer: Answer,
  asked: Features,
  vocabulary: Vocabulary,
): Acceptance {
  const topics = [...asked.concepts].filter((concept) => !VAGUE_CONCEPTS.has(concept))
  const sound = verified.filter(({ findings }) => findings.length === 0)
  if (answer.facts.length > 0) {
    const known = [...answer.facts.map(({ value }) => value ?? ''), ...answer.citations.map(({ quote }) => quote)]
    const figures = known.flatMap((words) => findQuantities(words))
    const claims = sound.filter(({ claim }) => {
      const said = findQuantities(claim.text)
      return said.length === 0 || said.some((one) => figures.some((other) => isSame(one, other)))
    })
    const missing = answer.facts.filter(
      (fact) =>
        !claims.some(
          (claim) => saysFact(claim, fact, answer, vocabulary) || saysWhatOfIt(claim, fact, topics, vocabulary),
        ),
    )
    return { claims, missing: claims.length === 0 ? ['all'] : missing.map(({ value }) => value ?? '') }
  }
  // What of several sentences does not hold may have been what was asked; facts say what has to be there.
  if (sound.length < verified.length) return { claims: [], missing: ['all'] }
  const claims = sound.filter((claim) => {
    const said = conceptsOf(claim, vocabulary)
    const words = squash(contextOf(claim))
    return topics.some((concept) => said.has(concept)) || [...asked.words].some((word) => words.includes(squash(word)))
  })
  const all = new Set(claims.flatMap((claim) => [...conceptsOf(claim, vocabulary)]))
  const missing = topics.filter((concept) => !all.has(concept))
  return { claims, missing: claims.length === 0 ? ['all'] : missing }
}

/** A figure is said as a figure, anything else in most of its words; across languages in what they mean. */
function saysFact(
  { claim, support }: VerifiedClaim,
  fact: AnswerFact,
  answer: Answer,
  vocabulary: Vocabulary,
): boolean {
  const value = fact.value ?? ''
  const figures = findQuantities(value)
  if (figures.length > 0 && fact.normalized !== null)
    return figures.every((figure) => findQuantities(claim.text).some((one) => isSame(one, figure)))
  const said = squash(claim.text)
  if (said.includes(squash(value))) return true
  const cited = answer.citations.find(({ marker }) => marker === fact.citation)
  if (!support.some(({ source }) => source.paper.id === cited?.paperId)) return false
  if (isJapanese(value) === isJapanese(claim.text))
    return (
      shareOf(
        toTokens(value).filter(isTelling),
        (token) => said.includes(token) || isEnglishWordIn(token, claim.text),
      ) >= MIN_SHARE
    )
  const concepts = new Set(vocabulary.find(fold(claim.text)).map(({ concept }) => concept))
  const meant = [...new Set(vocabulary.find(fold(value)).map(({ concept }) => concept))]
  return shareOf(meant, (concept) => concepts.has(concept)) >= MIN_SHARE
}

/**
 * Of a value that is a whole passage the statement that has the topic asked is enough, unless the passage goes on to limit
 * it: 「…。ただし、…」.
 */
function saysWhatOfIt(
  { claim, support }: VerifiedClaim,
  { value, normalized }: AnswerFact,
  topics: readonly string[],
  vocabulary: Vocabulary,
): boolean {
  if (value === null || normalized !== null || topics.length === 0) return false
  const concepts = new Set(vocabulary.find(fold(claim.text)).map(({ concept }) => concept))
  const whole = squash(value)
  const isPart = support.some(({ quote }) => whole.includes(squash(quote).replace(/[。.]$/u, '')))
  return (
    isPart && topics.every((topic) => concepts.has(topic)) && !/ただし|但し|なお、|however|except|unless/iu.test(value)
  )
}

/** Words of a value that have to be said in some way. */
function isTelling(token: string): boolean {
  return token.length > 1 && !isPlainEnglish(token) && !isGlue(token, true, '')
}

function isEnglishWordIn(token: string, text: string): boolean {
  return /^[a-z]+$/u.test(token) && isEnglishSaid(token, fold(text))
}

/** Share of a value's words that a claim has to have. */
const MIN_SHARE = 0.7

/** 0 of nothing. */
function shareOf<T>(items: readonly T[], isIn: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter((item) => isIn(item)).length / items.length
}

function isSame({ normalized: a }: Quantity, { normalized: b }: Quantity): boolean {
  return a.unit === b.unit && a.value === b.value && a.op === b.op
}

function contextOf({ support }: VerifiedClaim): string {
  return support.flatMap(({ source, quote }) => [...source.section.path, source.section.heading, quote]).join('\n')
}

function conceptsOf(claim: VerifiedClaim, vocabulary: Vocabulary): ReadonlySet<string> {
  return new Set(vocabulary.find(fold(`${contextOf(claim)}\n${claim.claim.text}`)).map(({ concept }) => concept))
}
