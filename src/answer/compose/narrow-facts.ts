import type { StoredFact } from '../../domain.ts'
import type { Catalog } from '../../knowledge/catalog.ts'
import { fold, squash } from '../../text/fold.ts'
import { referencesIn } from '../../text/footnotes.ts'
import { findQuantities } from '../../text/quantities.ts'
import { toTokens } from '../../text/tokens.ts'
import { type Spoken, soundsAlike, toSoundKey } from '../understand/sound-key.ts'
import { PLAN_WORD } from './says-as-much.ts'

/**
 * Of several facts those that the question points at: by their qualifier (「OS部分」, 「プロプラン」), by words that it
 * quotes, by a date or edition that it names, or by the kind of address that it asks for. All, where it points at none.
 */
export function narrowFacts(question: string, facts: readonly StoredFact[], catalog: Catalog): readonly StoredFact[] {
  if (facts.length < 2 || ASKS_EACH.test(question)) return facts
  const pointer = toPointer(question, facts, catalog)
  const scores = facts.map((fact) => scoreFact(fact, pointer))
  const best = Math.max(...scores)
  if (best === 0) return facts
  const kept = facts.filter((_, i) => scores[i] === best)
  // The notes that what is kept refers to belong to it.
  const references = new Set(
    kept.flatMap((fact) => [...referencesIn(cellsOf(fact))].map((number) => `${fact.sectionId} ※${number}`)),
  )
  return facts.filter((fact) => kept.includes(fact) || references.has(`${fact.sectionId} ${fact.qualifier}`))
}

const ASKS_EACH = /それぞれ|おのおの|(?:ごと|別|毎)に|\b(?:each|respectively)\b/u

/** What refers to the notes of a value: of a table's row its label and the cell of the value, else the whole quote. */
function cellsOf({ quote, value, qualifier }: StoredFact): string {
  const [label = '', ...cells] = quote.split('\t')
  const own = cells.filter((cell) => squash(cell).includes(squash(value)))
  return own.length === 0 ? quote : [label, ...own, qualifier ?? ''].join('\n')
}

const VAGUE: ReadonlySet<string> = new Set([
  'generic',
  'compare',
  'which',
  'most',
  'all',
  'chapter',
  'data',
  'retention',
  'period',
  'frequency',
  'when',
])

interface Pointer {
  readonly squashed: string
  readonly tokens: ReadonlySet<string>
  /** Words in kana or Latin letters with their sounds: プレミアム is "Premium". */
  readonly spoken: readonly Spoken[]
  readonly quoted: readonly string[]
  readonly dates: ReadonlySet<number | string>
  readonly editions: readonly number[]
  /** The kinds of vulnerabilities or failures that are asked about. */
  readonly severities: readonly string[]
  /** The score of the vulnerability that is asked about. */
  readonly cvss: number | undefined
  readonly wants: 'email' | 'url' | null
  /** Concepts of the question that its attribute does not already stand for. */
  readonly concepts: ReadonlySet<string>
  readonly conceptsOf: (text: string) => ReadonlySet<string>
}

function toPointer(question: string, facts: readonly StoredFact[], catalog: Catalog): Pointer {
  const folded = fold(question)
  const conceptsOf = (text: string) => new Set(catalog.vocabulary.find(fold(text)).map((hit) => hit.concept))
  const own = new Set(facts.flatMap((fact) => [...conceptsOf(catalog.find(fact.attribute)?.name.ja ?? '')]))
  const ordinary = new Set(toTokens(facts.map((fact) => catalog.find(fact.attribute)?.name.ja ?? '').join(' ')))
  return {
    squashed: squash(question),
    spoken: wordsIn(folded).filter(({ text }) => catalog.vocabulary.find(text).length === 0),
    tokens: new Set(toTokens(question).filter((token) => !ordinary.has(token))),
    concepts: new Set([...conceptsOf(question)].filter((concept) => !own.has(concept) && !VAGUE.has(concept))),
    conceptsOf,
    quoted: [...question.matchAll(/「([^」]+)」/gu)].map((match) => squash(match[1] ?? '')),
    dates: new Set(
      findQuantities(question)
        .filter(({ kind }) => kind === 'date')
        .map(({ normalized }) => normalized.value),
    ),
    editions: [
      ...folded.matchAll(/(?:第|ver(?:sion)?\.? ?|v\.? ?)?(\d{1,2}(?:\.\d{1,2})?) ?(?:版|(?=の改訂|の改定|で))/gu),
    ].map((match) => Number(match[1])),
    severities: severitiesIn(question),
    cvss: scoreIn(folded),
    wants: /メールアドレス|メアド|mail/u.test(folded)
      ? 'email'
      : /url|リンク|ページ|サイト|\blink/u.test(folded)
        ? 'url'
        : null,
  }
}

