/** か at the end asks, but for そうか and words that end in it; so do question words near the end. */
const JAPANESE =
  /(?<!そう|なるほど|[確静遥豊僅細])(?:か|かな|っけ|よね)[。．！!]*\s*$|(?:何|いつ|どこ|どれ|どの|どんな|どう|誰|だれ|いくつ|いくら|なぜ)(?!も|ぞ|か|でも|にか)[^。、]{0,12}[。]?\s*$/u
/** Requests, which are questions by another name; not what somebody was told or is going to do. */
const REQUEST =
  /(?:教えて|おしえて)(?!もら|くれ|い)|知りたい|(?:調べ|比較し|比べ)て(?!お?き?ま|み?ま|い)|一覧(?:を|が|で)?(?:お願い|ほしい|欲しい|くださ|下さ|見|出し|にし|[。、]|\s*$)/u
/** Words that English questions and requests begin with; an auxiliary needs somebody or something right after it. */
const ENGLISH =
  /^\s*(?:(?:and|so|but|ok|okay|then|please)[,\s]+)*(?:(?:what|which|who|whom|whose|where|when|why|how)\b|(?:tell me|show me|compare|list)\s|(?:is|are|was|were|does|do|did|can|could|will|would|should|has|have)\s+(?:i|you|we|they|it|there|this|that|these|those|the|any|all|both|each|your|our|their|its|every|data|users?|backups?|logs?|passwords?)\b)/iu
/** Thanks repeat the words of the question. */
const THANKS = /ありがと|助かりま|thank/iu

/** Whether a text asks something: by its mark, its Japanese ending or request, or its English first words. */
export function isQuestion(text: string): boolean {
  if (/[?？]/u.test(text)) return true
  if (THANKS.test(text)) return false
  return REQUEST.test(text) || (!isStatement(text) && (JAPANESE.test(text) || ENGLISH.test(text)))
}

/** 「〜ます」「〜です」「〜ました」 with or without ね: something is told, not asked. 「ですよね」 asks. */
const STATEMENT = /(?:ます|です|ました|でした|ません)(?:ね|よ)?[。．！!〜～]*\s*$/u

/** Whether a text that is no question tells something. */
export function isStatement(text: string): boolean {
  return STATEMENT.test(text)
}

/**
 * A name with a title of address, or behind an at sign. お客様 and 皆さん are nobody in particular, and 様 is part of
 * words, so that it counts at the end of a phrase only.
 */
const SOMEBODY =
  /(?<=[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}A-Za-z])(?<![お皆客者])(?:さん|さま|くん|ちゃん|先生|部長|課長|係長)(?!\p{Script=Han})|(?<=[\p{Script=Han}\p{Script=Katakana}]{2})(?<![客皆者仕同多模異一両各])様(?=[、,。！!？?\s]|$)|(?<![\w.])[@＠][\p{L}\p{N}]/u

/** Whether a text turns to a person by name, where a platform's own mention was not used. */
export function namesSomebody(text: string): boolean {
  return SOMEBODY.test(text)
}
