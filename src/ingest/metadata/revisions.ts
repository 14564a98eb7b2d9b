import type { Section } from '../../domain.ts'
import { findDates } from '../../text/dates.ts'
import { type Folded, fold, foldWithMap, originalOf } from '../../text/fold.ts'

/** One row of a revision history. */
export interface Revision {
  /** Without its unit words (`1.3`, `4`), `''` where the row has none. */
  readonly version: string
  readonly date: string | null
  /** What changed, line ends joined. */
  readonly text: string
  /** The whole row, verbatim from the section's body. */
  readonly quote: string
  /** Index of the section. */
  readonly section: number
}

const HEADING =
  /改[訂定版]\s?の?(?:履歴|一覧|記録)|更新履歴|変更履歴|版数?(?:の?履歴|管理表?)|制[定・]*改[訂定]|改[訂定]の(?:経緯|記録|内容)|附則|(?:revision|change|document|version|update) (?:history|log|record)|^(?:revisions|changelog|history)$/u

const LEAD = '[ \\t|・●○■◆•*-]{0,8}'
const VERSION =
  '(?:第\\s?)?(?:(?:version|ver|rev(?:ision)?|v|バージョン)[.:]?\\s?)?(?<version>\\d{1,3}(?:\\.\\d{1,3}){0,3})\\s?版?|(?<first>初版)'
const MARKED_VERSION =
  '(?:第\\s?(?<a>\\d{1,3}(?:\\.\\d{1,3}){0,3})\\s?版|(?:version|ver|rev(?:ision)?|v|バージョン)[.:]?\\s?(?<b>\\d{1,3}(?:\\.\\d{1,3}){0,3})|(?<c>\\d{1,3}(?:\\.\\d{1,3}){1,3})\\s?版?(?=[\\s|])|(?<d>\\d{1,3})\\s?版|(?<first>初版))'
const VERSION_BEFORE = new RegExp(`^${LEAD}(?:${VERSION})[\\s|:(]{0,8}$`, 'u')
const VERSION_AFTER = new RegExp(`^[\\s|:(]{1,8}${MARKED_VERSION}`, 'u')
/** What ends a table: a rule, a note, the closing word of a document. */
const END = /^\s*(?:[─━═―_-]{5,}|以上$|[■◆]\s?\S|お問い?合わせ|copyright|©)/mu

interface Row {
  readonly start: number
  readonly textStart: number
  readonly version: string
  readonly date: string
}

/** Rows of the paper's revision histories, oldest first: the newest is the last one. */
export function readRevisions(sections: readonly Section[]): readonly Revision[] {
  const revisions: Revision[] = []
  for (const [index, section] of sections.entries()) {
    if (HEADING.test(fold(section.heading))) revisions.push(...readTable(section.body, index))
  }
  return revisions.sort(compareRevisions)
}

function readTable(body: string, section: number): readonly Revision[] {
  const folded = foldWithMap(body)
  const rows = findRows(folded.text)
  return rows.map((row, i) => {
    const next = rows[i + 1]?.start ?? endOfTable(folded.text, row.textStart)
    return {
      version: row.version,
      date: row.date,
      text: joinCells(originalOf(folded, row.textStart, next)),
      quote: quoteOf(folded, row.start, next),
      section,
    }
  })
}

/** A row begins with a version and a date, or with a date and a version, or, in tables without versions, with a date. */
function findRows(text: string): readonly Row[] {
  const before: Row[] = []
  const after: Row[] = []
  const dated: Row[] = []
  for (const { iso, start, end } of findDates(text)) {
    const own = text.lastIndexOf('\n', start - 1)
    // A cell may stand on a line of its own, so the version is looked for in the two lines above, too.
    const lead = text.slice(Math.max(0, text.lastIndexOf('\n', own - 1), start - 60), start)
    const line = [text.slice(own + 1, start), lead.replace(/^\n/, '')].find((words) => VERSION_BEFORE.test(words))
    if (line !== undefined) {
      before.push({
        start: start - line.length,
        textStart: end,
        version: versionOf(VERSION_BEFORE.exec(line)),
        date: iso,
      })
      continue
    }
    if (!new RegExp(`^${LEAD}$`, 'u').test(text.slice(own + 1, start))) continue
    const version = VERSION_AFTER.exec(text.slice(end, end + 40))
    if (version) {
      after.push({ start: own + 1, textStart: end + version[0].length, version: versionOf(version), date: iso })
    }
    dated.push({ start: own + 1, textStart: end, version: '', date: iso })
  }
  return before.length > 0 ? before : after.length > 0 ? after : dated
}

function versionOf(match: RegExpExecArray | null): string {
  const { version, a, b, c, d, first } = match?.groups ?? {}
  return version ?? a ?? b ?? c ?? d ?? (first === undefined ? '' : '1')
}

function endOfTable(text: string, from: number): number {
  const end = END.exec(text.slice(from))
  return end ? from + end.index : text.length
}

function quoteOf(folded: Folded, start: number, end: number): string {
  return originalOf(folded, start, end).trim()
}

/** Joins the lines of wrapped cells: without a blank between Japanese characters, with one elsewhere. */
function joinCells(words: string): string {
  return words
    .replace(/\s*\n\s*/gu, '\n')
    .replace(/(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3041-\u9fff\uff00-\uffef])/gu, '')
    .replace(/[\s|]+/gu, ' ')
    .replace(/^[\s)）:：|]+|[\s|]+$/gu, '')
}

function compareRevisions(a: Revision, b: Revision): number {
  const byDate = (a.date ?? '').localeCompare(b.date ?? '')
  return byDate !== 0 ? byDate : compareVersions(a.version, b.version)
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)]
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
