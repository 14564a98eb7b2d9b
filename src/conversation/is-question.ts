/** Ends of Japanese questions, and requests that are questions by another name. */
const JAPANESE =
  /(?<!そう|なるほど)(?:か|ですか|ますか|でしょうか|かな|っけ)[。．！!]*\s*$|(?:教えて|おしえて|知りたい|調べて|比較して|比べて|一覧)/u
/** Words that English questions and requests begin with; an auxiliary needs somebody and something after it. */
const ENGLISH =
  /^\s*(?:(?:and|so|but|ok|okay|then|please)[,\s]+)*(?:(?:what|which|who|whom|whose|where|when|why|how)\b|(?:tell me|show me|compare|list)\s|(?:is|are|was|were|does|do|did|can|could|will|would|should|has|have|had)(?:\s+[^\s,.!]+){2,})/iu
/** Thanks repeat the words of the question. */
const THANKS = /ありがと|助かりま|thank/iu

/** Whether a text asks something: by its mark, its Japanese ending or request, or its English first word. */
export function isQuestion(text: string): boolean {
  if (/[?？]/u.test(text)) return true
  return !THANKS.test(text) && (JAPANESE.test(text) || ENGLISH.test(text))
}
