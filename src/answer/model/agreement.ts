import type { Polarity } from '../../domain.ts'
import { fold } from '../../text/fold.ts'
import { announcesPlans, polarityOf } from '../../text/polarity.ts'
import type { ClaimPart } from './claim-parts.ts'
import type { SaidStatement } from './said-statements.ts'

/** Whether a claim affirms, denies or announces what the statement does. */
export function agreesInPolarity(part: ClaimPart, said: SaidStatement): boolean {
  const claimed = APPLIES.test(part.folded) ? 'planned' : polarityOf(plainly(part.folded, part.quantities.length > 0))
  if (DENIES_TWICE.test(part.folded) !== DENIES_TWICE.test(said.own)) return false
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
