import type { Attribute } from '../../knowledge/attributes.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { squash } from '../../text/fold.ts'
import { polarityOf } from '../../text/polarity.ts'
import type { Statement } from '../../text/statement.ts'
import type { PaperParts, Part } from './parts.ts'
import { conceptsOf } from './scope.ts'

/** The product and the condition that a statement is limited to. */
export interface Limits {
  readonly variant: string | null
  readonly qualifier: string | null
}

/**
 * What stands above or before a value and limits it: product, plan, part, condition. Words that only name the
 * attribute again (「保管期間：」) limit nothing. With `value`, conditions count only where they stand before the value:
 * 「単一障害の場合は4時間、複合障害の場合は24時間」 has one for each.
 */
export function limitsOf(
  statement: Statement,
  attribute: Attribute,
  parts: PaperParts,
  vocabulary: Vocabulary,
  value?: { readonly start: number; readonly end: number },
): Limits {
  const names = new Set([
    ...attribute.find.flatMap((rule) => [...rule.about, ...rule.with, ...rule.and]),
    ...conceptsOf(attribute.name.ja, vocabulary),
  ])
  const labels = [
    ...statement.labels,
    ...(statement.key && !statement.labels.includes(statement.key) ? [statement.key] : []),
  ]
  let variant: string | null = null
  const kept: string[] = []
  for (const label of labels) {
    const [product] = parts.productsIn(label)
    if (product) variant = product
    else if (
      parts.ownerOf(label) ||
      (!squash(parts.product).includes(squash(label)) && !isName(label, names, vocabulary))
    )
      kept.push(trimCondition(label))
  }
  const owner =
    value === undefined
      ? deniedOwner(statement.text, parts)
      : (parts.ownerAfter(statement.text.slice(value.end)) ?? parts.ownerBefore(statement.text.slice(0, value.start)))
  if (owner?.kind === 'product') variant ??= owner.name
  variant ??= onlyProductIn(statement.text, parts)
  if (SAYS_ALL.test(statement.text)) variant = null
  if (owner?.kind === 'plan' && !kept.some((label) => label.includes(owner.name))) kept.push(owner.name)
  if (kept.length === 0) {
    const conditions = conditionsOf(statement.text.slice(0, value?.start))
    kept.push(...(value === undefined ? conditions.slice(0, 1) : conditions.slice(-1)))
  }
  const tier =
    value &&
    attribute.find.some(({ about }) => about.includes('vulnerability')) &&
    tierOf(statement.text.slice(0, value.start))
  if (tier && !kept.some((label) => label.includes(tier))) kept.push(tier)
  const cost = value && costOf(statement.text, value)
  if (cost !== undefined && !kept.some((label) => label.includes(cost))) kept.push(cost)
  return { variant, qualifier: kept.length > 0 ? kept.join(' / ') : null }
}

/** The part that a statement says no of, where it ends in saying so: "There is no audit log in the Starter plan." */
export function deniedOwner(text: string, parts: PaperParts): Part | undefined {
  return polarityOf(text) === 'no' ? parts.ownerBefore(text.replace(/[。.]\s*$/u, '')) : undefined
}

/** Said of every product, whatever stands above it: 「いずれのサービスでも」. */
const SAYS_ALL =
  /(?:いずれ|すべて|全て|どちら|両方?|全)の?(?:サービス|製品)(?:で|に|の|は|を|と)|\b(?:all|both) (?:of )?(?:the |our )?(?:services|products)\b/iu

/** The one product that a statement names; none where it names several, or says what only one of them has. */
function onlyProductIn(text: string, parts: PaperParts): string | null {
  const named = parts.productsIn(text)
  const [only] = named
  if (named.length !== 1 || only === undefined) return null
  return limitsTo(text, only) ? null : only
}

/** Concepts that are no matter of their own, but tell the values of one apart: 重大は5日, 高は20日. */
export const TELLS_APART: ReadonlySet<string> = new Set(['severity'])

/** 「Xのみが対象」, "only for X": that says of the others, too, what they do not have. */
function limitsTo(text: string, product: string): boolean {
  const words = squash(text)
  const name = squash(product)
  const at = words.indexOf(name)
  const before = words.slice(0, Math.max(0, at))
  const after = words.slice(at + name.length)
  return (
    /(?:のみ|だけ)は、?$|only(?:for|in|on|with|available)?[^.]{0,12}$/u.test(before) ||
    /^[^。、]{0,8}(?:のみ|だけ|に限|限定)|^only\b|^(?:is|are)?[^.]{0,10}only/u.test(after)
  )
}

function isName(label: string, names: ReadonlySet<string>, vocabulary: Vocabulary): boolean {
  if (label.length > 30) return true
  const concepts = conceptsOf(label, vocabulary)
  if ([...concepts].some((concept) => TELLS_APART.has(concept))) return false
  if (/部分|場合|プラン|時間[内外]|障害/u.test(label)) return false
  return [...concepts].some((concept) => names.has(concept))
}

const CONDITION =
  /(?:^|[、。])(?:([^、。]{2,24}?)(?:が発生した|において|の)?(?:場合|(?<![\d０-９〇一二三四五六七八九十])時)|([^、。]{0,8}時間[内外]))(?:は|の|に|、)/gu

/** Conditions that clauses begin with: 「複合障害が発生した場合の…」 -> 複合障害; 「午前3時に」 is none. */
function conditionsOf(text: string): string[] {
  return [...text.matchAll(CONDITION)].flatMap(([all, condition, hours]) => {
    const words = (condition ?? hours ?? '').replace(/^(?:なお|また|ただし|さらに)、?/u, '')
    // A clause needs its 場合: 「お申し出があった場合」.
    const isClause = /[たるいうくすつぬむ]$/u.test(words) && all.includes('場合')
    return /^(?:その|この)?$/u.test(words) ? [] : [isClause ? `${words}場合` : words]
  })
}

const TIER =
  /(?:CVSS[^。、,;.\d]{0,16})?\d{1,2}\.\d\s?(?:(?:以上|以下|超|未満)(?:、?\s?\d{1,2}\.\d\s?(?:以上|以下|未満))?|(?:[-~〜–～]|から|to|and)\s?\d{1,2}\.\d|(?:or (?:higher|above|more|greater)|and above))/giu

/** The scores of the vulnerabilities that a value is for: 「7.0以上9.0未満については14日以内」. */
function tierOf(before: string): string | undefined {
  return before.match(TIER)?.at(-1)
}

/** That a value costs extra or nothing, where its own clause says so: 「別途有償で3年まで」. */
function costOf(text: string, { start, end }: { readonly start: number; readonly end: number }): string | undefined {
  const clause = /[^。、\t]*$/u.exec(text.slice(0, start))?.[0] ?? ''
  const after = /^[^。、\t]{0,12}/u.exec(text.slice(end))?.[0] ?? ''
  return /別途有償|有償|有料|無償|無料/u.exec(`${clause}${after}`)?.[0]
}

function trimCondition(label: string): string {
  return label
    .replace(/^[【■◆□◇▼]+|[】]+$/gu, '')
    .replace(/の場合$/u, '')
    .trim()
}
