import type { Attribute, AttributeRule } from '../../knowledge/attributes.ts'
import type { ScopedSection, ScopedStatement } from './scope.ts'

/** The smallest part of a statement that a value is read in. */
export interface Clause {
  readonly concepts: ReadonlySet<string>
}

/**
 * How well a statement fits a rule, higher is better; `undefined` where it does not.
 * With a clause, the forbidden concepts are looked for there only: another clause of the sentence may be about them.
 */
export function scoreRule(
  attribute: Attribute,
  rule: AttributeRule,
  section: ScopedSection,
  scoped: ScopedStatement,
  clause?: Clause,
): number | undefined {
  const forbidden = clause ? clause.concepts : scoped.own
  if (rule.without.some((concept) => forbidden.has(concept))) return undefined
  if (rule.not_under.some((concept) => section.heading.has(concept))) return undefined
  if (rule.like !== undefined && !patternOf(rule.like).test(scoped.folded)) return undefined

  const inControl = attribute.controls.some((control) => section.controls.has(control))
  const inHeading = rule.about.some((concept) => section.heading.has(concept))
  const about = placeOf(rule.about, scoped, clause) ?? (!rule.here && (inHeading || inControl) ? 1.5 : undefined)
  if (about === undefined) return undefined
  let score = about + (inHeading || inControl ? 1 : 0)
  for (const group of [rule.with, rule.and]) {
    if (group.length === 0) continue
    const place =
      placeOf(group, scoped, clause) ??
      (rule.in_heading && group.some((concept) => section.heading.has(concept)) ? 1 : undefined)
    if (place === undefined) return undefined
    score += place
  }
  return score
}

/** Where one of the concepts stands: in the clause 3.5, in the statement 3, around it 2. */
function placeOf(group: readonly string[], scoped: ScopedStatement, clause: Clause | undefined): number | undefined {
  if (clause && group.some((concept) => clause.concepts.has(concept))) return 3.5
  if (group.some((concept) => scoped.own.has(concept))) return 3
  if (group.some((concept) => scoped.around.has(concept))) return 2
  return undefined
}

const patterns = new Map<string, RegExp>()

function patternOf(source: string): RegExp {
  let pattern = patterns.get(source)
  if (!pattern) {
    pattern = new RegExp(source, 'u')
    patterns.set(source, pattern)
  }
  return pattern
}
