import { distance } from 'fastest-levenshtein'
import type { Whitepaper } from '../../domain.ts'
import { escapePattern } from '../../text/escape-pattern.ts'
import { fold } from '../../text/fold.ts'
import { toKatakana } from '../../text/kana.ts'
import { type AlikeIndex, createAlikeIndex, createNameIndex, type IndexedName } from './name-index.ts'
import { isPlanName, translatePlan } from './plan-names.ts'
import { readingsOf } from './readings.ts'
import { type SoundKey, soundsAlike, toSoundKey } from './sound-key.ts'

/** A product that a question names: a paper, and one of the products in it where only that one is meant. */
export interface ProductMention {
  readonly paperId: string
  readonly variant: string | null
  /** Offsets in the folded question. */
  readonly start: number
  readonly end: number
  /** How it was recognised, for explanations. */
  readonly by: 'name' | 'vendor' | 'sound' | 'typo'
}

interface Name {
  readonly paperId: string
  readonly variant: string | null
  readonly text: string
  readonly by: 'name' | 'vendor' | 'sound'
  /** Too ordinary a word by itself: it counts where the family was named, here or in the turn before. */
  readonly needsFamily?: boolean
}

/** A name made ready for searching. */
interface PreparedName extends Name, IndexedName {
  /** The name in folded text, blanks anywhere; and the same in text whose hiragana was made katakana. */
  readonly pattern: RegExp
  readonly kanaPattern: RegExp
}

/** Finds the products that a question names, however spelled. */
export interface ProductResolver {
  /** `within`: papers that the conversation is about. */
  find(folded: string, within?: ReadonlySet<string>): readonly ProductMention[]
}

const COMPANY = /株式会社|有限会社|合同会社|\(株\)|,? ?(?:inc|ltd|llc|corp|co)\.?(?= |$|,)|corporation|limited/gu

/** `isWord` tells which words are ordinary ones of the field, so that they are not taken for misspelled names. */
export function createProductResolver(
  papers: readonly Whitepaper[],
  isWord: (word: string) => boolean,
): ProductResolver {
  const names = papers.flatMap((paper) => withReadings(namesOf(paper))).sort((a, b) => b.text.length - a.text.length)
  const prepared = names.map(prepareName)
  const plans = prepared.filter(({ variant, text }) => variant !== null && isPlanName(text))
  const distinct = prepared.filter((name) => name.needsFamily !== true && !plans.includes(name))
  const dependent = prepared.filter((name) => name.needsFamily === true && !plans.includes(name))
  const written = createNameIndex(distinct, (name) => name.text)
  const inKatakana = createNameIndex(distinct, (name) => toKatakana(name.text))
  const alike = createAlikeIndex(distinct)
  const alikePlans = createAlikeIndex(plans)
  return {
    find(folded, within = new Set()) {
      const exact = findExact(folded, written.standingIn(folded), (name) => name.pattern)
      const families = new Set([...within, ...exact.map((mention) => mention.paperId)])
      exact.push(
        ...findExact(
          folded,
          dependent.filter((name) => families.has(name.paperId)),
          (name) => name.pattern,
        )
          // What was named in full is a word of its own the second time: 「X面接で、1回の面接は」.
          .filter((mention) => !overlaps(mention, exact) && !exact.some((other) => isSameProduct(mention, other))),
      )
      const katakana = toKatakana(folded)
      const kana = findExact(katakana, inKatakana.standingIn(katakana), (name) => name.kanaPattern)
      exact.push(...kana.filter((mention) => !overlaps(mention, exact)))
      const found = [...exact, ...findAlike(folded, alike, exact, isWord)]
      // A plan is one of the product that is named, else of the one that is talked about.
      const isTheirs = ({ paperId }: Name) =>
        found.some((mention) => mention.paperId === paperId) ||
        (found.length === 0 && (papers.length === 1 || within.has(paperId)))
      const named = findExact(folded, plans.filter(isTheirs), (name) => name.pattern).filter((mention) =>
        isWholeWord(folded, mention),
      )
      const ofPlans = named.filter((mention) => !overlaps(mention, found))
      ofPlans.push(...findAlike(folded, alikePlans, [...found, ...ofPlans], isWord, isTheirs))
      return [...found, ...ofPlans].sort((a, b) => a.start - b.start)
    },
  }
}

interface Span {
  readonly start: number
  readonly end: number
}

function overlaps(span: Span, others: readonly Span[]): boolean {
  return others.some((other) => span.start < other.end && span.end > other.start)
}

