import { toRows } from './rows.ts'
import { isInsideBrackets, type Sentence, splitSentences } from './sentences.ts'
import type { BodyLine, Statement } from './statement.ts'

interface Parent {
  readonly depth: number
  readonly label: string
}

const MARK =
  /^([\s　]*)(?:([●○◯•·・▪▫◦*\-–※►▶➢✓☑])|([■◆□◇▼【])|((?:\(?\d{1,2}[.)）]|[①-⑳]|[ア-オ]\)|[a-z]\))(?=[\s　]|[^\d.\s])))[\s　]*/u

/** Splits a section's body into statements, in order. Every word of the body is in at least one. */
export function toStatements(body: string): readonly Statement[] {
  const lines = toLines(body)
  const statements: Statement[] = []
  const parents: Parent[] = []
  const lead = createLead()
  for (let index = 0; index < lines.length; ) {
    const count = countRows(lines, index)
    if (count > 0) {
      statements.push(
        ...toRows(lines.slice(index, index + count), parents.map(labelOf), lead.ofList(lines[index]?.depth ?? 0)),
      )
      index += count
      continue
    }
    const before = lines[index - 1]
    const line = lines[index++] as BodyLine
    const next = lines[index]
    const own = withoutMark(line)
    if (line.mark === 'none' && line.depth <= 99 && line.afterBlank) parents.length = 0
    if (line.mark !== 'none') closeParents(parents, line.depth)
    const listed = line.mark !== 'none' || parents.length > 0
    const found = toSentences(
      own.text,
      own.start,
      parents.map(labelOf),
      listed ? lead.ofList(line.depth) : null,
      listed,
    )
    for (const sentence of found) statements.push(sentence)
    if (isLabel(own.text, line, next, before) && !(line.mark === 'none' && parents.length > 0)) {
      const depth = line.mark === 'none' ? line.depth - 100 : line.depth
      closeParents(parents, depth)
      parents.push({ depth, label: own.text.trim().replace(/[:：]$/u, '') })
    } else if (!listed || line.mark === 'item') {
      lead.read(
        found.map((sentence) => sentence.text),
        line.mark === 'item' ? line.depth : -1,
      )
    }
  }
  return statements
}

const ANNOUNCES = /下記|以下(?!に(?:なる|留)|の場合)|次の|次に|通り|とおり|記します|following|below|[:：]$/iu
/** Lines of prose or table header that may stand between an announcement and its list. */
const MAX_LEAD_AGE = 2

interface Lead {
  /** Takes note of prose; `depth` is that of the numbered item it stands in, -1 outside. */
  read(sentences: readonly string[], depth: number): void
  /** The announcement that holds for a list line of this depth. */
  ofList(depth: number): string | null
}

/** Keeps the sentence that announces the list which comes next. */
function createLead(): Lead {
  let announced: string | null = null
  let announcedAt = -1
  let age = 0
  let isInList = false
  return {
    read(sentences, depth) {
      const found = sentences.findLast((sentence) => ANNOUNCES.test(sentence))
      age = found === undefined && !isInList ? age + 1 : 0
      if (found !== undefined || isInList || age > MAX_LEAD_AGE) {
        announced = found ?? null
        announcedAt = depth
      }
      isInList = false
    },
    ofList(depth) {
      isInList = true
      if (depth <= announcedAt) announced = null
      return announced
    },
  }
}

function labelOf(parent: Parent): string {
  return parent.label
}

function closeParents(parents: Parent[], depth: number): void {
  while ((parents.at(-1)?.depth ?? Number.NEGATIVE_INFINITY) >= depth) parents.pop()
}

function toLines(body: string): BodyLine[] {
  const lines: BodyLine[] = []
  let afterBlank = false
  let start = 0
  for (const text of body.split('\n')) {
    const inner = text.includes('\t') ? -1 : text.search(/(?<=\S)[\s　]+[●■◆]/u)
    if (inner > 0) {
      const rest = text.slice(inner).trimStart()
      const label = toLine(text.slice(0, inner), start)
      lines.push(
        { ...label, depth: 0, mark: 'group', afterBlank },
        { ...toLine(rest, start + text.length - rest.length), afterBlank: false },
      )
    } else if (text.trim() !== '') {
      lines.push({ ...toLine(text, start), afterBlank })
    }
    afterBlank = text.trim() === ''
    start += text.length + 1
  }
  return lines
}

