import type { Polarity } from '../../domain.ts'
import { fold } from '../../text/fold.ts'

const PLANNED =
  /予定(?:です|で|。|$|し|と)|計画中|検討中|準備中|対応予定|申請中|取得予定|めざす|めざし|目指す|目指し|今後|planned|roadmap|roadmap|under consideration|scheduled for/u
const NEGATIVE =
  /(?:(?:ませ|得)ん|ない|なかっ|ず)(?:が|け|。|$|、|の|こと|た|で|よう|もの|[）)])|ておらず|できず|せず|おりません|いません|しません|ありません|ございません|なりません|できません|不可|未対応|対象外|非対応|未取得|未実施|なし(?:。|$|[)）])|^(?:×|✕|✗|-|no\b)|\b(?:not|never|no|none|cannot|without|unavailable)\b|n't\b/u

/**
 * What a statement says about the matter whose words end at `from` (offset in the folded text): the first predicate
 * at or after them decides. Purposes (〜できないように…しています) are not predicates.
 */
export function polarityOf(text: string, from = 0): Polarity {
  const folded = fold(text)
  const symbol = /^([〇○◯×✕✗△])(?=\s|$)/u.exec(text.trim())?.[1]
  if (symbol !== undefined)
    return '〇○◯'.includes(symbol) ? 'yes' : symbol !== '△' ? 'no' : PLANNED.test(folded) ? 'planned' : null
  if (PLANNED.test(folded)) return 'planned'
  const clauses = clausesOf(folded)
  const start = clauses.findIndex((clause) => clause.end > from)
  for (const clause of clauses.slice(Math.max(start, 0))) {
    const words = clause.text.replace(/[^、。]*(?:ない|ぬ|ず)(?:よう|様)(?:に|、)?/gu, '')
    if (NEGATIVE.test(words.trim())) return 'no'
    if (isPredicate(words)) return 'yes'
  }
  return 'yes'
}

interface FoldedClause {
  readonly text: string
  readonly end: number
}

function clausesOf(folded: string): FoldedClause[] {
  const clauses: FoldedClause[] = []
  let start = 0
  for (const match of folded.matchAll(/[、。;]|$/gu)) {
    const end = match.index + match[0].length
    if (end > start) clauses.push({ text: folded.slice(start, end), end })
    start = end
  }
  return clauses
}

function isPredicate(words: string): boolean {
  return /(?:ます|です|ました|する|した|している|あり|いる|可能|可|済み?|対応|し|て|たします|〇|○)[、。]?\s*$/u.test(
    words,
  )
}
