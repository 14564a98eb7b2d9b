import { fold } from '../../text/fold.ts'
import type { Statement } from '../../text/statement.ts'
import type { ClaimPart } from './claim-parts.ts'
import type { SaidStatement } from './said-statements.ts'

/** Who can do something or have it done: each by the words that papers use for it. */
const WORDS: readonly (readonly [role: string, words: string])[] = [
  ['customer', 'お客様|お客さま|顧客|利用者|ユーザー?|契約者|テナント|customers?|users?|clients?|subscribers?'],
  ['vendor', '当社|弊社|提供元|運営会社|we|us|the (?:vendor|provider|company)'],
  ['administrator', '契約管理者|管理者|administrators?|admins?'],
  [
    'third',
    '第三者|委託先|外部の?(?:専門)?(?:会社|業者|機関)|監査法人|an? (?:independent )?third part(?:y|ies)|sub-?processors?',
  ],
]

/** A role as who does it, and as whose turn a heading says it is: 「利用者側の対応」, 「お客様の責任」. */
const ROLES = WORDS.map(([role, words]) => ({
  role,
  isAgent: new RegExp(
    [
      `(?:${words})(?:側|自身|自ら|の責任)?(?:は|が|も|により|によって|による|で行)`,
      `\\bby (?:the |our |its |their )?(?:${words})\\b`,
      `(?:^|[.;,] )(?:the |our |each )?(?:${words}) (?:can|may|must|shall|will|should|are able|have to|keep|manage|set|choose|do|decide)`,
    ].join('|'),
    'u',
  ),
  isResponsible: new RegExp(`(?:${words})(?:側|の責任|の役割|の管理|の作業)`, 'u'),
}))

/** Who does it, by role. */
function agentsIn(folded: string): ReadonlySet<string> {
  return new Set(ROLES.filter(({ isAgent }) => isAgent.test(folded)).map(({ role }) => role))
}

function isResponsible(above: string, role: string): boolean {
  return ROLES.some((one) => one.role === role && one.isResponsible.test(above))
}

/** The item that a statement is a sentence of. */
function lineOf({ start }: Statement, body: string): string {
  const end = body.indexOf('\n', start)
  return fold(body.slice(body.lastIndexOf('\n', start) + 1, end < 0 ? undefined : end))
}

/** What is open to somebody: who may use it is not who does it. */
const OPEN = /でき|可能|いただけ|られ[るま]|\bcan\b|\bmay\b|\bavailable\b/u

/** Who does it in a claim and not in the statement, if anybody. */
export function findDoer(
  { folded }: ClaimPart,
  { own, context, source, statement }: SaidStatement,
): string | undefined {
  const claimed = agentsIn(folded)
  if (claimed.size === 0) return undefined
  const stated = agentsIn(own)
  for (const role of claimed) {
    if (stated.has(role)) continue
    // Unsaid, the vendor does it.
    if (role === 'vendor' && stated.size === 0) continue
    if (stated.size === 0 && OPEN.test(folded) && OPEN.test(own)) continue
    // A heading or a label may say whose turn it is: 「利用者の責任」.
    const above = context.slice(0, Math.max(0, context.indexOf(own)))
    if (stated.size === 0 && (agentsIn(above).has(role) || isResponsible(above, role))) continue
    if (stated.size === 0 && agentsIn(lineOf(statement, source.section.body)).has(role)) continue
    return role
  }
  const vendor = source.paper.vendor
  const isByItself = vendor !== null && /\bby (?:[a-z]+ ){0,3}itself\b|自ら|自社で/u.test(folded)
  return isByItself && stated.has('third') ? 'itself' : undefined
}