const BULLET_DEPTH = '■◆□◇▼【●•▪►▶➢✓☑※*-–・·○◯▫◦'

/** Depth orders nesting: indentation first, then how strong the mark is (`●` holds `○`, `■` holds both). */
function toLine(text: string, start: number): Omit<BodyLine, 'afterBlank'> {
  const match = MARK.exec(text)
  const indent = /^[\s　]*/u.exec(text)?.[0].replace(/\t/gu, '    ').length ?? 0
  if (text.includes('\t')) return { text, start, depth: indent * 100, mark: 'row' }
  if (!match) return { text, start, depth: indent * 100 + 99, mark: 'none' }
  const mark = match[2] ? 'bullet' : match[3] ? 'group' : 'item'
  const rank = mark === 'item' ? 0 : BULLET_DEPTH.indexOf(match[2] ?? match[3] ?? '')
  return { text, start, depth: mark === 'group' ? indent * 100 : indent * 100 + 10 + rank, mark }
}

/** Words without the `A.` before the answer to a question. */
export function withoutAnswerMark(text: string): string {
  return text.replace(/^\s*[AＡ][\d０-９]{0,2}[.．:：][\s　]*(?![\d０-９])(?=\S)/u, '')
}

function withoutMark(line: BodyLine): { text: string; start: number } {
  let text = line.text.replace(MARK, (all, _indent, _bullet, group) => (group === '【' ? all.trimStart() : ''))
  if (text !== line.text) text = text.replace(/^[・●○][\s　]*/u, '')
  text = withoutAnswerMark(text)
  return { text, start: line.start + line.text.length - text.length }
}

/** A line that names what the lines below it are about: short, no sentence, and something deeper follows. */
function isLabel(own: string, line: BodyLine, next: BodyLine | undefined, before: BodyLine | undefined): boolean {
  const text = own.trim()
  if (next === undefined || text.length > 40 || /[。．.!?！？]$/u.test(text)) return false
  if (/[:：]$/u.test(text)) return next.depth > line.depth || next.mark !== 'none'
  if (line.mark === 'group') return !/[:：]/u.test(text)
  if (line.mark === 'none') return next.mark === 'bullet' && !/[:：、]/u.test(text)
  if (next.depth <= line.depth || /[:：]/u.test(text)) return false
  // The last of several plain bullets explains nothing: what follows it is prose again.
  const isLast = before?.mark === line.mark && before.depth === line.depth
  return next.mark !== 'none' || (text.length <= 15 && !isLast && !ANNOUNCES.test(next.text))
}

/** Number of lines of a table that starts at `index`: rows have tabs; 0 where none starts. */
function countRows(lines: readonly BodyLine[], index: number): number {
  let count = 0
  while (lines[index + count]?.mark === 'row') count++
  return count
}

function toSentences(
  text: string,
  start: number,
  labels: readonly string[],
  lead: string | null,
  listed: boolean,
): Statement[] {
  return withAnswerWord(text, splitSentences(text)).map((sentence) => ({
    text: sentence.text,
    start: start + sentence.start,
    quote: sentence.text,
    labels,
    key: keyOf(sentence.text),
    lead,
    listed,
  }))
}

/** `Answer: Yes. Explanation: …` is one statement: neither half says it alone. */
function withAnswerWord(text: string, sentences: readonly Sentence[]): readonly Sentence[] {
  const [word, reason, ...rest] = sentences
  if (!word || !reason || !/^(?:answer|response|回答)\s*[:：]\s*\S{1,12}[.。]$/iu.test(word.text)) return sentences
  return [{ text: text.slice(word.start, reason.start + reason.text.length), start: word.start }, ...rest]
}

function keyOf(text: string): string | null {
  const match =
    /^([^:：。]{1,30}?)[\s　]*(?:(?<![\d０-９])[:：](?!\/\/)|[:：](?![\d０-９/]))/u.exec(text) ??
    (text.length <= 80 ? /^([^:：。.]{2,50}?)\s+[-–—]\s+(?=\S)/u.exec(text) : null)
  const key = match?.[1]?.trim()
  return key === undefined || isInsideBrackets(key) ? null : key
}
