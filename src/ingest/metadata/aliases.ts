import { escapePattern } from '../../text/escape-pattern.ts'
import { type Folded, fold, squash } from '../../text/fold.ts'
import { type Ballot, isOnCover, pointsOf } from './ballot.ts'
import { innerWords } from './definitions.ts'
import { isName, toName } from './names.ts'

/** More spellings than this of one name are chance. */
const MAX_ALIASES = 8

const EXTENSION =
  /^[^a-z]{0,14}(?:サービス|版|システム|エディション|プラン|ソリューション|製品|アプリ|プラットフォーム)$|^(?:service|cloud service)s?$/u

/** `X再販版サービス` is X with a category after it: what speaks for it speaks for X, and it becomes another spelling of X. */
export function mergeExtended(ballot: Ballot): ReadonlyMap<string, readonly string[]> {
  const aliases = new Map<string, string[]>()
  for (const [key, longer] of ballot.candidates) {
    for (const [shortKey, shorter] of ballot.candidates) {
      if (key === shortKey || !key.startsWith(shortKey) || !EXTENSION.test(key.slice(shortKey.length))) continue
      if (shorter.needsUse && shorter.used === 0) continue
      if (!isOnCover(shorter) && pointsOf(shorter) <= 0) continue
      for (const [source, points] of longer.evidence) {
        if (points > 0 && source !== 'use')
          shorter.evidence.set(source, Math.max(points, shorter.evidence.get(source) ?? 0))
      }
      shorter.used += longer.used
      longer.evidence.clear()
      if (longer.used > 0) aliases.set(shortKey, [...(aliases.get(shortKey) ?? []), longer.name])
    }
  }
  return aliases
}

/** Other spellings: extended forms, a reading in brackets after the name, a short form that the paper announces. */
export function aliasesOf(product: string, extended: readonly string[], folded: readonly Folded[]): readonly string[] {
  const escaped = escapePattern(fold(product))
  const after = new RegExp(`${escaped}[」』]?\\s?\\((?:以下[、,\\s]?[「『]?)?([^()、。」』\\n]{2,40})[」』)、。]`, 'gu')
  const before = new RegExp(`([^、。\\n「」『』()]{2,40})[」』]?\\(以下[、,\\s]?[「『]?${escaped}[」』)]`, 'gu')
  const aliases = [...extended]
  for (const part of folded) {
    if (!part.text.includes(fold(product))) continue
    for (const match of part.text.matchAll(after)) {
      const name = toName(
        innerWords(part, match).replace(
          /^(?:英語|英字|カナ|ローマ字)(?:での)?(?:表記|名)?(?:は|:)\s?|^読み(?:方は|:)\s?/u,
          '',
        ),
      )
      const isShort = match[0].includes('以下')
      if (isName(name) && !/以下|hereinafter/u.test(name) && (isShort || isOtherScript(name, product)))
        aliases.push(name)
    }
    for (const match of part.text.matchAll(before)) aliases.push(toName(innerWords(part, match)))
  }
  return [...new Set(aliases)].filter((name) => isName(name) && squash(name) !== squash(product)).slice(0, MAX_ALIASES)
}

/** A reading is in kana for a name in other letters, or in Latin letters for a name in Japanese ones. */
function isOtherScript(name: string, product: string): boolean {
  const isKana = (words: string): boolean => /^[\p{Script=Katakana}\p{Script=Hiragana}ー・\s]+$/u.test(words)
  const isLatin = (words: string): boolean => /^[\p{Script=Latin}\d\s.&+'-]+$/u.test(words)
  return isKana(name) ? !isKana(product) : isLatin(name) && !isLatin(product)
}
