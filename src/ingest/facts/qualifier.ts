import type { Whitepaper } from '../../domain.ts'
import type { Attribute } from '../../knowledge/attributes.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { squash } from '../../text/fold.ts'
import type { Statement } from '../../text/statements.ts'
import { conceptsOf } from './scope.ts'

/** The product and the condition that a statement is limited to. */
export interface Limits {
  readonly variant: string | null
  readonly qualifier: string | null
}

/**
 * What stands above or before a value and limits it: product, plan, part, condition. Words that only name the
 * attribute again (「保管期間：」) limit nothing.
 */
export function limitsOf(
  statement: Statement,
  attribute: Attribute,
  paper: Whitepaper,
  vocabulary: Vocabulary,
): Limits {
  const names = new Set(attribute.find.flatMap((rule) => [...rule.about, ...rule.with, ...rule.and]))
  const labels = [
    ...statement.labels,
    ...(statement.key && !statement.labels.includes(statement.key) ? [statement.key] : []),
  ]
  let variant: string | null = null
  const kept: string[] = []
  for (const label of labels) {
    const product = paper.variants.find((name) => squash(label).includes(squash(name)))
    if (product) variant = product
    else if (!squash(paper.product).includes(squash(label)) && !isName(label, names, vocabulary))
      kept.push(trimCondition(label))
  }
  variant ??= variantIn(statement.text, paper.variants)
  if (kept.length === 0) kept.push(...conditionsOf(statement.text))
  return { variant, qualifier: kept.length > 0 ? kept.join(' / ') : null }
}

/** The one product that a statement names; none where it names several, or says what only one of them has. */
function variantIn(text: string, variants: readonly string[]): string | null {
  const named = variants.filter((name) => squash(text).includes(squash(name)))
  const [only] = named
  if (named.length !== 1 || only === undefined) return null
  return /のみ|だけ|限り|only/iu.test(text) ? null : only
}

function isName(label: string, names: ReadonlySet<string>, vocabulary: Vocabulary): boolean {
  if (label.length > 30) return true
  const concepts = conceptsOf(label, vocabulary)
  return [...concepts].some((concept) => names.has(concept)) && !/部分|場合|プラン|プラ?ン|時間[内外]|障害/u.test(label)
}

/** A condition that a sentence begins with: 「複合障害が発生した場合の…」 -> 複合障害. */
function conditionsOf(text: string): string[] {
  const match = /(?:^|[、。])([^、。]{2,24}?)(?:が発生した|において|の)?(?:場合|時)(?:は|の|に|、)/u.exec(text)
  const words = match?.[1]?.replace(/^(?:なお|また|ただし|さらに)、?/u, '')
  return words && !/^(?:その|この)?$/u.test(words) ? [words] : []
}

function trimCondition(label: string): string {
  return label
    .replace(/^[【■◆□◇▼]+|[】]+$/gu, '')
    .replace(/の場合$/u, '')
    .trim()
}
