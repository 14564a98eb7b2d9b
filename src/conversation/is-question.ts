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

/** 「〜ます」「〜です」「〜ました」 with or without ね: something is told, not asked. 「ですよね」 asks. */
const STATEMENT = /(?:ます|です|ました|でした|ません|ください|下さい)(?:ね|よ)?[。．！!〜～]*\s*$/u

/** Whether a text that is no question tells something. */
export function isStatement(text: string): boolean {
  return STATEMENT.test(text)
}

/** A name with a title of address (お客様 and 皆様 are nobody in particular), or a name behind an at sign. */
const SOMEBODY =
  /(?<![お皆])(?<=[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}A-Za-z])(?:さん|さま|様|くん|ちゃん|先生|部長|課長|係長)(?![々\p{Script=Han}])|(?<![\w.])[@＠][\p{L}\p{N}]/u

/** Whether a text turns to a person by name, where a platform's own mention was not used. */
export function namesSomebody(text: string): boolean {
  return SOMEBODY.test(text)
}
