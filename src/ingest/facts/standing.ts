import type { Fact } from '../../domain.ts'
import { fold } from '../../text/fold.ts'
import { plannedWordsIn, polarityOf } from '../../text/polarity.ts'
import { saysEnded } from '../../text/polarity-words.ts'
import type { Quantity } from '../../text/quantities.ts'

/** Whether a value holds today, and the words that say that it does not. */
export type Standing = { readonly kind: 'now' } | { readonly kind: 'former' | 'planned'; readonly words: string }

const NOW: Standing = { kind: 'now' }

/** Where a clause ends that has a tense of its own. */
const BORDER = /[、。;；\t]|[,.] (?=(?:but|while|whereas|although|and|now|since|today|it|they|we)\b)/giu

interface ClausePair {
  readonly clause: string
  readonly next: string
}

/** The clause around an offset, and the one behind it. */
function clauseAt(text: string, at: number): ClausePair {
  const borders = [...text.matchAll(BORDER)].map((match) => match.index + match[0].trimEnd().length)
  const start = borders.findLast((border) => border <= at) ?? 0
  const [end = text.length, next = text.length] = borders.filter((border) => border > at)
  return { clause: text.slice(start, end).trim(), next: text.slice(end, next).trim() }
}

const PAST = /(?:でした|(?:て|で)い(?:まし)?た|ておりました|だった|ました)(?:が)?[、。]?$/u
const ONCE =
  /(?:以前|従来|かつて|当初|従前|旧来|これまで)(?=は)|(?:(?:19|20)\d{2}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?|昨年度?|前年度?|\d{1,2}月)末?まで(?=は|、|$)/u
const NOWADAYS = /^(?:現在|今|その後|同年|(?:19|20)\d{2}年)/u
const ENGLISH_ONCE =
  /\b(?:until|up to|through|before|prior to) (?:(?:the )?(?:end|beginning) of |early |late |mid-)?(?:[a-z]+ )?(?:19|20)\d{2}\b|\b(?:previously|formerly|originally|in the past)\b/iu
const ENGLISH_PAST = /\b(?:was|were|had|kept|stored|required|used to)\b/iu
const HABIT = /\b(?:we|it|they|data|backups?|logs?|files|passwords?|links?) used to\b/iu

/** 「保管期間を60日に延長する予定です」, "We plan to extend retention to 60 days": a figure that is to come. */
const TO_COME =
  /(?<=\d[^。、\d]{0,6}(?:に|へ)(?:延長|短縮|変更|拡大|引き上げ|引き下げ|増や)[^。、]{0,10})(?:予定(?!日)|検討|計画)|\b(?:plans?|planning|intends?|expects?|aims?|considering|evaluating)\b [^.;]{0,20}\b(?:extend|increas|rais|shorten|reduc|lower|chang|expand)\w*\b(?=[^.;]{0,60} to \d)/iu

/** Whether a thing that a text names at an offset was so only once (「以前は7日分でしたが」), is to come, or holds. */
export function standingOf(text: string, at: number): Standing {
  const { clause, next } = clauseAt(text, at)
  const plain = clause.normalize('NFKC')
  const once = PAST.test(plain) ? ONCE.exec(plain)?.[0] : undefined
  const english = ENGLISH_PAST.test(plain) ? ENGLISH_ONCE.exec(plain)?.[0] : undefined
  const words = once ?? english ?? HABIT.exec(plain)?.[0]
  if (words !== undefined) return { kind: 'former', words }
  // 「以前は、7日分でしたが、現在は21日分です」.
  const isFollowed =
    /(?:でした|い(?:まし)?た|ておりました|だった)が、$/u.test(plain) && NOWADAYS.test(next.normalize('NFKC'))
  if (isFollowed) return { kind: 'former', words: plain.replace(/が、$/u, '') }
  const [toCome] = TO_COME.exec(plain) ?? []
  return toCome === undefined ? NOW : { kind: 'planned', words: toCome }
}

/** The same for a name: one that has been given up, or is only considered or prepared, does not stand either. */
export function standingOfName(text: string, at: number): Standing {
  const standing = standingOf(text, at)
  const { clause } = clauseAt(text, at)
  if (standing.kind === 'now' && saysEnded(fold(clause)))
    return { kind: 'former', words: clause.replace(/[。、;.]$/u, '') }
  if (standing.kind !== 'now' || polarityOf(clause) !== 'planned') return standing
  return { kind: 'planned', words: plannedWordsIn(clause) }
}

/** A fact with its standing: whoever asks for what holds is not given what held. */
export function withStanding(fact: Fact, standing: Standing): Fact {
  if (standing.kind === 'now') return fact
  return {
    ...fact,
    polarity: standing.kind === 'former' ? 'no' : 'planned',
    qualifier: fact.qualifier === null ? standing.words : `${fact.qualifier} / ${standing.words}`,
  }
}

/** Facts without those that held once, where one of the others holds today. */
export function withoutFormer(facts: readonly Fact[]): Fact[] {
  const isFormer = ({ polarity, normalized }: Fact) => polarity === 'no' && normalized !== null
  return facts.filter((fact) => !isFormer(fact) || facts.every(isFormer))
}

const DENIES = '[^。、は\\t]{0,8}(?:ません|ない)(?=。|$|が、|、|\\t)'
/** 「30日間は保管しません」: but 「30日間は削除されません」 says how long it is kept. */
const KEPT_NOT = new RegExp(`^(?:に|で)?は?(?:保管|保存|保持|蓄積|維持|残り|残し)${DENIES}`, 'u')
/** 「30日以内には削除されません」. */
const WITHIN_NOT = new RegExp(`^(?:に|で)?は?${DENIES}`, 'u')
const NOT_EN = "\\b(?:not|never|n['’]t|no longer)\\s(?:[a-z]+\\s){0,2}"
const KEPT_NOT_EN = new RegExp(`${NOT_EN}(?:keep|kept|retain(?:ed)?|stored?|held|hold)\\b[^.;,]{0,12}$`, 'u')
const WITHIN_NOT_EN = new RegExp(`${NOT_EN}(?:deleted?|erased?|removed?|purged?)\\b[^.;,]{0,12}$`, 'u')

/** Whether a statement says of a quantity that it is not so: "Data is not deleted within 30 days". */
export function isDenied(text: string, { start, end, relation, normalized }: Quantity): boolean {
  const [before, after] = [fold(text.slice(0, start)), fold(text.slice(end))]
  if (relation === 'within') return WITHIN_NOT.test(after) || WITHIN_NOT_EN.test(before)
  return normalized.op === 'eq' && (KEPT_NOT.test(after) || KEPT_NOT_EN.test(before))
}
