import { relative } from 'node:path'
import type { Whitepaper } from '../src/domain.ts'
import { editionOf } from '../src/ingest/editions.ts'
import type { IngestReport, RemovedPaper } from '../src/ingest/ingest-files.ts'
import type { IngestResult, TakenIn } from '../src/ingest/ingest-paper.ts'
import type { ProposedFacts } from '../src/ingest/proposals/propose-facts.ts'
import type { EditionChanges, FactChange } from '../src/knowledge/edition-changes.ts'
import type { StoredPaper } from '../src/store/knowledge-store.ts'

const MAX_CHANGES = 20

/** Prints what became of each file, and what changed in its facts and sections. */
export function printReport(report: IngestReport, stream: NodeJS.WritableStream): void {
  for (const result of report.results) for (const line of toLines(result)) stream.write(`${line}\n`)
  for (const removed of report.removed) stream.write(`${toRemovedLine(removed)}\n`)
}

/** Says which paper left the index. */
export function toRemovedLine(removed: RemovedPaper): string {
  return `removed    ${nameOf(removed.paper)}: ${toRemovedNote(removed)}`
}

/** Says why it left, and which edition answers instead. */
export function toRemovedNote({ now }: RemovedPaper): string {
  return `its file is gone${now ? `; ${toAnswersAgain(now)}` : ''}`
}

/** Says which edition answers where a newer one has left. */
export function toAnswersAgain(edition: StoredPaper): string {
  return `${nameOfEdition(edition)} answers again`
}

/** `1.3, 2023-08-07`, or words where an edition prints neither. */
export function nameOfEdition(edition: Pick<Whitepaper, 'version' | 'date'>): string {
  return editionOf(edition) || 'an edition without version or date'
}

/** Says what became of one file; what changed and what to look at is indented below. */
export function toLines(result: IngestResult): string[] {
  const path = relative(process.cwd(), result.path)
  switch (result.status) {
    case 'unchanged':
      return [`unchanged  ${result.paper.product}  (${path})`]
    case 'duplicate':
      return [
        `duplicate  ${nameOf(result.paper)}: the same edition is in the index from ${relative(process.cwd(), result.of.source.path)}  (${path})`,
      ]
    case 'failed':
      return [`FAILED     ${path}: ${toReason(result)}`]
    case 'skipped':
      return [`skipped    ${path}: ${result.reason}`]
    case 'added':
    case 'replaced':
    case 'superseded':
      return linesOfTakenIn(result, path)
    default:
      return result satisfies never
  }
}

/** Why a file failed, without its name. */
export function toReason({ path, error }: IngestResult & { status: 'failed' }): string {
  return error.message.startsWith(`${path}: `) ? error.message.slice(path.length + 2) : error.message
}

function linesOfTakenIn(result: TakenIn, path: string) {
  const { status, paper, sections, facts } = result
  const other = toOtherEdition(result)
  const beside = other === '' ? '' : `; ${other}`
  return [
    `${status.padEnd(10)} ${nameOf(paper)}${beside}: ${sections} sections, ${facts} facts  (${path})`,
    ...toNotes(result).map((line) => `  ${line}`),
  ]
}

/** What it is older than or was before; `''` where there is nothing to say. */
export function toOtherEdition({ paper, before, by }: TakenIn): string {
  if (by) return `older than ${nameOf(by)}`
  return before && before.id !== paper.id ? `was ${nameOfEdition(before)}` : ''
}

/** Warnings, what a model found, then what changed. */
export function toNotes({ warnings, proposed, changes }: TakenIn): readonly string[] {
  const found = proposed === undefined ? [] : toProposedLines(proposed)
  return [...warnings.map((warning) => `warning: ${warning}`), ...found, ...toChangeLines(changes)]
}

/** What a model found and what it cost; where it and the rules disagree, one line each for a person to look at. */
function toProposedLines(proposed: ProposedFacts): readonly string[] {
  const { model, requests, tokens, facts, agreed, dropped, disagreements, failure, unread } = proposed
  const spent = `${requests} requests, ${tokens} tokens${toCost(model, tokens)}`
  if (failure !== null)
    return [`warning: the facts are those of the rules alone: ${failure} (${spent}); the next run asks again`]
  const lost = Object.entries(dropped).map(([problem, count]) => `${count} ${problem}`)
  return [
    `${model} found ${facts.length} facts more, ${agreed} that the rules found, too; dropped: ${lost.join(', ') || 'none'} (${spent})`,
    ...(unread > 0
      ? [`warning: ${unread} parts of the paper were too many for ${model}: the rules alone read them`]
      : []),
    ...facts.map(({ attribute, value }) => `+ ${attribute}: ${shorten(value.replace(/\s+/gu, ' '), 0)}`),
    ...disagreements.map(
      ({ attribute, rules, model: other, section, quote }) =>
        `look at ${attribute}: the rules say ${rules.map((one) => shorten(one, 0)).join(' / ')}, ${model} says ${shorten(other, 0)} 「${shorten(quote, 0)}」 §${section}`,
    ),
  ]
}

/** Dollars for a million tokens of a reply (openai.com/api/pricing, 2025): what is sent costs less. */
const PRICES: Readonly<Record<string, number>> = { 'gpt-4.1-mini': 1.6, 'gpt-4.1': 8, 'gpt-5-mini': 2 }

function toCost(model: string, tokens: number): string {
  const price = PRICES[model]
  return price === undefined ? '' : `, at most $${((tokens / 1_000_000) * price).toFixed(4)}`
}

/** One line a changed fact, then one a changed section; those that are too many are counted. */
export function toChangeLines({ facts, sections }: EditionChanges, max = MAX_CHANGES): readonly string[] {
  const factLines = facts.map((change) => {
    const name = change.qualifier === null ? change.attribute : `${change.attribute} (${change.qualifier})`
    return `${change.variant === null ? '' : `${change.variant}: `}${name}: ${showChange(change)}`
  })
  const sectionLines = sections.map(({ kind, number, heading }) => {
    return `${SECTION_MARK[kind]} ${number === '' ? heading : `§${number} ${heading}`}`
  })
  return [factLines, sectionLines].flatMap((lines) =>
    lines.length > max ? [...lines.slice(0, max), `… and ${lines.length - max} more`] : lines,
  )
}

const SECTION_MARK = { added: 'new section', removed: 'section gone', changed: 'section changed' }

function nameOf(paper: Whitepaper): string {
  const edition = editionOf(paper)
  return edition === '' ? paper.product : `${paper.product} (${edition})`
}

const MAX_VALUE = 40
/** Of what two long values begin with alike, so much is shown. */
const SHOWN_ALIKE = 12

function showChange({ before, after }: Pick<FactChange, 'before' | 'after'>): string {
  const [old, now] = [before, after].map((values) => values.map((value) => value.replace(/\s+/gu, ' ')).join(' / '))
  const isLong = [old, now].some((words = '') => words.length > MAX_VALUE)
  const from = isLong ? Math.max(0, alike(old ?? '', now ?? '') - SHOWN_ALIKE) : 0
  return [old, now].map((words = '') => shorten(words, from)).join(' → ')
}

function alike(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}

function shorten(words: string, from: number): string {
  if (words === '') return '—'
  const shown = `${from > 0 ? '…' : ''}${words.slice(from)}`
  return shown.length > MAX_VALUE ? `${shown.slice(0, MAX_VALUE - 1)}…` : shown
}
