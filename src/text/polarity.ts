import type { Polarity } from '../domain.ts'
import { fold } from './fold.ts'
import { PLANNED, saysEnded } from './polarity-words.ts'

const NEGATIVE =
  /(?:(?:ませ|得)ん|ない|なかっ|ず)(?:が|け|。|$|、|の|こと|た|で|よう|もの|旨|ので|[）)])|ておらず|できず|せず|おりません|いません|しません|ありません|ございません|なりません|できません|なくな(?:り|る|った)|不可|無効(?:です|に(?:して|し)|化して|。|$)|受け付けを終了|未対応|対象外|非対応|未取得|未実施|なし(?:。|$|[)）])|^(?:×|✕|✗|-|no\b)|\b(?:not(?! only| (?:later|longer|more|less|fewer) than)|never|neither|no(?! (?:extra|additional|further|later|more|less|longer than|fewer) )|none|cannot|without(?! (?:exception|extra|additional|charge|cost|undue|delay))|unavailable|disabled|discontinued|(?<!\b(?:is|are|was|were|be|been|being|also|only|keys?|data|tools?|software|systems?|devices?|methods?|accounts?) )used to|(?:was|were) [^.;]{1,40} until)\b|n't\b/u

/** Whether words say that something is planned. */
export function saysPlanned(text: string): boolean {
  return PLANNED.test(fold(text))
}

/** The words with which a text says so, as printed; the whole text where folding changed them. */
export function plannedWordsIn(text: string): string {
  const words = new RegExp(PLANNED.source, 'iu').exec(text)?.[0] ?? text
  return words.replace(/(?:です|で)?[。、.]?$/u, '').trim()
}

/** Whether a heading stands over what does not exist yet. */
export function announcesPlans(heading: string): boolean {
  return PLANS.test(heading)
}

const PLANS = /road ?map|ロードマップ|(?:今後|将来)の|(?:対応|提供|実施)予定|計画中|coming soon|upcoming|planned/iu

/** The answer of a questionnaire before its explanation. */
const ANSWER_WORD =
  /^(?:(?:answer|response|回答)\s*:\s*)?(有|無|はい|いいえ|対応済み?|未対応|非対応|対象外|yes|no|n\/?a|partial(?:ly)?)(?=[\s、。.,;(]|$)/u

/**
 * What a statement says about the matter whose words end at `from` (offset in the folded text): the first predicate
 * at or after them decides. Purposes (〜できないように…しています) are not predicates.
 */
export function polarityOf(text: string, from = 0): Polarity {
  const folded = fold(text)
  const symbol = /^([〇○◯×✕✗△])(?=\s|$)/u.exec(text.trim())?.[1]
  if (symbol !== undefined)
    return '〇○◯'.includes(symbol) ? 'yes' : symbol !== '△' ? 'no' : PLANNED.test(folded) ? 'planned' : null
  // What stands in the remarks behind an answer is answered there.
  const remark = folded.search(/\t/u)
  const word = remark >= 0 && from > remark ? undefined : ANSWER_WORD.exec(folded)?.[1]
  if (word !== undefined) {
    if (PLANNED.test(folded)) return 'planned'
    return /^(?:有|はい|yes|対応)/u.test(word) ? 'yes' : /^(?:無|いいえ|no|未対応|非対応)/u.test(word) ? 'no' : null
  }
  const clauses = clausesOf(folded)
  const rest = clauses.slice(
    Math.max(
      clauses.findIndex((clause) => clause.end > from),
      0,
    ),
  )
  for (const [i, { text: clause }] of rest.entries()) {
    if (PLANNED.test(clause)) return 'planned'
    const purpose = [...clause.matchAll(/(?:ない|ぬ|ず)(?:よう|様)(?:に|、)?/gu)].at(-1)
    const words = purpose ? clause.slice(purpose.index + purpose[0].length) : clause
    // Not yet, but planned.
    if (NEGATIVE.test(words.trim())) return rest.some(({ text: other }) => PLANNED.test(other)) ? 'planned' : 'no'
    if (saysEnded(words)) return 'no'
    if (isPredicate(words)) return goesOnPlanned(words, rest[i + 1]?.text ?? '') ? 'planned' : 'yes'
  }
  return 'yes'
}

/** 「認証に対応し、2027年に提供する予定です」: one plan in two clauses, unless the second has a subject of its own. */
function goesOnPlanned(words: string, next: string): boolean {
  return /(?:し|て|り)、\s*$/u.test(words) && PLANNED.test(next) && !next.includes('は')
}

interface FoldedClause {
  readonly text: string
  readonly end: number
}

function clausesOf(folded: string): FoldedClause[] {
  const clauses: FoldedClause[] = []
  let start = 0
  for (const match of folded.matchAll(/[、。;\t]|,(?= (?:but|while|whereas|although|and) )|$/gu)) {
    const end = match.index + match[0].length
    if (end > start) clauses.push({ text: folded.slice(start, end), end })
    start = end
  }
  return clauses
}

function isPredicate(words: string): boolean {
  return (
    /(?:ます|です|ました|する|した|している|あり|いる|可能|可|済み?|対応|し|て|たします|〇|○)(?:が|けれど|けれども)?[、。]?\s*$/u.test(
      words,
    ) || ENGLISH_PREDICATE.test(words)
  )
}

const ENGLISH_PREDICATE =
  /\b(?:is|are|was|were|has|have|can|may|supports?|holds?|uses?|provides?|offers?|performs?|runs?|takes?|collects?|encrypts?)\b/u