function namesOf(paper: Whitepaper): Name[] {
  const own = (text: string, variant: string | null = null): Name => ({
    paperId: paper.id,
    variant,
    text: fold(text).trim(),
    by: 'name',
  })
  const names = [
    own(paper.product),
    ...paper.aliases.map((alias) => own(alias)),
    ...paper.variants.flatMap((v) => [v, ...translatePlan(fold(v))].map((text) => own(text, v))),
  ]
  const rests = paper.variants.flatMap((variant) => {
    const rest = fold(variant).startsWith(fold(paper.product))
      ? fold(variant).slice(fold(paper.product).length).trim()
      : ''
    return rest.length >= 2 ? [{ ...own(rest, variant), needsFamily: /^[a-z0-9]{1,5}$|^.{2}$/u.test(rest) }] : []
  })
  const run = /^(?:[ァ-ヶー]{3,}|[ぁ-ゖー]{3,}|[a-z][a-z0-9]{2,})(?=\p{Script=Han})/u.exec(fold(paper.product))?.[0]
  if (run !== undefined) names.push(own(run))
  const head = fold(paper.product).split(/[\s　]+/u)
  if (head.length > 1 && (head[0]?.length ?? 0) >= 3) names.push(own(head[0] ?? ''))
  if (paper.vendor) {
    const core = fold(paper.vendor).replace(COMPANY, '').trim()
    const brand = /^[a-z]{5,}(?= )/u.exec(core)?.[0] ?? core
    for (const text of new Set([fold(paper.vendor), core, brand]))
      if (text.length >= 2) names.push({ paperId: paper.id, variant: null, text, by: 'vendor' })
  }
  // A short name of one product («データベース» of «X データベース») counts only beside its family's name.
  return [...names, ...(rests.length > 0 ? rests.filter((name) => !isGeneric(name.text)) : [])]
}

/** Names in ideographs also as they are read, where that is long enough to be no other word. */
function withReadings(names: readonly Name[]): readonly Name[] {
  return names.flatMap((name) => {
    if (name.by !== 'name' || !/\p{Script=Han}/u.test(name.text)) return [name]
    const whole = readingsOf(name.text).filter((reading) => reading.length >= MIN_READING)
    return [name, ...[...whole, ...halfRead(name.text)].map((text) => ({ ...name, text, by: 'sound' as const }))]
  })
}

const MIN_READING = 5

/** Names of which only one half is written in ideographs: 給与ちぐさ, きゅうよ千草. */
function halfRead(text: string): readonly string[] {
  const letters = [...text]
  const halves = letters.slice(1).flatMap((_, i) => {
    const [head, tail] = [letters.slice(0, i + 1).join(''), letters.slice(i + 1).join('')]
    return [...readingsOf(tail).map((reading) => head + reading), ...readingsOf(head).map((reading) => reading + tail)]
  })
  return halves.filter((half) => half.length >= MIN_READING && half !== text)
}

/** No part of a longer word in katakana: セキュリティチーム; the word for a plan may follow. */
function isWholeWord(folded: string, { start, end }: Span): boolean {
  const isKana = /^[ァ-ヶー]/u.test(folded.charAt(start))
  return !isKana || !(/[ァ-ヶー]$/u.test(folded.slice(0, start)) || /^(?!プラン)[ァ-ヶー]/u.test(folded.slice(end)))
}

function isSameProduct(a: ProductMention, b: ProductMention): boolean {
  return a.paperId === b.paperId && a.variant === b.variant
}

/** Words too ordinary to name a product by themselves. */
function isGeneric(text: string): boolean {
  return /^(?:データベース|ストレージ|クラウド|サービス|管理|ファイル|システム|database|cloud|storage|service|box|drive)$/u.test(
    text,
  )
}

/** Most names are never compared with anything: patterns and the sounds of ideographs are made when they are asked for. */
function prepareName(name: Name): PreparedName {
  let sound: SoundKey | undefined
  let pattern: RegExp | undefined
  let kanaPattern: RegExp | undefined
  return {
    ...name,
    readings: new Set(readingsOf(name.text, { keep: true })),
    get sound() {
      sound ??= toSoundKey(name.text)
      return sound
    },
    get pattern() {
      pattern ??= toPattern(name.text)
      return pattern
    },
    get kanaPattern() {
      kanaPattern ??= toPattern(toKatakana(name.text))
      return kanaPattern
    },
  }
}

/** Blanks may stand anywhere in a name or be missing; Latin names stand alone, others beside anything. */
function toPattern(text: string): RegExp {
  const letters = [...text].filter((character) => !/[\s　・-]/u.test(character)).map(escapePattern)
  const before = /^[a-z0-9]/u.test(text) ? '(?<![a-z0-9])' : ''
  return new RegExp(`${before}${letters.join('[\\s　・-]*')}(?![a-z0-9])`, 'gu')
}

function findExact(
  folded: string,
  names: readonly PreparedName[],
  patternOf: (name: PreparedName) => RegExp,
): ProductMention[] {
  const mentions: ProductMention[] = []
  for (const name of names) {
    for (const match of folded.matchAll(patternOf(name))) {
      const [start, end] = [match.index, match.index + match[0].length]
      // Two papers may share a name: then both are meant.
      const isTaken = mentions.some(
        (other) =>
          start < other.end &&
          end > other.start &&
          !(other.start === start && other.end === end && other.by === name.by),
      )
      if (isTaken) continue
      mentions.push({ paperId: name.paperId, variant: name.variant, start, end, by: name.by })
    }
  }
  return mentions
}

