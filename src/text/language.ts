import type { Language } from '../domain.ts'

/** `en` where a text has Latin words and no kana, apart from names; else `ja`. */
export function languageOf(text: string): Language {
  const withoutQuotes = text.replace(/[「(（][^」)）]*[」)）]/gu, '')
  if (/[ぁ-ゖ]/u.test(withoutQuotes)) return 'ja'
  const words = withoutQuotes.match(/[a-z]{2,}/giu)?.length ?? 0
  const japanese = withoutQuotes.match(/[\p{Script=Han}ァ-ヶ]/gu)?.length ?? 0
  return words >= 2 && words * 3 > japanese ? 'en' : japanese > 0 || words === 0 ? 'ja' : 'en'
}
