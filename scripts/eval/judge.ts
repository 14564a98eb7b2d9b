import type { Answer } from '../../src/domain.ts'
import type { Names } from './names.ts'
import type { EvalQuestion } from './question-set.ts'

/** What is right and wrong about an answer. */
export interface Verdict {
  readonly pass: boolean
  readonly textOk: boolean
  readonly statusOk: boolean
  readonly citedOk: boolean
  /** Patterns that had to match and did not. */
  readonly missing: readonly string[]
  /** Patterns that matched and must not: the answer says something false. */
  readonly forbidden: readonly string[]
  /** Expected sections that are not cited, as `product section`. */
  readonly uncited: readonly string[]
  /** Products cited beside the one that was asked about. */
  readonly stray: readonly string[]
}

type Judged = Pick<Answer, 'text' | 'status'> & {
  readonly citations: readonly Pick<Answer['citations'][number], 'product' | 'section'>[]
}

/** Judges an answer by its text, its status and its sources. */
export function judge(question: EvalQuestion, answer: Judged, names: Names): Verdict {
  const text = judgeText(question.expect, answer.text)
  const statusOk = (question.expect.status_any ?? [question.expect.status]).includes(answer.status)
  const cited = answer.citations.map((citation) => {
    const product = names.toProduct(citation.product)
    return { product, section: names.toSection(product, citation.section) }
  })
  const uncited = question.expect.sections
    .filter((wanted) => !wanted.optional && !cited.some((one) => isCited(wanted, one, names)))
    .map((wanted) => `${wanted.product} ${wanted.section}`)
  const [only, ...others] = question.products
  const isSingle = only !== undefined && others.length === 0
  const stray = isSingle ? [...new Set(cited.map((one) => one.product))].filter((product) => product !== only) : []
  const citedOk = uncited.length === 0
  return { pass: text.textOk && statusOk && citedOk && stray.length === 0, ...text, statusOk, citedOk, uncited, stray }
}

function judgeText(expect: EvalQuestion['expect'], text: string): Pick<Verdict, 'textOk' | 'missing' | 'forbidden'> {
  const plain = text.normalize('NFKC')
  const joined = joinCjk(plain)
  const has = (pattern: string) => toPattern(pattern).test(plain) || toPattern(pattern).test(joined)
  const missing = expect.all_of.filter((pattern) => !has(pattern))
  const forbidden = expect.none_of.filter((pattern) => toPattern(pattern).test(plain))
  const isThere = missing.length === 0 || (expect.alt_all_of?.every(has) ?? false)
  return { textOk: isThere && forbidden.length === 0, missing: isThere ? [] : missing, forbidden }
}

function isCited(
  wanted: EvalQuestion['expect']['sections'][number],
  cited: { readonly product: string; readonly section: string },
  names: Names,
): boolean {
  if (wanted.product !== cited.product) return false
  return [wanted.section, ...wanted.alt].some((name) => names.toSection(wanted.product, name) === cited.section)
}

/** A line break inside a Japanese sentence must not hide a phrase. */
function joinCjk(text: string): string {
  return text.replace(BLANK_IN_CJK, '')
}

const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}、。ー「」（）()・'
const BLANK_IN_CJK = new RegExp(`(?<=[${CJK}])\\s+(?=[${CJK}])`, 'gu')

const patterns = new Map<string, RegExp>()

function toPattern(source: string): RegExp {
  const known = patterns.get(source)
  if (known) return known
  const made = new RegExp(source, 'iu')
  patterns.set(source, made)
  return made
}
