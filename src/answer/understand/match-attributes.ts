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
}

interface Phrasing {
  readonly attribute: Attribute
  readonly text: string
  readonly features: ReadonlySet<string>
}

/** Finds what a question asks about, by the phrasings of the catalogue. */
export interface AttributeMatcher {
  /** Best first; with `context`, features of the turn before may complete a phrasing that the question begins. */
  match(features: Features, context?: Features): readonly AttributeMatch[]
}

export function createAttributeMatcher(catalog: Catalog): AttributeMatcher {
  const phrasings = catalog.attributes.flatMap((attribute) =>
    [attribute.name.ja, attribute.name.en, ...attribute.asked.ja, ...attribute.asked.en].map((text) => ({
      attribute,
      text,
      features: flat(toFeatures(fold(text), catalog.vocabulary)),
    })),
  )
  const weights = weigh(phrasings)
  return {
    match(features, context) {
      const asked = flat(features)
      const known = context ? flat(joinFeatures(features, context)) : asked
      const best = new Map<string, AttributeMatch>()
      for (const phrasing of phrasings) {
        const match = score(phrasing, asked, known, weights)
        if (match && match.score > (best.get(phrasing.attribute.id)?.score ?? 0)) best.set(phrasing.attribute.id, match)
      }
      // Of equals a group comes first: it answers for all of its members.
      return [...best.values()].sort(
        (a, b) => b.score - a.score || Number(b.attribute.kind === 'group') - Number(a.attribute.kind === 'group'),
      )
    },
  }
}

function flat(features: Features): ReadonlySet<string> {
  return new Set([...features.concepts, ...[...features.words].map((word) => `"${word}`)])
}

/** Rare features tell more: weight by how few attributes use them. */
function weigh(phrasings: readonly Phrasing[]): (feature: string) => number {
  const users = new Map<string, Set<string>>()
  for (const { attribute, features } of phrasings) {
    for (const feature of features) users.set(feature, (users.get(feature) ?? new Set()).add(attribute.id))
  }
  const total = new Set(phrasings.map(({ attribute }) => attribute.id)).size
  return (feature) => {
    const count = users.get(feature)?.size
    if (count === undefined) return feature.startsWith('"') ? 1 : 0.8
    return Math.log(1 + total / count) / (feature.startsWith('"') ? 2 : 1)
  }
}

/** Twice as much weight on the phrasing being there as on the question being covered: questions have side remarks. */
function score(
  phrasing: Phrasing,
  asked: ReadonlySet<string>,
  known: ReadonlySet<string>,
  weigh: (feature: string) => number,
): AttributeMatch | undefined {
  const covered = new Set([...asked].filter((feature) => phrasing.features.has(feature)))
  if (covered.size === 0) return undefined
  const sum = (features: Iterable<string>) => [...features].reduce((total, feature) => total + weigh(feature), 0)
  const present = [...phrasing.features].filter((feature) => known.has(feature))
  const recall = sum(present) / sum(phrasing.features)
  const precision = sum(covered) / sum(asked)
  const fromContext = present.length > covered.size ? 0.97 : 1
  return {
    attribute: phrasing.attribute,
    score: ((2 * recall + precision) / 3) * fromContext,
    phrase: phrasing.text,
    covered,
  }
}
