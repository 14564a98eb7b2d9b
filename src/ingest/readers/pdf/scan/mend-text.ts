const KATAKANA = '[ァ-ヴー・]'
/** Kanji and signs that look like katakana; between two katakana they are one. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  一: 'ー',
  '－': 'ー',
  '―': 'ー',
  '—': 'ー',
  '-': 'ー',
  ｰ: 'ー',
  口: 'ロ',
  力: 'カ',
  工: 'エ',
  二: 'ニ',
  卜: 'ト',
  夕: 'タ',
  八: 'ハ',
  千: 'チ',
}
const BETWEEN = new RegExp(
  `(?<=${KATAKANA})[${Object.keys(LOOKALIKES).join('').replace('-', '\\-')}](?=${KATAKANA})`,
  'gu',
)
/** What is no kanji may also stand at the end of a word. */
const AT_END = /(?<=[ァ-ヴ])[－―—ｰ-](?=[ぁ-ん、。，．）)」』】]|$)/gu
const JAPANESE = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー、。，．・「」『』（）【】]'
const BLANKS = new RegExp(`(?<=${JAPANESE})[ \\u3000]+(?=${JAPANESE})`, 'gu')

/**
 * Sets right what text recognition is known to do to Japanese, where only one reading makes sense: full-width digits and
 * Latin letters, ー and look-alikes in katakana words, ○ before an item, 章 of a chapter. Figures are never changed.
 */
export function mendText(text: string): string {
  return text
    .replace(/[０-９Ａ-Ｚａ-ｚ]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/ー{2,}/gu, 'ー')
    .replace(/^〇(?=.{2})/u, '○')
    .replace(/^(第 ?(?:\d+|[一二三四五六七八九十]+)) ?[草童](?=[^\d])/u, '$1章')
    .replace(BETWEEN, (letter) => LOOKALIKES[letter] ?? letter)
    .replace(AT_END, 'ー')
}

/** Takes out the blanks that are set between the characters of a Japanese sentence. */
export function withoutBlanks(text: string): string {
  return text.replace(BLANKS, '')
}
