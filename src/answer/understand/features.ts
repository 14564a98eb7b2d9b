import { SHAPE_CONCEPTS } from '../../knowledge/concept-kinds.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { blank } from '../../text/blank.ts'
import { toTokens } from '../../text/tokens.ts'

/** What a question or a phrasing is made of, for matching: concepts, and words that no concept covers. */
export interface Features {
  readonly concepts: ReadonlySet<string>
  /** Content words outside concepts, folded. */
  readonly words: ReadonlySet<string>
}

const STOP_WORDS =
  /^(?:プラン|は|の|教えて|教え|ください|下さい|お願い|何|どう|なに|どんな|いくつ|ます|です|ある|いる|する|できる|使える|使え|使う|使|出来|書い|記載|明記|触れ|製品|サービス|とき|場合|必要|自分|うち|本当|今|年|月|日|回|時|分|方|側|所|点|者|等|用|的|上|下|中|内|外|前|後|別|各|数|名|度|達|様|人|a|an|the|is|are|was|be|do|does|did|of|to|in|on|at|for|by|with|and|or|it|its|s|t|what|which|who|when|where|how|why|much|many|can|could|will|would|should|must|may|we|you|your|our|us|i|me|my|they|their|there|this|that|these|those|any|some|all|each|from|than|then|has|have|had|get|use|used|uses|using|does|tell|please|also|about|if|as|per|up|out|after|before|into|not|no|same|five|six|seven|one|two|three|four)$/u

/** Features of folded text. */
export function toFeatures(folded: string, vocabulary: Vocabulary): Features {
  const hits = vocabulary.find(folded)
  return {
    concepts: new Set(hits.map((hit) => hit.concept).filter((concept) => !SHAPE_CONCEPTS.has(concept))),
    words: new Set(toTokens(blank(folded, hits)).filter(isContentWord)),
  }
}

/** Two sets of features as one. */
export function joinFeatures(a: Features, b: Features): Features {
  return { concepts: new Set([...a.concepts, ...b.concepts]), words: new Set([...a.words, ...b.words]) }
}

function isContentWord(word: string): boolean {
  if (STOP_WORDS.test(word) || /^[ぁ-ゖー]+$/u.test(word) || /^\d+$/u.test(word)) return false
  return word.length > 1 || /\p{Script=Han}/u.test(word)
}
