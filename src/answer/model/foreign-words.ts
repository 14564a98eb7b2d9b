import { ASPECT_CONCEPTS, VAGUE_CONCEPTS } from '../../knowledge/concept-kinds.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { blank } from '../../text/blank.ts'
import { fold, squash } from '../../text/fold.ts'
import { type ClaimPart, isJapanese } from './claim-parts.ts'
import { findMeant, isEnglishSaid, isPlainEnglish } from './english-words.ts'
import { isGlue } from './japanese-words.ts'

/** A text that words may come from, prepared once. */
export interface WordSource {
  readonly folded: string
  readonly squashed: string
  readonly concepts: ReadonlySet<string>
}

/** Prepares a text. */
export function toWordSource(text: string, vocabulary: Vocabulary): WordSource {
  const folded = fold(text)
  return { folded, squashed: squash(text), concepts: new Set(vocabulary.find(folded).map(({ concept }) => concept)) }
}

/**
 * Words of a part that do not stand in the source and mean nothing that stands there; `undefined`: there is none. Every
 * letter counts: what is neither the source's nor one of the few words that say nothing by themselves is foreign.
 */
export function findForeignWords(
  part: ClaimPart,
  source: WordSource | undefined,
  vocabulary: Vocabulary,
): readonly string[] {
  // ファイル and 情報 are both データ, and neither is the other; across languages they are all that there is.
  const isOtherLanguage = source !== undefined && isJapanese(source.folded) !== isJapanese(part.folded)
  const hits = vocabulary
    .find(part.folded)
    .filter(({ concept }) => source?.concepts.has(concept) && (isOtherLanguage || !VAGUE_CONCEPTS.has(concept)))
    .filter(
      ({ concept, start, end }) =>
        isOtherLanguage ||
        !isThing(concept, part.folded.slice(start, end)) ||
        source?.squashed.includes(squash(part.folded.slice(start, end))),
    )
  const named = part.names.flatMap(({ pattern }) =>
    [...part.folded.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
  )
  const marks = part.marks.map(({ text, start }) => ({ start, end: start + text.length }))
  const quantities = part.folded.length === part.text.length ? part.quantities : []
  const meant = isOtherLanguage && isJapanese(part.folded) ? findMeant(part.folded, source.folded) : []
  const known = [...hits, ...named, ...marks, ...quantities, ...meant]
  const found = isJapanese(part.folded)
    ? foreignJapanese(part.folded, known, source)
    : foreignEnglish(blank(part.folded, known), source)
  return [...new Set(found)]
}

/** クラウドストレージ is a storage, and not what 保管 says. */
function isThing(concept: string, words: string): boolean {
  return ASPECT_CONCEPTS.has(concept) && /\p{Script=Katakana}{3}/u.test(words)
}

function foreignEnglish(rest: string, source: WordSource | undefined): readonly string[] {
  const isSaid = (word: string) => (source ? isEnglishSaid(word, source.folded) : isPlainEnglish(word))
  return (rest.match(/\p{L}+/gu) ?? []).filter((word) => !/^[a-z]{1,2}$/u.test(word) && !isSaid(word))
}

function foreignJapanese(folded: string, known: readonly Span[], source: WordSource | undefined): readonly string[] {
  const squashed = source?.squashed ?? ''
  const denied = [...folded.matchAll(/[非未]対応/gu)].map(({ index }) => ({ start: index, end: index + 3 }))
  const rest = blank(folded, [...known, ...denied, ...saidIn(folded, squashed)])
  return [...rest.matchAll(/[\p{L}々ー]+/gu)]
    .filter(
      ({ 0: letters, index }) =>
        !isGlue(letters, /[\p{Script=Han}\p{Script=Hiragana}]/u.test(folded.charAt(index - 1)), squashed),
    )
    .map(([letters]) => letters)
}

interface Span {
  readonly start: number
  readonly end: number
}

/** The longest pieces of a text that stand in the source: words of two letters, and four of hiragana. */
function saidIn(text: string, source: string): readonly Span[] {
  return [...text.matchAll(/[\p{L}\p{N}々ー]+/gu)].flatMap(({ 0: run, index }) => {
    const spans: Span[] = []
    for (let at = 0; at < run.length; at++) {
      const least = /\p{Script=Hiragana}/u.test(run.charAt(at)) ? 4 : 2
      let end = run.length
      while (end >= at + least && !source.includes(run.slice(at, end))) end--
      if (end < at + least) continue
      const piece = run.slice(at, end)
      // An ending that goes on otherwise is read with what it goes on with.
      const isCut =
        /\p{Script=Hiragana}/u.test(run.charAt(end)) && /[^\p{Script=Hiragana}]\p{Script=Hiragana}+$/u.test(piece)
      end = at + (isCut ? piece.replace(/\p{Script=Hiragana}+$/u, '') : piece).length
      spans.push({ start: index + at, end: index + end })
      at = end - 1
    }
    return spans
  })
}
