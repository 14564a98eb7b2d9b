import { isValueKind } from '../../knowledge/attributes.ts'
import { fold, squash } from '../../text/fold.ts'
import { compareNormalized } from '../../text/quantities.ts'
import type { Condition } from '../understand/shape.ts'
import type { Cell } from './cells.ts'

/**
 * A value that the question puts in the paper's mouth (「99.99%だよね？」) and that the paper does not hold; its words
 * as asked. `undefined` where there is none.
 */
export function premiseOf({ facts, attribute }: Cell, conditions: readonly Condition[]): string | undefined {
  for (const { quantity } of conditions) {
    // 「1日1回のバックアップを7日間」 says nothing of how often in its days, nor of how long in its times.
    if (!quantity || (isValueKind(attribute) && quantity.kind !== attribute.kind)) continue
    const differences = facts.map(({ normalized }) => normalized && compareNormalized(normalized, quantity.normalized))
    if (!differences.some((difference) => typeof difference === 'number')) continue
    const holds = differences.includes(0) || facts.some((fact) => squash(fact.value).includes(squash(quantity.text)))
    if (!holds && quantity.normalized.op === 'eq') return fold(quantity.text)
  }
  return undefined
}

/** Two different values for the same thing, in different sections and without anything that tells them apart. */
export function isContradiction(cell: Cell): boolean {
  const comparable = cell.facts.filter(
    (fact) => fact.normalized !== null && !['name', 'count'].includes(fact.normalized.unit),
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
