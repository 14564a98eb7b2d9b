import type { StoredSection } from '../../domain.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import { escapePattern } from '../../text/escape-pattern.ts'
import { fold, squash } from '../../text/fold.ts'
import { findFootnotes, referencesIn } from '../../text/footnotes.ts'
import { toSaid } from '../../text/instructions.ts'
import { saysPlanned } from '../../text/polarity.ts'
import { isAskedFor } from '../../text/rows.ts'
import type { Statement } from '../../text/statement.ts'
import type { Property } from '../understand/property.ts'
import { labelOf } from './citations.ts'
import { type Composition, type Draft, mark } from './draft.ts'

/** Most statements that are shown; the rest is counted. */
const MAX_COLLECTED = 15

interface Collected {
  readonly section: StoredSection
  readonly statement: Statement
}

/**
 * Everything in a paper that has a property: what is planned, not offered, charged for, not disclosed, or only for one
 * plan. `undefined` where nothing has it.
 */
export async function composeCollection(
  composition: Composition,
  paper: StoredPaper,
  property: Property,
): Promise<Draft | undefined> {
  const { store, wording, citations } = composition
  const sections = (await store.listSections(paper.id)).filter(({ level }) => level > 0)
  const found = sections.flatMap((section) => collectIn(section, property))
  if (found.length === 0) return undefined
  const shown = found.slice(0, MAX_COLLECTED)
  const lines = shown.map(({ section, statement: { quote, labels } }) => {
    const label = [...new Set(labels)].join(' / ') || labelOf(section)
    return `・${label}：${quoted(quote)}${mark(citations.cite(paper, section, quote))}`
  })
  const more = found.length > shown.length ? [wording.more(found.length - shown.length)] : []
  return toDraft([wording.collected(paper.product), ...lines, ...more])
}

function toDraft(lines: readonly string[]): Draft {
  return { status: 'answered', basis: 'passages', lines, table: null, facts: [], suggestions: [] }
}

/** A row of a table in one line. */
function quoted(quote: string): string {
  return `「${quote.replace(/\s*[\t\n]+\s*/gu, ' ')}」`
}

/** Concepts that ask for a cost and name nothing that it is the cost of. */
const OF_COST: ReadonlySet<string> = new Set(['cost', 'pricing'])
const SHAPE: ReadonlySet<string> = new Set([...OF_COST, 'generic', 'condition', 'contract', 'which', 'all', 'plan'])

/**
 * What a paper says of the cost of the thing that a question is about (「SSOはいくら？」): the statements with a price
 * that stand nearest to it. `undefined` where there are none, or where nothing in particular is asked about.
 */
export async function composeCosts(composition: Composition, paper: StoredPaper): Promise<Draft | undefined> {
  const { store, catalog, understanding, wording, citations } = composition
  const topic = [...understanding.context.concepts].filter((concept) => !SHAPE.has(concept))
  const words = [...understanding.context.words].filter((word) => word.length > 1)
  const conceptsIn = (words: string) => new Set(catalog.vocabulary.find(fold(words)).map(({ concept }) => concept))
  const sections = (await store.listSections(paper.id)).filter(({ level }) => level > 0)
  const found = sections.flatMap((section) =>
    collectIn(section, { kind: 'priced' }).map((item) => {
      const said = [...item.statement.labels, item.statement.text, notedIn(section, item.statement)].join('\n')
      const [near, above] = [conceptsIn(said), conceptsIn(section.heading)]
      const folded = fold(said)
      // In a list or a column of prices, words that are in no vocabulary name what they are the prices of.
      const column = conceptsIn(item.statement.labels.join('\n'))
      const isPriceList = [...above, ...column].some((concept) => OF_COST.has(concept))
      const named = isPriceList ? 1 + words.filter((word) => folded.includes(word)).length : 0
      const score =
        named +
        topic.filter((concept) => near.has(concept)).length +
        topic.filter((concept) => above.has(concept)).length / 2
      return { ...item, score }
    }),
  )
  const best = Math.max(0, ...found.map(({ score }) => score))
  if (best < 1) return undefined
  const nearest = found.filter(({ score }) => score === best).slice(0, MAX_COLLECTED)
  const said = nearest.map(({ section, statement: { quote, labels } }) => {
    const label = labels.length === 0 ? '' : `（${labels.join(' / ')}）`
    return `${quoted(quote)}${label}${mark(citations.cite(paper, section, quote))}`
  })
  const [only, second] = said
  return only !== undefined && second === undefined
    ? toDraft([wording.says(paper.product, only)])
    : toDraft([wording.collected(paper.product), ...said.map((words) => `・${words}`)])
}

