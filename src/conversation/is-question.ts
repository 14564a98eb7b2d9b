/** Ends of Japanese questions, and requests that are questions by another name. */
const JAPANESE =
  /(?:か|ですか|ますか|でしょうか|かな|っけ)[。．！!]*\s*$|(?:教えて|おしえて|知りたい|調べて|比較して|比べて|一覧)/u
/** Words that English questions and requests begin with. */
const ENGLISH =
  /^\s*(?:(?:and|so|but|ok|okay|then|please)[,\s]+)*(?:what|which|who|whom|whose|where|when|why|how|is|are|was|were|does|do|did|can|could|will|would|should|has|have|had|tell me|show me|compare|list)\b/iu

/** Whether a text asks something: by its mark, its Japanese ending or request, or its English first word. */
export function isQuestion(text: string): boolean {
  return /[?？]/u.test(text) || JAPANESE.test(text) || ENGLISH.test(text)
}
