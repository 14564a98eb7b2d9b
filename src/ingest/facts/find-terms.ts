import type { Fact } from '../../domain.ts'
import type { Attribute, NamedValue } from '../../knowledge/attributes.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { fold } from '../../text/fold.ts'
import { isCell } from '../../text/statement.ts'
import { type FoundName, findNames, findStatements, matchStatements, toFact } from './find-statements.ts'
import { limitsOf } from './qualifier.ts'
import type { ScopedPaper } from './scope.ts'
import { standingOfName, withoutFormer, withStanding } from './standing.ts'

/**
 * Facts whose values are names from a list: clouds, algorithms, versions, addresses. Where a paper has the matter but
 * none of the names (「外部のクラウドは利用していません」), what it says in words, if the attribute wants that.
 */
export function findTerms(
  attribute: Attribute,
  paper: ScopedPaper,
  values: readonly NamedValue[],
  vocabulary: Vocabulary,
): Fact[] {
  const isPrinted = attribute.values === 'urls' || attribute.values === 'contacts'
  const facts: Fact[] = []
  for (const match of matchStatements(attribute, paper)) {
    const { statement } = match.scoped
    const named = (text: string, standing = (found: FoundName) => standingOfName(text, found.start)) =>
      findNames(text, values).map((found) => {
        const fact = {
          ...toFact(attribute, paper, match, vocabulary),
          // Each name is of the product that its own sentence is about, whatever is quoted around it.
          variant: limitsOf(statement, attribute, paper.parts, vocabulary).variant,
          value: found.text,
          normalized: { value: isPrinted ? found.text : found.name, unit: 'name' as const, op: 'eq' as const },
          quote: statement.quote,
        }
        return isPrinted ? fact : withStanding(fact, standing(found))
      })
    facts.push(...named(statement.text))
    // The name in a row's first cell is no value of a column.
    if (statement.key !== null && isCell(statement))
      facts.push(...named(statement.key, () => standingOfName(statement.text, 0)).map(asKey))
  }
  if (facts.length === 0 && attribute.in_words !== undefined) {
    const pattern = new RegExp(attribute.in_words, 'u')
    return findStatements(attribute, paper, vocabulary).filter((fact) => pattern.test(fold(fact.value)))
  }
  const best = new Set<string>()
  const isControl = ({ section }: Fact) =>
    attribute.controls.some((control) => paper.sections[section]?.controls.has(control))
  facts.sort((a, b) => Number(isControl(b)) - Number(isControl(a)) || a.section - b.section)
  const different = facts.filter((fact) => {
    const key = [
      fact.normalized?.unit === 'name' ? fact.normalized.value : '',
      fact.variant,
      fact.section,
      fact.qualifier,
      fact.value,
    ].join('|')
    return best.has(key) ? false : best.add(key)
  })
  return withoutFormer(different)
}

/** A name in a row's first cell is limited by nothing but whether it stands. */
function asKey(fact: Fact): Fact {
  return fact.polarity === null ? { ...fact, qualifier: null } : fact
}