function scoreFact(fact: StoredFact, pointer: Pointer): number {
  let score = 0
  if (fact.normalized?.unit === 'name') {
    if (pointer.wants === 'email' && fact.value.includes('@')) score += 2
    if (pointer.wants === 'url' && /^https?:/u.test(fact.value)) score += 1
  }
  const value = squash(fact.value)
  score += pointer.quoted.filter((words) => value.includes(words)).length * 4
  if (fact.normalized?.unit === 'date' && pointer.dates.has(fact.normalized.value)) score += 4
  if (severitiesIn(fact.value).some((severity) => pointer.severities.includes(severity))) score += 3
  const said = pointer.conceptsOf(`${fact.qualifier ?? ''} ${fact.value}`)
  // Of several statements the one that speaks of what is asked; values are never left out for their wording.
  if (fact.normalized === null) score += [...pointer.concepts].filter((concept) => said.has(concept)).length * 0.5
  if (fact.qualifier === null) return score
  if (/^\d/u.test(fact.qualifier) && pointer.editions.includes(Number(fact.qualifier))) score += 4
  if (pointer.cvss !== undefined && isOfTier(fold(fact.qualifier), pointer.cvss)) score += 3
  const parts = fact.qualifier.split(' / ').map((part) => squash(part))
  score += parts.filter((part) => pointer.squashed.includes(part)).length * 3
  const shared = toTokens(fact.qualifier).filter(
    (token) =>
      token !== 'cvss' &&
      pointer.tokens.has(token) &&
      !PLAN_WORD.test(token) &&
      /[\p{Script=Han}\p{Script=Katakana}a-z]/u.test(token),
  )
  const isSpoken = wordsIn(fold(fact.qualifier)).some((part) => pointer.spoken.some((word) => soundsAlike(word, part)))
  return score + shared.length + (isSpoken && shared.length === 0 ? 1 : 0)
}

function scoreIn(folded: string): number | undefined {
  const score = /(?:cvss|スコア|\bscore\b)[^\d、。]{0,12}(\d{1,2}(?:\.\d)?)(?![\d日時])/u.exec(folded)?.[1]
  return score === undefined ? undefined : Number(score)
}

/** Whether a tier (「7.0以上9.0未満」, "7.0 to 8.9") holds a score. */
function isOfTier(tier: string, score: number): boolean {
  const bounds = [...tier.matchAll(/(\d{1,2}\.\d)\s?(以上|以下|超|未満|or (?:higher|above|more|greater)|and above)?/gu)]
  return (
    bounds.length > 0 &&
    bounds.every(([, number, words = ''], i) => {
      const bound = Number(number)
      if (words === '未満') return score < bound
      if (words === '以下') return score <= bound
      if (words === '超') return score > bound
      return words === '' && i > 0 ? score <= bound : score >= bound
    })
  )
}

function severitiesIn(text: string): readonly string[] {
  return (
    fold(text).match(
      /緊急|重大|重要|軽微|(?<![最中])高(?!度)|\b(?:critical|high|medium|moderate|low|minor|major)\b/gu,
    ) ?? []
  )
}

function wordsIn(folded: string): readonly Spoken[] {
  // 「プレミアムプラン」 is the column `Premium`.
  const words = folded.match(/[ァ-ヶー]{2,}?(?=(?:プラン|エディション|コース)(?![ァ-ヶー]))|[ァ-ヶー]{2,}|[a-z]{3,}/gu)
  return (words ?? []).map((text) => ({ text, sound: toSoundKey(text) }))
}
