import type { Fact } from '../domain.ts'

/** A difference between two editions of a paper. */
export interface FactChange {
  readonly attribute: string
  readonly qualifier: string | null
  /** Values before and after; empty where there were or are none. */
  readonly before: readonly string[]
  readonly after: readonly string[]
}

type Stated = Pick<Fact, 'attribute' | 'variant' | 'qualifier' | 'value'>

/** What changed, fact by fact, in the order of the old facts and then the new ones. */
export function compareFacts(before: readonly Stated[], after: readonly Stated[]): readonly FactChange[] {
  const keys = [...new Set([...before, ...after].map(keyOf))]
  return keys.flatMap((key) => {
    const [old, now] = [before, after].map((facts) =>
      facts.filter((fact) => keyOf(fact) === key).map((fact) => fact.value),
    )
    if (!old || !now || old.join('\n') === now.join('\n')) return []
    const [attribute = '', , qualifier = ''] = key.split('|')
    return [{ attribute, qualifier: qualifier === '' ? null : qualifier, before: old, after: now }]
  })
}

function keyOf(fact: Stated): string {
  return [fact.attribute, fact.variant ?? '', fact.qualifier ?? ''].join('|')
}