const PARTICLES = /(?:って|では|とは|には|だと|の|は|が|を|で|に|と|も|から)+$/u
/** Letters at the end of a name that may look like particles: も of つきぐも. */
const MAX_OWN_PARTICLES = 2

/** Names spelled in other letters or with a slip of the pen. */
function findAlike(
  folded: string,
  names: AlikeIndex<PreparedName>,
  exact: readonly ProductMention[],
  isWord: (word: string) => boolean,
  isMeant: (name: Name) => boolean = () => true,
): ProductMention[] {
  const mentions: ProductMention[] = []
  for (const { text, start, end } of wordsOf(folded)) {
    if (overlaps({ start, end }, [...exact, ...mentions]) || text.length < 3 || isWord(text)) continue
    const word = { text, sound: toSoundKey(text) }
    const readings = /\p{Script=Han}/u.test(text) ? readingsOf(text, { keep: true }) : []
    const alike = names
      .near(word, readings)
      .filter(
        (name) => isMeant(name) && (soundsAlike(word, name) || isTypo(text, name.text) || isReadAs(readings, name)),
      )
      .sort((x, y) => distance(word.sound.full, x.sound.full) - distance(word.sound.full, y.sound.full))[0]
    if (!alike) continue
    const by = isTypo(text, alike.text) ? 'typo' : 'sound'
    mentions.push({ paperId: alike.paperId, variant: alike.variant, start, end, by })
  }
  return mentions
}

interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

/**
 * Words that could be a name: one to three Latin words, runs of one kind of kana without trailing particles. Such runs
 * with what looks like a particle (「つきぐもの」) come last.
 */
function wordsOf(folded: string): Word[] {
  const latin = [...folded.matchAll(/[a-z][a-z0-9]*/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
  const spans = latin.flatMap((first, i) =>
    latin
      .slice(i, i + 3)
      .flatMap((last) =>
        /^[\s\w-]*$/u.test(folded.slice(first.start, last.end)) ? [{ start: first.start, end: last.end }] : [],
      ),
  )
  const mixed = [
    ...folded.matchAll(
      /(?:[ァ-ヶー]{3,}|[ぁ-ゖー]{3,})\p{Script=Han}{1,3}|[ぁ-ゖー]{3,}[ァ-ヶー]{2,}|\p{Script=Han}{2,4}[ァ-ヶー]{2,}|\p{Script=Han}{4,8}/gu,
    ),
  ].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
  const kana = [...folded.matchAll(/[ァ-ヶー]+?(?=プラン(?![ァ-ヶー]))|[ァ-ヶー]+|[ぁ-ゖー]+/gu)].map(
    ({ 0: run, index: start }) => ({
      start,
      ends: /[ぁ-ゖ]/u.test(run) ? endsOf(run).map((length) => start + length) : [start + run.length],
    }),
  )
  const bare = kana.map(({ start, ends: [end = start] }) => ({ start, end }))
  const others = kana.flatMap(({ start, ends: [, ...ends] }) => ends.map((end) => ({ start, end })))
  return [...[...spans, ...mixed, ...bare].sort((a, b) => b.end - b.start - (a.end - a.start)), ...others].map(
    (span) => ({ ...span, text: folded.slice(span.start, span.end) }),
  )
}

/** Where a name in a run of hiragana may end: before all that may be particles, or a few letters later. */
function endsOf(run: string): number[] {
  const bare = run.replace(PARTICLES, '').length
  return Array.from({ length: Math.min(run.length - bare, MAX_OWN_PARTICLES) + 1 }, (_, i) => bare + i)
}

/** Read alike, whatever it is written in: 「つづり箱」 for ツヅリバコ, 行程 for 工程. */
function isReadAs(readings: readonly string[], name: PreparedName): boolean {
  return readings.some((reading) => name.readings.has(reading))
}

/** One slip in a name of five letters or more, two in one of nine or more. */
function isTypo(word: string, name: string): boolean {
  const a = word.replace(/[\s　-]/gu, '')
  const b = name.replace(/[\s　-]/gu, '')
  // Of four ideographs or more one may be another: 燈守 for 灯守.
  if (isHan(a) && isHan(b)) return a.length === b.length && b.length >= 4 && distance(a, b) === 1
  if (a.charAt(0) !== b.charAt(0)) return false
  if (isKatakana(a) && isKatakana(b)) return b.length >= 5 && a.length >= 4 && distance(a, b) <= 1
  if (!isLatin(a) || !isLatin(b) || a.length < 4 || b.length < 5) return false
  const isSwapped = a.length === b.length && a.length >= 6 && [...a].sort().join('') === [...b].sort().join('')
  return distance(a, b) <= (b.length >= 9 || isSwapped ? 2 : 1)
}

function isHan(text: string): boolean {
  return /^\p{Script=Han}+$/u.test(text)
}

function isKatakana(text: string): boolean {
  return /^[ァ-ヶー]+$/u.test(text)
}

function isLatin(text: string): boolean {
  return /^[a-z0-9 -]+$/u.test(text)
}
