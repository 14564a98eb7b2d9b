import { findTopicSpans, isTopic, meansSame, type TopicSpan } from '../../knowledge/topic-spans.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { blank } from '../../text/blank.ts'
import { fold, squash } from '../../text/fold.ts'
import { toSaid } from '../../text/instructions.ts'
import { createOthers } from '../../text/others.ts'
import { polarityOf } from '../../text/polarity.ts'
import { findQuantities, type Quantity } from '../../text/quantities.ts'
import { isAskedFor } from '../../text/rows.ts'
import type { Statement } from '../../text/statement.ts'
import type { NumberedSection } from './claim.ts'
import { toClaimParts } from './claim-parts.ts'
import { toWordSource, type WordSource } from './foreign-words.ts'

interface Topics {
  readonly own: readonly TopicSpan[]
  readonly all: readonly TopicSpan[]
}

/** A statement of a cited section, prepared to hold claims against. */
export interface SaidStatement {
  readonly source: NumberedSection
  readonly statement: Statement
  /** The statement, or one clause of it, with its labels, folded. */
  readonly own: string
  /** The same with the lead of its list, and what it stands under. */
  readonly context: string
  readonly squashed: string
  /** What the statement itself names, and what the context does; read when it is first needed, like `words`. */
  readonly topics: () => Topics
  readonly quantities: readonly Quantity[]
  /** The context, for looking up words. */
  readonly words: () => WordSource
  /** Products of the paper that it is limited to; empty where it is said of all. */
  readonly variants: readonly string[]
  /** What its list or table calls what it is said of, squashed; empty outside of them. */
  readonly names: readonly string[]
  /** Another company whose doings it tells has to be named by who repeats it; `undefined` where it tells the vendor's. */
  readonly areOthersNamedIn: ((words: string) => boolean) | undefined
  /** What the section's lists and tables call something else, squashed. */
  readonly others: readonly string[]
}

/** What a section states; words that tell a machine what to say are none of it. */
export function toSaidStatements(source: NumberedSection, vocabulary: Vocabulary): readonly SaidStatement[] {
  const { heading, path, body, number } = source.section
  const above = [...path, `${number} ${heading}`]
  const spansOf = (text: string) => findTopicSpans(fold(text), vocabulary, [])
  const spansAbove = once(() => spansOf(above.join('\n')))
  const statements = toSaid(body).filter((statement) => !statement.isHead && !isAskedFor(statement))
  const figures = new Map(statements.map((statement) => [statement, findQuantities(statement.text)]))
  const isAspect = (name: string) => isAspectOf(spansAbove, name, vocabulary)
  const describing = statements.filter(
    (one) => figures.get(one)?.length === 0 && isDescribing(one, source) && isAspect(one.key ?? ''),
  )
  const companies = createOthers(source.paper, [source.section])
  const bearerOf = companies.readSection(source.section)
  const namesOfAll = [...new Set(statements.flatMap(namesOf))].filter((name) => !isAspect(name))
  return statements.flatMap((statement) => {
    const { labels, key, lead, text } = statement
    const siblings = describing
      .filter((other) => isSibling(other, statement) && isOfWhat(other))
      .map((other) => other.text)
    const names = namesOf(statement)
    const isNone = (name: string) => names.length > 0 && !names.some((own) => own.includes(name) || name.includes(own))
    const others = namesOfAll.filter(isNone)
    const inText = figures.get(statement) ?? []
    const bearer = bearerOf(statement, fold(text))
    const isBare = labels.length === 0 && key === null
    return toClauses(text, inText.length, vocabulary).map((clause) => {
      const own = [...labels, key ?? '', clause].join('\n')
      const folded = fold(own)
      const beside = [lead ?? '', ...siblings, isCertificate(folded, lead) ? '認証' : ''].join('\n')
      const context = fold([...above, own, beside].join('\n'))
      return {
        source,
        statement,
        own: folded,
        context,
        squashed: squash(context),
        words: once(() => toWordSource(context, vocabulary)),
        topics: once(() => {
          const ofOwn = spansOf(own)
          return { own: ofOwn, all: [...spansAbove(), ...ofOwn, ...spansOf(beside)] }
        }),
        quantities: isBare && clause === text ? inText : findQuantities(own),
        variants: variantsOf(source, [...above, ...labels, key ?? '', clause]),
        names,
        areOthersNamedIn: bearer === 'vendor' ? undefined : companies.areNamedIn,
        others,
      }
    })
  })
}

/** The item that says what the others are of: 対象, 範囲. */
function isOfWhat({ key }: Statement): boolean {
  return /対象|範囲|種類|名称|(?:する|した|される)(?:データ|もの|情報)$|^(?:target|scope|what|type)/u.test(
    fold(key ?? ''),
  )
}

/** Who has taken (取得) a standard has been certified. */
function isCertificate(own: string, lead: string | null): boolean {
  return /取得/u.test(`${own}${lead ?? ''}`) && /(?<![a-z])(?:iso|jis ?q|jip-isms|soc|pci)/u.test(own)
}

/** What `make` makes, made at the first call. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** A sentence with several values says each of something else: one clause a value, with what they are all said of. */
function toClauses(text: string, figures: number, vocabulary: Vocabulary): readonly string[] {
  if (figures < 2) return [text]
  const parts = toClaimParts(text, { vocabulary, values: [] })
  if (parts.filter(({ quantities }) => quantities.length > 0).length < 2) return [text]
  return parts.map((part, i) => {
    const before = part.hasOwnTopic ? [] : parts.slice(0, i).map((other) => blank(other.text, other.quantities))
    return [...before, part.text].join('\n')
  })
}

/** Items of one list say together what a thing is like. */
function isSibling(other: Statement, { key, labels, lead, listed }: Statement): boolean {
  return listed && key !== null && other.lead === lead && other.labels.join('\n') === labels.join('\n')
}

/** An item that may say something of its neighbours, too: a product or a denial of its own goes for nothing else. */
function isDescribing({ key, listed, text }: Statement, source: NumberedSection): boolean {
  return listed && key !== null && variantsOf(source, [text]).length === 0 && polarityOf(text) === 'yes'
}

/** Whether a label (対象, 目的, 保管場所) names no topic but what can be said of the one that it stands under. */
function isAspectOf(spansAbove: () => readonly TopicSpan[], label: string, vocabulary: Vocabulary): boolean {
  const folded = fold(label)
  const topics = findTopicSpans(folded, vocabulary, []).filter(isTopic)
  return (
    vocabulary.find(folded).length > 0 && topics.every((topic) => spansAbove().some((other) => meansSame(topic, other)))
  )
}

/** What a list or a table calls what a statement is said of. */
function namesOf({ key, labels, listed }: Statement): readonly string[] {
  return listed ? [...labels, key ?? ''].map(squash).filter((name) => name.length > 1) : []
}

/** The products of a paper with several that words name, unless they name them all. */
function variantsOf({ paper }: NumberedSection, words: readonly string[]): readonly string[] {
  const said = squash(words.join('\n'))
  const named = paper.variants.filter((variant) => said.includes(squash(variant)))
  return named.length === paper.variants.length ? [] : named
}
