import type { Section, Whitepaper } from '../../domain.ts'
import type { ConceptHit, Vocabulary } from '../../knowledge/vocabulary.ts'
import { fold } from '../../text/fold.ts'
import { toSaid } from '../../text/instructions.ts'
import { type Bearer, createOthers, type Others } from '../../text/others.ts'
import { announcesPlans } from '../../text/polarity.ts'
import { findQuantities } from '../../text/quantities.ts'
import { ANSWER, isAskedFor } from '../../text/rows.ts'
import type { Statement } from '../../text/statement.ts'
import { createParts, type PaperParts } from './parts.ts'

/** A statement with the concepts in its words and in the words that it hangs on. */
interface ReadStatement {
  readonly statement: Statement
  /** Position of the statement in its section, from 0. */
  readonly index: number
  readonly folded: string
  /** The same with its key before it. */
  readonly keyed: string
  readonly hits: readonly ConceptHit[]
  /** Concepts in the statement itself, its key included. */
  readonly own: ReadonlySet<string>
  /** Concepts in its labels and its key. */
  readonly labelled: ReadonlySet<string>
  /** Concepts in its labels, its key and its lead-in. */
  readonly around: ReadonlySet<string>
}

/** The same with whom and what it is about. */
export interface ScopedStatement extends ReadStatement {
  readonly bearer: Bearer
  /** The one of several products that its labels and its words name; `null` where they name none or more. */
  readonly product: string | null
}

/** A section prepared for finding facts: what its heading says it is about, and what it says. */
export interface ScopedSection {
  readonly index: number
  readonly section: Section
  readonly heading: ReadonlySet<string>
  /** The one of several products that its heading, or one above, is about; `null` where it is about all of them. */
  readonly product: string | null
  /** Concepts of the headings above. */
  readonly path: ReadonlySet<string>
  /** Controls as in ISO/IEC 27017 without the annex letter: `12.3.1`, `CLD.9.5.1`. */
  readonly controls: ReadonlySet<string>
  /** What the section is for the paper as a document; facts about the service are not read in all of them. */
  readonly role: 'body' | 'cover' | 'history' | 'glossary' | 'about_document'
  /** What it says is planned, by its heading: a roadmap. */
  readonly isPlanned: boolean
  /** The heading is a question. */
  readonly isAsked: boolean
  readonly statements: readonly ScopedStatement[]
}

/** A paper prepared for finding facts. */
export interface ScopedPaper {
  readonly paper: Whitepaper
  readonly parts: PaperParts
  readonly sections: readonly ScopedSection[]
}

/** Finds statements and concepts of every section once, for all attributes. */
export function toScopedPaper(paper: Whitepaper, sections: readonly Section[], vocabulary: Vocabulary): ScopedPaper {
  const parts = createParts(paper, sections)
  const others = createOthers(paper, sections)
  return {
    paper,
    parts,
    sections: sections.map((section, index) => toScopedSection(section, index, vocabulary, { parts, others })),
  }
}

function toScopedSection(
  section: Section,
  index: number,
  vocabulary: Vocabulary,
  { parts, others }: { readonly parts: PaperParts; readonly others: Others },
): ScopedSection {
  const heading = conceptsOf(section.heading, vocabulary)
  const bearerOf = others.readSection(section)
  return {
    index,
    section,
    heading,
    product: productOf(section, parts),
    path: conceptsOf(section.path.join('\n'), vocabulary),
    controls: new Set(section.controls.map((control) => control.replace(/^A\./, ''))),
    role: roleOf(section, heading),
    isPlanned: [section.heading, ...section.path].some(announcesPlans),
    isAsked: ASKS.test(section.heading.trim()),
    statements: readStatements(section, heading, vocabulary).map((read) => ({
      ...read,
      bearer: bearerOf(read.statement, read.folded),
      product: productIn(read.statement, parts),
    })),
  }
}

/** What stands under a heading that names one of several products is said of that product. */
function productOf({ heading, path, body }: Section, parts: PaperParts): string | null {
  const named = [heading, ...[...path].reverse()]
    .map((words) => parts.productsIn(words))
    .find(({ length }) => length > 0)
  const [only, other] = named ?? []
  if (only === undefined || other !== undefined) return null
  return parts.productsIn(body).some((name) => name !== only) ? null : only
}

