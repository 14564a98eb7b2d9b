import { createHash } from 'node:crypto'
import { fold } from '../text/fold.ts'

/** One occurrence of a concept in folded text. */
export interface ConceptHit {
  readonly concept: string
  /** Offsets in the folded text. */
  readonly start: number
  readonly end: number
}

/** The bilingual words of the field: what different vendors call the same thing. */
export interface Vocabulary {
  /** Changes when any concept or surface form changes. */
  readonly fingerprint: string
  /** Concept ids in stable order. */
  readonly concepts: readonly string[]
  /** Every surface form, folded. */
  readonly forms: readonly string[]
  /**
   * The longest form at each place of folded text, with forms inside it; a surface form that several concepts share
   * gives a hit each. Runs of katakana are not cut: there is no ログ in ログイン.
   */
  find(folded: string): readonly ConceptHit[]
}

/** Changes when the same forms are found at other places of the same text. */
const RULES_VERSION = 2

interface Node {
  readonly next: Map<string, Node>
  concepts: string[] | null
}

/**
 * Builds the matcher from concept id -> surface forms (any width and case).
 * Latin and digit forms match whole words only. A blank or hyphen in the text is skipped where one of its sides is not
 * a Latin letter, so `IP アドレス`, `AES 256` and `AES-256` match forms written without it.
 */
export function createVocabulary(entries: Readonly<Record<string, readonly string[]>>): Vocabulary {
  const root: Node = { next: new Map(), concepts: null }
  for (const [concept, surfaces] of Object.entries(entries)) {
    for (const surface of surfaces) insert(root, compact(fold(surface)), concept)
  }
  return {
    fingerprint: createHash('sha256')
      .update(JSON.stringify([RULES_VERSION, entries]))
      .digest('hex')
      .slice(0, 16),
    concepts: Object.keys(entries),
    forms: Object.values(entries).flatMap((surfaces) => surfaces.map(fold)),
    find: (folded) => findAll(root, folded),
  }
}

function insert(root: Node, surface: string, concept: string): void {
  let node = root
  for (const character of surface) {
    let next = node.next.get(character)
    if (!next) {
      next = { next: new Map(), concepts: null }
      node.next.set(character, next)
    }
    node = next
  }
  if (node === root) return
  node.concepts ??= []
  if (!node.concepts.includes(concept)) node.concepts.push(concept)
}

function findAll(root: Node, text: string): ConceptHit[] {
  const hits: ConceptHit[] = []
  let covered = 0
  for (let start = 0; start < text.length; start++) {
    if (!isWordStart(text, start) || (start > covered && isInsideKatakana(text, start))) continue
    const match = longest(root, text, start)
    if (!match) continue
    const isNested = match.end <= covered
    // タグ in タグチ or ログ in ログアウト is another word; インシデント in インシデントレスポンス is not.
    if (match.end - start <= 3 && isInsideKatakana(text, match.end) && !startsForm(root, text, match.end)) continue
    if (isNested && (isInsideKatakana(text, start) || isInsideKatakana(text, match.end))) continue
    for (const concept of match.concepts) hits.push({ concept, start, end: match.end })
    for (const concept of headConcepts(root, text, start, match.end)) hits.push({ concept, start, end: match.end })
    covered = Math.max(covered, match.end)
  }
  return hits
}

/** Concepts of a shorter form that a longer one begins with: 脆弱性 in 脆弱性診断; never half a run of katakana. */
function headConcepts(root: Node, text: string, start: number, end: number): readonly string[] {
  const found: string[] = []
  let node = root
  for (let i = start; i < end - 1; i++) {
    const next = node.next.get(text.charAt(i))
    if (!next) break
    node = next
    if (node.concepts && wordEnd(text, i + 1) === i + 1 && !isInsideKatakana(text, i + 1)) found.push(...node.concepts)
  }
  return found
}

function startsForm(root: Node, text: string, start: number): boolean {
  return longest(root, text, start) !== undefined
}

function isInsideKatakana(text: string, i: number): boolean {
  return /[ァ-ヶー]/u.test(text.charAt(i - 1)) && /[ァ-ヶー]/u.test(text.charAt(i))
}

interface Match {
  readonly concepts: readonly string[]
  readonly end: number
}

/** Longer gaps part two words: a table's columns, an address that was blanked out. */
const MAX_GAP = 4

/** The longest form that starts at `start`; `node` is how far it has been read. */
function longest(node: Node, text: string, start: number): Match | undefined {
  let found: Match | undefined
  let current = node
  for (let i = start; i < text.length; i++) {
    const isGap = isSkippable(text, i)
    if (i > start && (isGap || isJoint(text, i))) {
      const gap = isGap ? gapAt(text, i) : 1
      const beyond = gap <= MAX_GAP ? longest(current, text, i + gap) : undefined
      if (beyond && beyond.end > (found?.end ?? 0)) found = beyond
    }
    const next = current.next.get(text.charAt(i))
    if (!next) break
    current = next
    const end = current.concepts ? wordEnd(text, i + 1) : undefined
    if (!current.concepts || end === undefined || end < (found?.end ?? 0)) continue
    // `plan` with its plural and `plans` itself end at the same place.
    const shared = found !== undefined && end === found.end ? found.concepts : []
    found = { concepts: [...new Set([...shared, ...current.concepts])], end }
  }
  return found
}

/** Length of a run of blanks and hyphens, as far as it matters. */
function gapAt(text: string, start: number): number {
  let end = start
  while (end - start <= MAX_GAP && isSkippable(text, end)) end++
  return end - start
}

/** A surface form without the blanks and hyphens that the matcher skips. */
function compact(surface: string): string {
  return [...surface].filter((_, i) => !isSkippable(surface, i)).join('')
}

function isSkippable(text: string, i: number): boolean {
  const character = text.charAt(i)
  if (character !== ' ' && character !== '-' && character !== '\n') return false
  return !(isLetter(text.charAt(i - 1)) && isLetter(text.charAt(i + 1)))
}

/** 「ログインの履歴」 is 「ログイン履歴」; the other way round 「当社の責任」 is not 「当社責任範囲」. */
function isJoint(text: string, i: number): boolean {
  return text.charAt(i) === 'の' && NOUN_LETTER.test(text.charAt(i - 1)) && NOUN_LETTER.test(text.charAt(i + 1))
}

const NOUN_LETTER = /[\p{Script=Han}ァ-ヶーa-z0-9]/u

function isLetter(character: string): boolean {
  return character >= 'a' && character <= 'z'
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9'
}

/** A form may start or end between a letter and a digit (`TLS1.2` holds `TLS`), never inside a run of either. */
function isInsideRun(text: string, i: number): boolean {
  const before = text.charAt(i - 1)
  const after = text.charAt(i)
  return (isLetter(before) && isLetter(after)) || (isDigit(before) && isDigit(after))
}

function isWordStart(text: string, i: number): boolean {
  return !isInsideRun(text, i)
}

/** End of a form at `i`, an English plural `s` included; `undefined` inside a longer word. */
function wordEnd(text: string, i: number): number | undefined {
  if (!isInsideRun(text, i)) return i
  return text.charAt(i) === 's' && !isInsideRun(text, i + 1) ? i + 1 : undefined
}
