import type { Normalized, StoredFact } from '../../domain.ts'
import { isValueKind } from '../../knowledge/attributes.ts'
import { fold, squash } from '../../text/fold.ts'
import { compareNormalized, findQuantities, type Quantity } from '../../text/quantities.ts'
import type { Understanding } from '../understand/understand.ts'
import type { Cell } from './cells.ts'

/** A question that only wants to hear its own figure again: 「…ですよね？」, "…, right?". */
const CLAIM =
  /(?:よね|でしょう?か?|っけ|(?:合|あ)って(?:い)?(?:る|ます|ますか)|間違いない(?:です(?:か|よね)?)?|\b(?:right|correct|true|isn't it))\s*[?？]?$/iu

/**
 * A value that the question puts in the paper's mouth (「99.99%だよね？」) and that the paper does not hold; its words
 * as asked. `undefined` where there is none.
 */
export function premiseOf(
  { facts, attribute }: Cell,
  { conditions, text }: Pick<Understanding, 'conditions' | 'text'>,
): string | undefined {
  const isClaim = CLAIM.test(text.trim())
  for (const { quantity } of conditions) {
    // 「1日1回のバックアップを7日間」 says nothing of how often in its days, nor of how long in its times.
    if (!quantity || (isValueKind(attribute) && quantity.kind !== attribute.kind)) continue
    const stated = facts.flatMap((fact) => statedBy(fact, quantity, isClaim))
    const isComparable = stated.some((value) => typeof compareNormalized(value, quantity.normalized) === 'number')
    const isHeld =
      stated.some((value) => holds(value, quantity, isClaim)) ||
      facts.some((fact) => squash(fact.value).includes(squash(quantity.text)))
    if (isComparable && !isHeld) return fold(quantity.text)
  }
  return undefined
}

/** The value of a fact; of a statement that is held against a claim, the figures of its kind. */
function statedBy({ normalized, quote }: StoredFact, { kind }: Quantity, isClaim: boolean): readonly Normalized[] {
  if (normalized !== null || !isClaim) return normalized === null ? [] : [normalized]
  return findQuantities(quote)
    .filter((other) => other.kind === kind)
    .map((other) => other.normalized)
}

/** Whether a stated value is the one that is asked about, or lies within the bound that is. */
function holds(stated: Normalized, { kind, normalized: asked }: Quantity, isClaim: boolean): boolean {
  const order = compareNormalized(stated, asked)
  if (order === undefined) return false
  if (order === 0 || asked.op === 'about') return true
  if (asked.op === 'eq') return false
  if (asked.op === 'lte' ? order > 0 : order < 0) return false
  // Within the bound, but of another bound than the one that is claimed: 「8文字以上」 where 12 are needed.
  return stated.op !== asked.op || !(isClaim || kind === 'count')
}

/** Two different values for the same thing of today, in different sections and without anything that tells them apart. */
export function isContradiction(cell: Cell): boolean {
  const comparable = cell.facts.filter(
    ({ normalized, polarity }) =>
      normalized !== null && !['name', 'count'].includes(normalized.unit) && polarity !== 'planned',
  )
  return comparable.some((a, i) =>
    comparable
      .slice(i + 1)
      .some(
        (b) =>
          a.attribute === b.attribute &&
          a.sectionId !== b.sectionId &&
          a.variant === b.variant &&
          a.qualifier === b.qualifier &&
          a.normalized?.unit === b.normalized?.unit &&
          a.normalized?.value !== b.normalized?.value,
      ),
  )
}
