import { type Attribute, familyOf } from '../../knowledge/attributes.ts'
import type { ConceptHit, Vocabulary } from '../../knowledge/vocabulary.ts'
import { type Features, toFeatures } from './features.ts'
import { preferringFigures } from './figures.ts'
import { findListItems } from './list-items.ts'
import type { AttributeMatch, AttributeMatcher } from './match-attributes.ts'
import { type ListMatch, matchList } from './match-list.ts'
import { isYesNoQuestion, type Shape } from './shape.ts'

/** What the turn before was understood to ask. */
export interface EarlierTurn {
  readonly attributes: readonly AttributeMatch[]
  readonly context: Features
  readonly shape: Shape
}

/** What matching a turn works with. */
export interface TurnParts {
  readonly catalog: { readonly vocabulary: Vocabulary }
  readonly matcher: AttributeMatcher
}

/** Scores from which an attribute counts as asked: by itself, and completed by the turn before. */
const MIN_SCORE = 0.7
const MIN_FOLLOW_UP_SCORE = 0.7

/** One question of a conversation, with what was made of it so far. */
export interface Turn {
  readonly folded: string
  /** The folded text without the products that it names. */
  readonly masked: string
  readonly text: string
  readonly hits: readonly ConceptHit[]
  readonly features: Features
  readonly before: EarlierTurn | undefined
  readonly isElliptical: boolean
  readonly isNamed: boolean
}

/** What a turn asks about: as one question, and each thing of a list by itself. */
export function askedIn(
  { folded, masked, text, hits, features, before, isElliptical, isNamed }: Turn,
  parts: TurnParts,
): ListMatch {
  const earlier = isElliptical ? before : undefined
  const matcher = preferringFigures(parts.matcher, masked)
  const matches = matchAttributes(features, earlier, matcher, asksForSeveral(masked))
  const size = features.concepts.size + features.words.size
  // With a product it may be another topic, too: 「Xの監査ログだと？」.
  const isCondition = size <= 3 && CHANGES_CONDITION.test(folded) && !(isNamed && features.concepts.size > 0)
  if (earlier && earlier.attributes.length > 0 && isCondition) return { attributes: earlier.attributes, leftOut: [] }
  return matchList(findListItems(masked, hits), preferred(matches, masked, text, parts), {
    matcher: parts.matcher,
    vocabulary: parts.catalog.vocabulary,
    context: earlier?.context,
  })
}

/** A follow-up that only puts the question before under another condition: 「プロプランだと？」, "Also on the Entry plan?". */
const CHANGES_CONDITION =
  /(?:(?:だと|の場合は?|なら)(?:どう.{0,6})?|でも(?:いけ|使え|でき|同じ|大丈夫|ok).{0,6})[?？]?$|^(?:and |also |what about |how about |same )*(?:on|for|under|with|in) (?:the |our )?[a-z]+(?: (?:plan|edition|tier))?[?？]?$/u

function matchAttributes(
  features: Features,
  before: EarlierTurn | undefined,
  matcher: AttributeMatcher,
  several: boolean,
): AttributeMatch[] {
  const size = features.concepts.size + features.words.size
  if (before && size === 0) return [...before.attributes]
  const alone = matcher.match(features)
  if (!before)
    return pick(
      alone.filter((match) => match.score >= MIN_SCORE),
      several,
    )
  const facet = facetOf(before.attributes[0]?.attribute)
  // What says by itself all that it asks does not go on with the topic before.
  const isWhole = (alone[0]?.score ?? 0) > 0.99
  const completed = matcher
    .match(features, before.context)
    .map((match) => ({
      ...match,
      score: match.score + bonusOf(match, isWhole ? undefined : before.attributes[0], facet, size),
    }))
    // Of equals the one that takes more from the turn before: after 監査ログ, 「何日残る？」 is not about logs at large.
    .sort((a, b) => (Math.abs(b.score - a.score) < 1e-9 ? b.borrowed - a.borrowed : b.score - a.score))
  const best = completed[0]
  if (best && best.score >= MIN_FOLLOW_UP_SCORE) return pick([best], several)
  const own = pick(
    alone.filter((match) => match.score >= MIN_SCORE),
    several,
  )
  return own.length > 0 || (features.words.size > 0 && before.shape.kind !== 'value') ? own : [...before.attributes]
}

/** The same facet of another topic, or a phrasing that needs what both turns say, is what a follow-up means. */
function bonusOf(
  { attribute, borrowed, covered }: AttributeMatch,
  last: AttributeMatch | undefined,
  facet: string | undefined,
  size: number,
): number {
  const isCovered = covered.size === size
  if ((isCovered && borrowed > 1) || (facet !== undefined && facetOf(attribute) === facet)) return 0.06
  const isOfFamily = last !== undefined && familyOf(attribute.id) === familyOf(last.attribute.id)
  return isCovered && borrowed > 0 && isOfFamily ? 0.03 : 0
}

/** Which side of its topic an attribute asks of, by the last part of its id: `retention` of `backup.retention`. */
function facetOf(attribute: Attribute | undefined): string | undefined {
  return attribute?.id.split('.').at(-1)
}

/**
 * Two corrections of the best match: a question about changes to the document (「…」が追加されたのはいつ) quotes what was
 * changed, and a plain yes/no question is not answered with a list of everything.
 */
function preferred(
  matches: AttributeMatch[],
  masked: string,
  text: string,
  { catalog, matcher }: TurnParts,
): AttributeMatch[] {
  const best = matches[0]
  if (/「[^」]+」/u.test(masked)) {
    const [around] = matcher.match(toFeatures(masked.replace(/「[^」]*」/gu, ' '), catalog.vocabulary))
    if (around && around.attribute.kind === 'document' && around.score >= MIN_SCORE) return [around]
  }
  if (best?.attribute.kind === 'group' && isYesNoQuestion(text)) {
    const equal = matcher
      .match(toFeatures(masked, catalog.vocabulary))
      .find((match) => match.attribute.yesno && match.score >= best.score)
    if (equal) return [equal]
  }
  return matches
}

/** Two things are asked where the question joins them or asks twice. */
function asksForSeveral(folded: string): boolean {
  const asks = folded.match(/何|いつ|どこ|誰|いくつ|いくら|どう|どの(?!くらい|程度)/gu)?.length ?? 0
  return asks > 1 || /[^\s]と[^い]|及び|および|・|、|\/|\band\b|も(?:知り|教え)|[?？].*\p{L}/u.test(folded)
}

/** The best match, and others that explain words of the question which the ones before leave open. */
function pick(matches: readonly AttributeMatch[], several: boolean): AttributeMatch[] {
  if (!several) return matches.slice(0, 1)
  const picked: AttributeMatch[] = []
  const covered = new Set<string>()
  for (const match of matches) {
    const adds = [...match.covered].some((feature) => !covered.has(feature))
    const isEqual =
      picked[0] !== undefined && match.score >= picked[0].score - 0.005 && match.phrase === picked[0].phrase
    if (picked.length > 0 && (!(adds || isEqual) || match.score < 0.75)) continue
    if (picked.some(({ attribute }) => attribute.kind === 'group' || attribute.id === match.attribute.broader)) continue
    if (picked.some(({ attribute }) => attribute.broader === match.attribute.id)) continue
    if (picked.length > 0 && match.attribute.kind === 'group') continue
    picked.push(match)
    for (const feature of match.covered) covered.add(feature)
    if (picked.length === 3) break
  }
  return picked
}
