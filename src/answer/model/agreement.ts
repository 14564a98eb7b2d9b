import type { Polarity } from '../../domain.ts'
import { fold } from '../../text/fold.ts'
import { announcesPlans, polarityOf } from '../../text/polarity.ts'
import type { ClaimPart } from './claim-parts.ts'
import type { SaidStatement } from './said-statements.ts'

/** What limits a statement, and what a claim may say so with. */
interface Limit {
  readonly pattern: RegExp
  /** A claim that says so needs a statement that does, a statement that says so needs a claim that does, or either. */
  readonly needs: 'statement' | 'claim' | 'both'
  /** It limits all of a sentence, not just the clause that it stands in. */
  readonly ofSentence?: true
}

const LIMITS: readonly Limit[] = [
  { pattern: /のみ|(?<!いた)だけ|限り|限定|に限|only|just\b|limited|sole/u, needs: 'both' },
  { pattern: /(?:を|は)除|以外|ただし|但し|except|unless|other than|however|exclud/u, needs: 'claim' },
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
      /場合|際|時(?:に|は|の|、|を|も|以外)|とき|ければ|なら|たら|もし|\bif\b|when|where|in case|upon|\bafter\b|後/u,
    needs: 'claim',
  },
  {
    pattern:
      /すべて|全て|いずれも|どれも|全(?=[\p{Script=Han}ァ-ヶ])|常に|必ず|常時|いつでも|いかなる|\ball\b|always|every (?!\d|day|week|month|year|hour)|\bany\b|whole|entire/u,
    needs: 'statement',
  },
  { pattern: /お客様|顧客|利用者|ユーザ|契約者|customer|user|client|subscriber|tenant/u, needs: 'statement' },
  { pattern: /当社|弊社|提供元|事業者|provider|vendor|\bwe\b|\bour\b/u, needs: 'statement' },
  // What the cloud below does, the vendor need not do.
  {
    pattern:
      /(?:aws|amazon web services|azure|google cloud|gcp|oracle cloud|salesforce|heroku|クラウド(?:サービス)?(?:事業者|プロバイダ))[^、。]{0,6}(?:は|が|側)|\b(?:aws|azure|google cloud|gcp) (?:is|has|holds|provides)\b/u,
    needs: 'claim',
    ofSentence: true,
  },
]

/** Words that limit what one of the two says and not the other, if any. */
export function findLimit(part: ClaimPart, { own, context, source, statement }: SaidStatement): string | undefined {
  const vendor = fold(source.paper.vendor ?? '')
  for (const { pattern, needs, ofSentence } of LIMITS) {
    const inClaim = pattern.exec(part.folded)?.[0]
    const inStatement = pattern.exec(ofSentence ? fold(statement.text) : own)?.[0]
    const isSaid = pattern.test(context) || (vendor !== '' && part.folded.includes(vendor))
    if (needs !== 'claim' && inClaim !== undefined && !isSaid) return inClaim
    if (needs !== 'statement' && inStatement !== undefined && inClaim === undefined) return inStatement
  }
  return undefined
}

/** Whether a claim affirms, denies or announces what the statement does. */
export function agreesInPolarity(part: ClaimPart, said: SaidStatement): boolean {
  const claimed = APPLIES.test(part.folded) ? 'planned' : polarityOf(plainly(part.folded, part.quantities.length > 0))
  if (DENIES_TWICE.test(part.folded) && !DENIES_TWICE.test(said.own)) return false
  if (deniesWithin(part.folded) !== deniesWithin(clauseOf(part, said)) && !DENIES.test(part.folded)) return false
  if (deniesAtEnd(plainly(part.folded, false)) && !deniesAnything(said)) return false
  const stated = statedPolarity(part, said)
  return claimed === null || stated === claimed
}

/** What a statement says of the matter: at the predicate behind the words of the claim that stand in it. */
function statedPolarity(part: ClaimPart, { statement, source, quantities }: SaidStatement): Polarity {
  const text = plainly(fold(statement.text), quantities.length > 0)
  const { heading, path } = source.section
  const isPlan = [heading, ...path, ...statement.labels, statement.lead ?? ''].some(announcesPlans)
  const lead = statement.lead === null ? 'yes' : polarityOf(statement.lead)
  const words = [
    ...part.marks.map((mark) => mark.text),
    ...part.spans.map(({ start, end }) => part.folded.slice(start, end)),
  ]
  const ends = words.filter((word) => text.includes(word)).map((word) => text.indexOf(word) + word.length)
  const stated = polarityOf(text, Math.max(0, ...ends))
  const polarity = lead === 'no' || lead === 'planned' ? lead : stated
  return isPlan && polarity === 'yes' ? 'planned' : polarity
}

/** 「アクセスができない構成」: the predicate affirms, the words before it deny. */
function deniesWithin(folded: string): boolean {
  return /(?:でき|[らられせかがさたなまわばし]|得)ない(?=[\p{Script=Han}\p{Script=Katakana}])/u.test(folded)
}

/** What a sentence comes to is denied, whatever it says on the way. */
function deniesAtEnd(folded: string): boolean {
  return /(?:ません|ない|なし|不可)(?:でした|です)?[。.]?$/u.test(folded.trim())
}

/** Whether a predicate of the statement or of the lead of its list denies; 「改変せずに」 is none. */
function deniesAnything({ statement }: SaidStatement): boolean {
  const clauses = fold(`${statement.lead ?? ''}。${statement.labels.join('。')}。${statement.text}`).split(/[、。;\n]/u)
  return clauses
    .map((clause) => clause.replace(/(?:せず|ず)に?(?=[\p{Script=Han}\p{Script=Katakana}])|ない(?:よう|様)に?/gu, ''))
    .some((clause) => polarityOf(clause) === 'no')
}

/** The clause of the statement that has most of the claim's words. */
function clauseOf({ folded, spans }: ClaimPart, { statement }: SaidStatement): string {
  const words = spans.map(({ start, end }) => folded.slice(start, end))
  const countIn = (clause: string) => words.filter((word) => clause.includes(word)).length
  const clauses = fold(statement.text).split(/[、。;]/u)
  return clauses.reduce((best, clause) => (countIn(clause) > countIn(best) ? clause : best), clauses[0] ?? '')
}

const DENIES = /ない|ません|なし|不可|ず、/u
/** 「できないことはありません」: what is denied twice is affirmed. */
const DENIES_TWICE =
  /(?:ません|ない|ず)[^、。]{0,6}(?:こと|わけ|もの|とは)[^、。]{0,8}(?:ません|ない)|\b(?:not|never|cannot)\b[^.;]{0,40}\b(?:not|never|without|un\w+able)\b/u
const APPLIES = /\bappl(?:ied|ying) for\b/u

/** A target value is stated, not planned (「99.9%を目標としています」), and a duty is none that is denied. */
function plainly(folded: string, hasValue: boolean): string {
  const words = folded.replace(/(?:で?なければなり|なくてはなり)ません|(?:で?なければ|なくては)ならない/gu, '必要です')
  return hasValue ? words.replace(/を?目標(?:とし(?:て(?:い(?:ます|る))?)?|値)/gu, 'です') : words
}
