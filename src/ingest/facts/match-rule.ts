import type { Attribute, AttributeRule } from '../../knowledge/attributes.ts'
import { fold } from '../../text/fold.ts'
import { isCell } from '../../text/statement.ts'
import type { Clause } from './clause.ts'
import type { ScopedSection, ScopedStatement } from './scope.ts'

/**
 * How well a statement fits a rule, higher is better; `undefined` where it does not.
 * With a clause, a forbidden concept counts only where it stands nearer to the value than what the rule wants: in
 * 「目標復旧時間は8時間、目標復旧時点は24時間前」 each value belongs to the words beside it.
 */
export function scoreRule(
  attribute: Attribute,
  rule: AttributeRule,
  section: ScopedSection,
  scoped: ScopedStatement,
  clause?: Clause,
): number | undefined {
  const isElse = clause
    ? clause.isCloserTo(rule.without, rule.about) && !isUnderLabel(rule, scoped)
    : rule.without.some((concept) => isOwn(concept, rule, scoped))
  if (isElse) return undefined
  if (
    clause &&
    rule.without.some((concept) => scoped.labelled.has(concept)) &&
    !rule.about.some((concept) => scoped.labelled.has(concept))
  ) {
    return undefined
  }
  if (!isToldOf(attribute, rule, section, scoped)) return undefined
  // Where only a heading is about the matter, a statement about its neighbour is no part of it.
  const isHereAbout = rule.about.some((concept) => scoped.own.has(concept) || scoped.around.has(concept))
  if (clause && !isHereAbout && rule.without.some((concept) => scoped.own.has(concept))) return undefined
  // A clause about something of its own does not take its matter from the rest of the sentence.
  const wanted = [...rule.about, ...rule.with, ...rule.and].filter((concept) => !WEAK.has(concept))
  if (clause?.hasTopic && !wanted.some((concept) => clause.concepts.has(concept) || scoped.labelled.has(concept)))
    return undefined
  if (rule.only.length > 0 && !saysOnly(rule, scoped, clause)) return undefined
  // Another value of the sentence may be what the words are about: 「8文字以上で、数字をそれぞれ1文字以上」.
  if (rule.unlike !== undefined && patternOf(rule.unlike).test(clause?.text || scoped.keyed)) return undefined
  if (rule.not_under.some((concept) => section.heading.has(concept))) return undefined
  if (rule.like !== undefined && !isLike(patternOf(rule.like), scoped)) return undefined

  const inControl = attribute.controls.some((control) => section.controls.has(control))
  const inHeading = rule.about.some((concept) => section.heading.has(concept))
  const isHere = rule.about.some((concept) => scoped.own.has(concept) || scoped.labelled.has(concept))
  if (rule.here && !isHere) return undefined
  const inPath = rule.about.some((concept) => section.path.has(concept))
  const fromAbove = inHeading ? 1.5 : inPath ? 1 : undefined
  const own = placeOf(rule.about, scoped, clause)
  // What sets the attribute apart weighs more: in 「アクセスログは90日間、操作ログは1年間保管」 each has its own clause.
  const about = (own === IN_CLAUSE ? IN_CLAUSE + 0.5 : own) ?? (rule.here ? undefined : fromAbove)
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

/** A cell whose row or column says what its values are: 「保管期間」 over 「削除されてから90日間」. */
function isUnderLabel(rule: AttributeRule, { statement, labelled }: ScopedStatement): boolean {
  const isNamed = rule.with.some((concept) => labelled.has(concept))
  return isCell(statement) && isNamed && !rule.without.some((concept) => labelled.has(concept))
}

/** A value of which nothing is said but whose it is: 「操作ログは90日」. */
function saysOnly({ about, only }: AttributeRule, { hits }: ScopedStatement, clause: Clause | undefined): boolean {
  const wanted = hits.filter((hit) => about.includes(hit.concept))
  // What a wanted word is made of comes with it: ログイン in ログイン履歴.
  const inside = hits.filter((hit) => wanted.some(({ start, end }) => start <= hit.start && hit.end <= end))
  const allowed = new Set([...about, ...only, ...inside.map((hit) => hit.concept)])
  return clause !== undefined && [...clause.concepts].every((concept) => allowed.has(concept))
}

/** Whether what another company does is an answer: nothing that a sub-processor or a stranger does for itself is one. */
function isToldOf(attribute: Attribute, rule: AttributeRule, section: ScopedSection, scoped: ScopedStatement): boolean {
  if (rule.with.some((concept) => TOLD.has(concept)) && TELLS_VENDOR.test(scoped.folded)) return false
  if (scoped.bearer === 'vendor') return true
  if (scoped.bearer === 'outsider') return false
  if (attribute.certification || rule.about.some((concept) => OWN_DUTIES.has(concept))) return false
  const near = [scoped.own, scoped.labelled, section.heading, section.path]
  return (
    scoped.bearer === 'operator' ||
    [...rule.about, ...rule.with].some(
      (concept) => OF_SUPPLIERS.has(concept) && near.some((concepts) => concepts.has(concept)),
    )
  )
}

/** What a rule asks for that is about word from the vendor. */
const TOLD: ReadonlySet<string> = new Set(['notify', 'deadline', 'notice-period'])

/** What customers or staff have to tell the vendor, and by when: "Customers must report a compromise to us within …". */
const TELLS_VENDOR =
  /^(?:(?:なお|また)、?)?(?:お客様|利用者|契約者|管理者|ユーザー?|従業員|社員|職員|(?:再)?委託先)[^。、]{0,6}は[^。]*(?:当社|弊社|サポート|窓口|上長|責任者|部門|委員会|事務局)[^。、]{0,12}(?:に|へ|まで|宛に?)[^。]*(?:連絡|通知|報告|届け)|^(?:(?:the|all|your|our) )?(?:customers?|users?|administrators?|clients?|you|employees?|staff|personnel|(?:sub-?)?processors?|subcontractors?|suppliers?)\b[^.;]{0,30}\b(?:must|shall|should|needs? to|have to|required to|asked to|agree to)\b[^.;]{0,20}\b(?:report|notify|inform|tell|alert|contact)\b(?! (?:customers?|you|the customer|affected|each|all))|\bmust be reported to (?:us|our)\b/u

/** What is asked about sub-processors themselves. */
const OF_SUPPLIERS: ReadonlySet<string> = new Set(['supplier', 'cloud-provider', 'cross-border', 'datacenter'])

/** What is asked of the vendor, and not of those that it makes use of. */
const OWN_DUTIES: ReadonlySet<string> = new Set([
  'incident',
  'failure',
  'log',
  'log-access',
  'log-operation',
  'backup',
  'password',
  'availability',
  'support',
])

/** Concepts of how a value is bound, which tell nothing about what it is of. */
const WEAK: ReadonlySet<string> = new Set(['deadline', 'notify', 'when', 'period', 'frequency', 'minimum', 'maximum'])

/** What an item leaves unsaid, the words that announce the list say: 「次の認証を取得しています」. */
function isLike(pattern: RegExp, { keyed, folded, statement }: ScopedStatement): boolean {
  if (pattern.test(keyed)) return true
  return statement.listed && statement.lead !== null && pattern.test(`${folded} ${fold(statement.lead)}`)
}

/** `true` where the statement has a forbidden concept that is no mere part of a wanted one: 裁判所 in 管轄裁判所. */
function isOwn(concept: string, rule: AttributeRule, scoped: ScopedStatement): boolean {
  if (!scoped.own.has(concept)) return false
  const wanted = scoped.hits.filter((hit) => rule.about.includes(hit.concept))
  return scoped.hits.some(
    (hit) =>
      hit.concept === concept &&
      !wanted.some(({ start, end }) => start <= hit.start && end >= hit.end && end - start > hit.end - hit.start),
  )
}

const IN_CLAUSE = 3.5

/** Where one of the concepts stands: in the clause 3.5, in the statement 3, on its label 2.75, elsewhere around it 2. */
function placeOf(group: readonly string[], scoped: ScopedStatement, clause: Clause | undefined): number | undefined {
  if (clause && group.some((concept) => clause.concepts.has(concept))) return IN_CLAUSE
  if (group.some((concept) => scoped.own.has(concept))) return 3
  if (group.some((concept) => scoped.labelled.has(concept))) return 2.75
  if (group.some((concept) => scoped.around.has(concept))) return 2
  return undefined
}

const patterns = new Map<string, RegExp>()

function patternOf(source: string): RegExp {
  let pattern = patterns.get(source)
  if (!pattern) {
    pattern = new RegExp(source, 'mu')
    patterns.set(source, pattern)
  }
  return pattern
}