function productIn({ labels, text }: Statement, parts: PaperParts): string | null {
  const [only = null, other] = parts.productsIn([...labels, text].join('\n'))
  return other === undefined ? only : null
}

/** A heading that says something by itself: 「バックアップは14日間保管します」, 「IPアドレス制限は Share のみ」. */
function saysSomething(heading: string): boolean {
  const words = heading.trim()
  if (ASKS.test(words)) return false
  if (/(?:ます|です|ません|でした|ました)$/u.test(words)) return true
  const topic = /^[^はが]{2,40}[はが](?=.)/u.exec(words)
  if (topic && !/(?:について|とは|こと|方法|の?定義|場合)$/u.test(words)) return true
  return /^[^\d０-９]{2,}[\d０-９]/u.test(words) && findQuantities(words).length > 0
}

/** A heading that asks: the section answers it. */
const ASKS = /[?？]$|(?:ますか|ですか|でしょうか)$/u

const YES_NO = /^(?:[○〇◯×✕△▲]|有|無|はい|いいえ|yes\b|no\b)/u

/** Longer ones are no words that a reader could be shown: text that lost its line ends, or no text at all. */
const MAX_STATEMENT = 2000

function readStatements(section: Section, heading: ReadonlySet<string>, vocabulary: Vocabulary): ReadStatement[] {
  const scoped: ReadStatement[] = []
  const asked = new Set(heading)
  const isAsked = ASKS.test(section.heading.trim())
  if (saysSomething(section.heading)) scoped.push(readStatement(headingStatement(section.heading), 0, vocabulary))
  for (const statement of toSaid(section.body)) {
    if (statement.text.length > MAX_STATEMENT || statement.isHead) continue
    if (isAskedFor(statement)) {
      for (const concept of conceptsOf(statement.text, vocabulary)) asked.add(concept)
      continue
    }
    // The answer of a check sheet is one to its heading.
    const isAnswer = statement.key !== null && ANSWER.test(fold(statement.key))
    const keyed = isAnswer ? { ...statement, key: section.heading } : statement
    const plain = readStatement(keyed, scoped.length, vocabulary)
    // The question of a FAQ, and the heading over short labelled values (「Audit logs - 13 months」), belong to each.
    const isUnder = isAsked || isAnswer || (statement.listed && statement.key !== null && statement.text.length <= 60)
    const before = scoped.at(-1)
    // A bare yes or no is one to all that the row says; of a value the item alone says what it is.
    const topics = isAnswer && !YES_NO.test(fold(statement.text)) ? heading : asked
    const next = isUnder ? underHeading(plain, topics, isAsked || isAnswer) : withTopicOf(before, plain, heading)
    // An address alone is explained by the sentence before it.
    const isAddress =
      before !== undefined &&
      withoutAddresses(next.folded).replace(/[^\p{L}]/gu, '').length < 6 &&
      /https?:|@/u.test(next.folded)
    scoped.push(isAddress ? { ...next, around: new Set([...next.around, ...before.own]) } : next)
  }
  return scoped
}

function headingStatement(heading: string): Statement {
  return { text: heading, start: 0, quote: heading, labels: [], key: null, lead: null, listed: true }
}