/** The words in a section that refer to a note, where the statement is one. */
function notedIn({ body }: StoredSection, { text }: Statement): string {
  const note = findFootnotes(body).find((one) => one.text.includes(text) || text.includes(one.text))
  if (note === undefined) return ''
  const lines = body.split('\n').filter((line) => referencesIn(line).has(note.number) && !line.includes(note.text))
  return lines.join('\n')
}

/** The statements of a section that have the property; of a table's row one. */
function collectIn(section: StoredSection, property: Property | { readonly kind: 'priced' }): Collected[] {
  const statements = toSaid(section.body).filter((one) => !isAskedFor(one) && !one.isHead)
  const isHeadingAbout = hasProperty(heading(section), property, [])
  const own = statements.filter((statement) => {
    const row = statements.filter((other) => other !== statement && other.quote === statement.quote)
    return hasProperty(statement, property, row) || (isHeadingAbout && property.kind === 'planned')
  })
  const found = own.length === 0 && isHeadingAbout ? statements.slice(0, 1) : own
  return found
    .filter((statement, i) => found.findIndex((other) => other.quote === statement.quote) === i)
    .map((statement) => ({ section, statement }))
}

function heading({ heading: text }: StoredSection): Statement {
  return { text, start: 0, quote: text, labels: [], key: null, lead: null, listed: false }
}

const NOTHING = /^(?:[-－–—−×✕✗]|なし|無|不可|対象外|非対応|none|no|n\/a)$/u

function hasProperty(
  statement: Statement,
  property: Property | { readonly kind: 'priced' },
  row: readonly Statement[],
): boolean {
  const text = fold(statement.text)
  const labels = fold(statement.labels.join('\n'))
  switch (property.kind) {
    case 'planned':
      return (
        (saysPlanned(text) && !/予定(?:は)?(?:なし|ない|ありません)/u.test(text)) ||
        (saysPlanned(labels) && /\d/u.test(text))
      )
    case 'denied':
      return (
        /^[×✕]/u.test(text.trim()) ||
        /^(?:a[.:]? ?)?(?:いいえ、?)?(?:でき|使え|ご利用いただけ|あり|対応してい)ません/u.test(text) ||
        /\bwe (?:do not|never|cannot)\b/u.test(text) ||
        /予定(?:は)?(?:なし|ない|ありません)/u.test(text) ||
        DENIED.test(text)
      )
    case 'paid':
      return /有償|有料|別料金|追加料金|申し受け|[\d,〇一二三四五六七八九十百千万]円|\b(?:charged?|extra (?:cost|fee)|paid|fee)\b/u.test(
        text,
      )
    case 'priced':
      return /有償|有料|無償|無料|別料金|追加料金|申し受け|[\d,〇一二三四五六七八九十百千万]円|費用|[$€¥]\s?\d|\b(?:charged?|free|fees?|costs?|jpy|usd|eur|price[ds]?)\b/u.test(
        text,
      )
    case 'free':
      return /無償|無料|追加(?:料金|費用)(?:なし|は(?:ありません|かかりません))|\b(?:free|no (?:extra )?(?:charge|cost))\b/u.test(
        text,
      )
    case 'undisclosed':
      return /規定して(?:い)?ません|定めて(?:い)?ません|定めない|定めなし|非公開|公開して(?:い)?ません|\bnot (?:defined|disclosed|published)\b/u.test(
        text,
      )
    case 'on-request':
      return /要申し?込み?|要申請|別途お?申し?込み?|(?:お?申し?込み?|申請)が?必要|\b(?:on|upon) request\b/u.test(text)
    case 'phrase':
      return squash(statement.text).includes(squash(property.words))
    case 'only':
      return isOnly(statement, property.part, row)
  }
}

const DENIED =
  /(?:提供|対応|実施|取得|用意)(?:して)?(?:は)?(?:い|お)(?:ません|りません)|(?:でき|使え|なれ|いただけ)ません|未対応|非対応|承って(?:い|お)(?:ません|りません)|\bnot (?:offered|provided|supported|available)\b/u

/** Said of one part only, or a row in which no other part has anything. */
function isOnly({ text, labels }: Statement, part: string, row: readonly Statement[]): boolean {
  const name = squash(part)
  const isNamed = (words: string) => squash(words).includes(name)
  if (
    new RegExp(`${escapePattern(name)}(?:プラン)?(?:のお客様|の方)?(?:のみ|だけ|に限|限定)`, 'u').test(squash(text)) ||
    new RegExp(`only[^.]{0,40}${escapePattern(name)}|${escapePattern(name)}[^.]{0,20} only`, 'u').test(fold(text))
  )
    return true
  const column = labels.at(-1)
  return (
    row.length > 0 &&
    column !== undefined &&
    squash(column) === name &&
    !NOTHING.test(fold(text).trim()) &&
    row.every((other) => isNamed(other.labels.at(-1) ?? '') || NOTHING.test(fold(other.text).trim()))
  )
}
