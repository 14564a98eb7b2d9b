import type { StoredPaper } from '../../store/knowledge-store.ts'
import { type EditionWords, editionOf, findEditionWords } from './edition.ts'

/** Two editions of one paper of which a question asks what is different. */
export interface ComparedEditions {
  readonly before: StoredPaper
  readonly now: StoredPaper
}

/** What a question asks of two editions. */
export interface EditionChange {
  readonly compared: ComparedEditions
  /** The words for it, as offsets in the folded question: what is left says of what it is asked. */
  readonly spans: readonly Pick<EditionWords, 'start' | 'end'>[]
}

/** What says that something is different, or asks whether it is. */
const DIFFERS =
  /(?:何が|どう|どこが)?(?:変わ(?:った|りました|って(?:い(?:ます|る)|る|ます)?)|変更(?:は|が|された|されました)?(?:あった|ありま(?:した|す)|ある)?|違(?:う|い(?:ます)?)|異なる?|差分?|同じ(?:です)?)(?:点|ところ|こと|箇所|もの|部分)?|\b(?:what(?:['’]s| is| has| have)? )?(?:changed?|changes|different|differences?|differs?|new|the same)\b(?: (?:in|since|from|between|to|with|than|as))*/gu

/** What an edition is compared with stands before these, or behind those. */
const FROM_BEHIND = /^(?:の(?:もの|内容))?(?:から|より|と(?!い[うっ])|以降|に比べ)/u
const FROM_BEFORE = /\b(?:since|from|between|than|with|as|and|to) (?:the )?$/u

/**
 * The editions of a paper that a folded question compares: two that it names (「1.0版から2.1版で変わった点は」), the newest
 * with the one that it names (「1.0版から」, "since version 1.0"), or the newest with the one before it. `undefined`
 * where it compares none, or one that the index has not.
 */
export function findEditionChange(folded: string, paper: StoredPaper): EditionChange | undefined {
  const differs = [...folded.matchAll(DIFFERS)].map(({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
  }))
  if (differs.length === 0 || paper.older.length === 0) return undefined
  const named = findEditionWords(folded).filter(({ certainty }) => certainty !== 'maybe')
  const editions = named.map((words) => editionOf(paper, words))
  const compared = choose(paper, named, editions, folded)
  if (!compared) return undefined
  const spans = named.map(({ start, end }) => {
    const particle = FROM_BEHIND.exec(folded.slice(end))?.[0].length ?? 0
    return { start, end: end + particle }
  })
  return { compared, spans: [...spans, ...differs] }
}

function choose(
  paper: StoredPaper,
  named: readonly EditionWords[],
  editions: readonly (StoredPaper | undefined)[],
  folded: string,
): ComparedEditions | undefined {
  const [words, second] = named
  const [edition, other] = editions
  if (!words || !edition || (second && !other) || named.length > 2) return undefined
  const order = [paper, ...paper.older]
  if (other) {
    const [now, before] = [edition, other].sort((a, b) => order.indexOf(a) - order.indexOf(b))
    return now && before && now !== before ? { before, now } : undefined
  }
  const isFrom = FROM_BEHIND.test(folded.slice(words.end)) || FROM_BEFORE.test(folded.slice(0, words.start))
  if (words.kind === 'current' && !isFrom) return paper.older[0] && { before: paper.older[0], now: paper }
  return isFrom && edition !== paper ? { before: edition, now: paper } : undefined
}