/** What a sentence of prose leaves unsaid, the topic of the sentence before says: 「パスワードは…です。4回誤ると…」. */
function withTopicOf(
  before: ReadStatement | undefined,
  scoped: ReadStatement,
  heading: ReadonlySet<string>,
): ReadStatement {
  if (before === undefined) return scoped
  // The sentences of one item belong together.
  const isSameItem = scoped.statement.start - before.statement.start - before.statement.text.length <= 1
  if ((before.statement.listed || scoped.statement.listed) && !isSameItem) return scoped
  const inherited = new Set([...scoped.around, ...before.own, ...before.around])
  // "Both", "these": what they stand for is said here.
  if (/^(?:(?:they|these|those|both)\b|(?:これら|どちら|いずれ|両方)(?:と?も|は))/u.test(scoped.folded))
    return {
      ...scoped,
      around: inherited,
      labelled: new Set([...scoped.labelled, ...before.own, ...before.labelled, ...heading]),
    }
  if (/^(?:(?:it|this)\b|(?:この|その)(?:期間|後|間|ため|場合)|これ|同期間)/u.test(scoped.folded))
    return { ...scoped, around: inherited }
  if (goesOnAbout(before.folded, scoped.folded))
    return { ...scoped, around: new Set([...scoped.around, ...before.own]) }
  if (
    before.statement.labels.join() !== scoped.statement.labels.join() ||
    /[はも]/u.test(scoped.folded.replace(/(?:にあって|におい|に関して|について|場合|で|に)は/gu, ''))
  )
    return scoped
  const topic = before.hits.filter((hit) => /^[はも]/u.test(before.folded.slice(hit.end))).map((hit) => hit.concept)
  // 「Xでは…。Yでは…。」: the second says the same matter of another.
  if (/^[^、。]{2,16}(?:にあって|におい|の場合|で)は/u.test(scoped.folded))
    return {
      ...scoped,
      around: new Set([...scoped.around, ...before.own]),
      labelled: new Set([...scoped.labelled, ...topic]),
    }
  if (/^(?:ただし|但し|なお)、?/u.test(scoped.folded))
    return { ...scoped, around: new Set([...scoped.around, ...before.own]) }
  // 「解約後のデータは、…」: all that stands before the first は is what it is about.
  const head = /^[^はも。\t]{2,40}は/u.exec(before.folded)?.[0].length ?? 0
  const whole = before.hits.filter((hit) => hit.end < head).map((hit) => hit.concept)
  return topic.length > 0 ? { ...scoped, around: new Set([...scoped.around, ...topic, ...whole]) } : scoped
}

/** The topic is a thing that the sentence before has just brought up: 「…のURLを送ります。URLの有効時間は72時間です。」. */
function goesOnAbout(before: string, folded: string): boolean {
  const topic =
    /^(?:この|その|当該|同)?([\p{Script=Han}\p{Script=Katakana}ーa-z]{2,10})\s?(?:の[^、。はがも]{1,8})?は/u.exec(
      folded,
    )?.[1]
  return topic !== undefined && SENT.test(topic) && new RegExp(`${topic}\\s?[をがにの]`, 'u').test(before)
}

/** Things that are given out for one purpose, which the sentence before says. */
const SENT = /(?:url|リンク|コード|ページ|トークン|キー|フォーム|メール|チケット|画面|link|code|page|token)$/u

function underHeading(scoped: ReadStatement, heading: ReadonlySet<string>, isAsked: boolean): ReadStatement {
  return {
    ...scoped,
    around: new Set([...scoped.around, ...heading]),
    labelled: isAsked ? new Set([...scoped.labelled, ...heading]) : scoped.labelled,
  }
}

function readStatement(statement: Statement, index: number, vocabulary: Vocabulary): ReadStatement {
  const folded = fold(statement.text)
  const hits = vocabulary.find(withoutAddresses(folded))
  return {
    statement,
    index,
    folded,
    keyed: `${fold(statement.key ?? '')}\n${folded}`,
    hits,
    own: new Set(hits.map((hit) => hit.concept)),
    labelled: conceptsOf([...statement.labels, statement.key ?? ''].join('\n'), vocabulary),
    around: conceptsOf([...statement.labels, statement.key ?? '', statement.lead ?? ''].join('\n'), vocabulary),
  }
}

/** Concepts in any text. */
export function conceptsOf(text: string, vocabulary: Vocabulary): ReadonlySet<string> {
  return new Set(vocabulary.find(withoutAddresses(fold(text))).map((hit) => hit.concept))
}

/** An address says nothing about what its words mean; the offsets stay. */
function withoutAddresses(folded: string): string {
  return folded.replace(/https?:[^\s<>「」）)]+/gu, (address) => ' '.repeat(address.length))
}

function roleOf(section: Section, heading: ReadonlySet<string>): ScopedSection['role'] {
  if (section.level === 0) return 'cover'
  if (/改訂|改定|改版|更新履歴|変更履歴|附則|revision|(?:change|version) history|^change ?log$/iu.test(section.heading))
    return 'history'
  if (/用語|定義|glossary|definitions/iu.test(section.heading)) return 'glossary'
  const isAbout =
    heading.has('document') || heading.has('doc-purpose') || /^(?:目的|適用範囲|はじめに|概要)$/u.test(section.heading)
  return isAbout ? 'about_document' : 'body'
}
