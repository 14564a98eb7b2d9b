import type { Attribute } from '../../knowledge/attributes.ts'
import type { Catalog } from '../../knowledge/catalog.ts'
import { fold } from '../../text/fold.ts'
import { type Features, joinFeatures, toFeatures } from './features.ts'

/** An attribute that a question asks about. */
export interface AttributeMatch {
  readonly attribute: Attribute
  /** 0 to 1: how much of a phrasing of the attribute stands in the question, and of the question in the phrasing. */
  readonly score: number
  /** The phrasing that fits best, for explanations. */
  readonly phrase: string
  /** Features of the question that the phrasing covers. */
  readonly covered: ReadonlySet<string>
  /** How many features of the phrasing only the turn before supplies. */
  readonly borrowed: number
}

interface Phrasing {
  readonly attribute: Attribute
  readonly text: string
  readonly features: ReadonlySet<string>
  /** Weight of all its features. */
  readonly weight: number
}

/** Finds what a question asks about, by the phrasings of the catalogue. */
export interface AttributeMatcher {
  /** Best first; with `context`, features of the turn before may complete a phrasing that the question begins. */
  match(features: Features, context?: Features): readonly AttributeMatch[]
}

/** Prepares the phrasings of the catalogue; slow once, fast for every question. */
export function createAttributeMatcher(catalog: Catalog): AttributeMatcher {
  const entries = catalog.attributes.flatMap((attribute) =>
    [attribute.name.ja, attribute.name.en, ...attribute.asked.ja, ...attribute.asked.en].map((text) => ({
      attribute,
      text,
      features: toKeys(toFeatures(fold(text), catalog.vocabulary)),
    })),
  )
  const weigh = createWeights(entries)
  const phrasings = entries.map((entry) => ({ ...entry, weight: sum(entry.features, weigh) }))
  const byFeature = new Map<string, Phrasing[]>()
  for (const phrasing of phrasings) {
    for (const feature of phrasing.features) {
      const list = byFeature.get(feature)
      if (list) list.push(phrasing)
      else byFeature.set(feature, [phrasing])
    }
  }
  return {
    match(features, context) {
      const asked = toKeys(features)
      const known = context ? toKeys(joinFeatures(features, context)) : asked
      const total = sum(asked, weigh)
      const best = new Map<string, AttributeMatch>()
      for (const phrasing of new Set([...asked].flatMap((feature) => byFeature.get(feature) ?? []))) {
        const match = score(phrasing, asked, known, total, weigh)
        if (match.score > (best.get(phrasing.attribute.id)?.score ?? 0)) best.set(phrasing.attribute.id, match)
      }
      // Of equals a group comes first: it answers for all of its members.
      return [...best.values()].sort(
        (a, b) => b.score - a.score || Number(b.attribute.kind === 'group') - Number(a.attribute.kind === 'group'),
      )
    },
  }
}

/** Concepts and words of features in one set, the words with a quotation mark before them. */
export function toKeys(features: Features): ReadonlySet<string> {
  return new Set([...features.concepts, ...[...features.words].map((word) => `"${word}`)])
}

type Weigh = (feature: string) => number

/** Rare features tell more: weight by how few attributes use them. */
function createWeights(entries: readonly Pick<Phrasing, 'attribute' | 'features'>[]): Weigh {
  const users = new Map<string, Set<string>>()
  for (const { attribute, features } of entries) {
    for (const feature of features) users.set(feature, (users.get(feature) ?? new Set()).add(attribute.id))
  }
  const total = new Set(entries.map(({ attribute }) => attribute.id)).size
  const weights = new Map(
    [...users].map(([feature, { size }]) => [feature, Math.log(1 + total / size) / (feature.startsWith('"') ? 2 : 1)]),
  )
  // A word that no phrasing has makes the question another one.
  return (feature) => weights.get(feature) ?? (feature.startsWith('"') ? UNKNOWN_WORD : UNKNOWN_CONCEPT)
}

const UNKNOWN_WORD = 1
const UNKNOWN_CONCEPT = 0.8

function sum(features: Iterable<string>, weigh: Weigh): number {
  let total = 0
  for (const feature of features) total += weigh(feature)
  return total
}

/** Share of a question that a phrasing of one word must be, to be what is asked. */
const MIN_PRECISION = 0.2

/** Twice as much weight on the phrasing being there as on the question being covered: questions have side remarks. */
function score(
  phrasing: Phrasing,
  asked: ReadonlySet<string>,
  known: ReadonlySet<string>,
  total: number,
  weigh: Weigh,
): AttributeMatch {
  const covered = new Set([...asked].filter((feature) => phrasing.features.has(feature)))
  const present = [...phrasing.features].filter((feature) => known.has(feature))
  const recall = sum(present, weigh) / phrasing.weight
  const precision = sum(covered, weigh) / total
  const borrowed = present.length - covered.size
  // One word of many says little of what is asked.
  const isGuess = phrasing.features.size === 1 && precision < MIN_PRECISION ? 0.9 : 1
  const fromContext = borrowed > 0 ? 0.97 : 1
  return {
    attribute: phrasing.attribute,
    score: ((2 * recall + precision) / 3) * fromContext * isGuess,
    phrase: phrasing.text,
    covered,
    borrowed,
  }
}
