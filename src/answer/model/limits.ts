import { fold } from '../../text/fold.ts'
import type { ClaimPart } from './claim-parts.ts'
import { findForce } from './force.ts'
import { findDoer } from './roles.ts'
import type { SaidStatement } from './said-statements.ts'

/** What limits a statement, and what a claim may say so with. */
interface Limit {
  readonly pattern: RegExp
  /** A claim that says so needs a statement that does, a statement that says so needs a claim that does, or either. */
  readonly needs: 'statement' | 'claim' | 'both'
  /** It limits all of a sentence, not just the clause that it stands in. */
  readonly ofSentence?: true
}

const ONLY = /のみ|(?<!いた)だけ|限り|限定|に限|only|just\b|limited|sole/u
/** What holds on one plan holds on that only. */
const PLAN =
  /(?<![\p{Script=Katakana}ーa-z])[\p{Script=Katakana}ーa-z]+(?:プラン|エディション|コース)|\b\w+ (?:plan|edition|tier)s?\b/u

const LIMITS: readonly Limit[] = [
  { pattern: ONLY, needs: 'both' },
  {
    pattern: /除[きくいか]|以外|含みません|含まない|含まれません|except|other than|exclud|without|なし[でに]/u,
    needs: 'both',
  },
  { pattern: /ただし|但し|unless|however/u, needs: 'claim' },
  {
    pattern:
      /有償|有料|オプション|追加料金|追加費用|別料金|別途(?:費|料|契)|paid|charge|fee\b|option|extra cost|add-on/u,
    needs: 'claim',
  },
  {
    pattern: /要望|希望|依頼|申請|個別|個々|相談|リクエスト|appl(?:y|ied)|request|individual|consult|ask/u,
    needs: 'claim',
  },
  { pattern: /原則|基本的に|in principle|generally|as a rule|normally/u, needs: 'claim' },
  {
    pattern:
      /場合|際|時(?:に|は|の|、|を|も|以外)|とき|(?<!なけ)れば|なら|たら|もし|\bif\b|when|where|in case|upon|\bafter\b|後/u,
    needs: 'claim',
  },
  {
    pattern:
      /すべて|全て|いずれも|どれも|全(?=[\p{Script=Han}ァ-ヶ])|常に|必ず|常時|いつでも|いかなる|\ball\b|always|every (?!\d|day|week|month|year|hour)|\bany\b|whole|entire/u,
    needs: 'statement',
  },
  {
    pattern:
      /または|又は|あるいは|もしくは|若しくは|いずれか|\bor (?!later|higher|above|newer|more|less|longer|greater)|either/u,
    needs: 'statement',
  },
  {
    pattern:
      /(?:お客様|顧客|利用者|ユーザー?|契約者)(?!の?データ)|(?:customer|user|client|subscriber|tenant)(?!(?:'s)? data)/u,
    needs: 'statement',
  },
  // What the cloud below does, the vendor need not do.
  {
    pattern:
      /(?:aws|amazon web services|azure|google cloud|gcp|oracle cloud|salesforce|heroku|クラウド(?:サービス)?(?:事業者|プロバイダ))[^、。]{0,6}(?:は|が|側)|\b(?:aws|azure|google cloud|gcp) (?:is|has|holds|provides)\b/u,
    needs: 'claim',
    ofSentence: true,
  },
]

/** What picks out a part of what is said: the one that a statement names, a claim has to name, and no other. */
const PARTICULARS: readonly RegExp[] = [
  new RegExp(PLAN.source, 'gu'),
  /[^\s、。()はがをの]{1,10}(?<!に)(?:あたり|当たり|につき)|\bper \w+|\beach \w+/gu,
  /重大|深刻|緊急|軽微|\bcritical|\bsevere|\bserious|\baffected|\burgent|\bemergency|\bhigh-/gu,
  /翌(?:営業)?[日月年週]|当日|前日|月末|(?<![\dかヶケカヵ箇])月間|(?<!\d)年間|\bnext (?:business )?(?:day|month)|\bmonthly\b|\bannual/gu,
  /[2-9]倍|半分|分の1|\btwice\b(?! (?:a|per)\b)|\bdouble|\bhalf\b/gu,
]

/** Words that limit what one of the two says and not the other, if any. */
export function findLimit(part: ClaimPart, said: SaidStatement): string | undefined {
  const { own, context, source, statement } = said
  const vendor = fold(source.paper.vendor ?? '')
  for (const { pattern, needs, ofSentence } of LIMITS) {
    const inClaim = pattern.exec(part.folded)?.[0]
    const inStatement = pattern.exec(ofSentence ? fold(statement.text) : own)?.[0]
    const isSaid = pattern.test(context) || (vendor !== '' && part.folded.includes(vendor))
    const isPlan = pattern === ONLY && PLAN.test(own) && PLAN.test(part.folded)
    if (needs !== 'claim' && inClaim !== undefined && !isSaid && !isPlan) return inClaim
    if (needs !== 'statement' && inStatement !== undefined && inClaim === undefined) return inStatement
  }
  if (said.areOthersNamedIn?.([part.folded, ...part.said].join('\n')) === false) return said.statement.text
  return findParticular(part, said) ?? findNarrower(part, said) ?? findForce(part, said) ?? findDoer(part, said)
}

function findParticular(
  { folded, quantities, text, said }: ClaimPart,
  { own, context }: SaidStatement,
): string | undefined {
  const isFigure = (word: string) =>
    folded.length === text.length && quantities.some((one) => fold(one.text).includes(word))
  for (const pattern of PARTICULARS) {
    const inClaim = folded.match(pattern) ?? []
    const inStatement = own.match(pattern) ?? []
    const extra = inClaim.find((word) => !context.includes(word) && !isFigure(word))
    if (extra !== undefined && !isTranslated(extra, own)) return extra
    // Of several that a statement names, a claim may be about one.
    const [missing] = inStatement
    const isNamed = [folded, ...said].some((words) => words.match(pattern) !== null)
    if (missing !== undefined && !isNamed && !isTranslated(missing, folded)) return missing
  }
  return undefined
}

/** システムログ, where a claim says ログ: what is said of one kind holds for that kind. */
function findNarrower({ folded, spans, said }: ClaimPart, { own, topics }: SaidStatement): string | undefined {
  const named = [folded, ...said].join('\n')
  for (const { start, end, concepts } of spans) {
    const word = folded.slice(start, end)
    if (own.split(word).length - 1 !== 1) continue
    const kind = topics().own.find(
      (other) =>
        other.end - other.start > word.length &&
        own.slice(other.start, other.end).endsWith(word) &&
        other.concepts.some((concept) => !concepts.includes(concept)),
    )
    const whole = kind && own.slice(kind.start, kind.end)
    if (whole !== undefined && !whole.includes('の') && !named.includes(whole)) return whole
  }
  return undefined
}

const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** In the other language it is called otherwise. */
function isTranslated(word: string, text: string): boolean {
  return JAPANESE.test(word) !== JAPANESE.test(text)
}
