import { type ChildNode, type Element, isTag, isText, type ParentNode } from 'domhandler'
import { childrenOf } from '../markup.ts'
import type { SourceLine } from '../source-document.ts'
import { isLayoutTable, toTableRows } from './html-table.ts'
import { spell } from './inline-text.ts'
import { isDropped } from './main-content.ts'

const BLOCKS = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul caption'.split(
    ' ',
  ),
)
/** Blocks with room around them. */
const APART = new Set('blockquote dl figure h1 h2 h3 h4 h5 h6 hr ol p pre table ul section article'.split(' '))

interface Writer {
  readonly lines: SourceLine[]
  /** Text that is not yet ended by a block. */
  inline: string
  /** Lists that the text stands in. */
  depth: number
  /** Marker of an item that has no text yet. */
  marker: string
}

/** The lines of a page: headings with their depth, rows of tables with tabs, items of lists with their markers. */
export function toHtmlLines(content: ParentNode): readonly SourceLine[] {
  const writer: Writer = { lines: [], inline: '', depth: 0, marker: '' }
  writeAll(writer, content)
  endLine(writer)
  return writer.lines
}

function writeAll(writer: Writer, parent: ParentNode): void {
  for (const child of parent.children) write(writer, child)
}

function write(writer: Writer, node: ChildNode): void {
  if (isText(node)) writer.inline += node.data
  if (!isTag(node) || isDropped(node)) return
  if (node.name === 'br') endLine(writer)
  else if (BLOCKS.has(node.name)) writeBlock(writer, node)
  else if (holdsBlocks(node)) writeAll(writer, node)
  else writer.inline += spell(node)
}

function writeBlock(writer: Writer, element: Element): void {
  endLine(writer)
  if (APART.has(element.name) && writer.depth === 0) blank(writer)
  const level = /^h([1-6])$/.exec(element.name)?.[1]
  if (level !== undefined) push(writer, clean(spell(element)), Number(level))
  else if (element.name === 'table' && !isLayoutTable(element)) writeTable(writer, element)
  else if (element.name === 'ul' || element.name === 'ol') writeList(writer, element)
  else if (element.name === 'dl') writeTerms(writer, element)
  else if (element.name === 'pre') for (const line of spell(element).split('\n')) push(writer, line.trimEnd())
  else writeAll(writer, element)
  endLine(writer)
  if (APART.has(element.name) && writer.depth === 0) blank(writer)
}

function writeTable(writer: Writer, table: Element): void {
  for (const caption of childrenOf(table, 'caption')) push(writer, clean(spell(caption)))
  for (const row of toTableRows(table)) push(writer, row.join('\t').trimEnd())
}

function writeList(writer: Writer, list: Element): void {
  let number = Number(list.attribs.start ?? 1) || 1
  writer.depth++
  for (const item of list.children) {
    if (!isTag(item) || item.name !== 'li') {
      write(writer, item)
      continue
    }
    if (isDropped(item)) continue
    number = Number(item.attribs.value ?? number) || number
    writer.marker = list.name === 'ol' ? `${toNumber(number, list.attribs.type)}. ` : '・'
    writeAll(writer, item)
    endLine(writer)
    writer.marker = ''
    number++
  }
  writer.depth--
}

function toNumber(number: number, type: string | undefined): string {
  if ((type !== 'a' && type !== 'A') || number > 26) return String(number)
  return String.fromCharCode(type.charCodeAt(0) + number - 1)
}

/** A term and what it means are a row; a term with several meanings has one for each. */
function writeTerms(writer: Writer, list: Element): void {
  let term = ''
  const parts = childrenOf(list).flatMap((child) => (child.name === 'div' ? childrenOf(child) : [child]))
  for (const part of parts) {
    if (isDropped(part)) continue
    if (part.name === 'dt') term = clean(spell(part))
    else if (part.name !== 'dd') write(writer, part)
    else if (childrenOf(part).some((child) => BLOCKS.has(child.name))) {
      push(writer, term)
      writeAll(writer, part)
      endLine(writer)
    } else push(writer, [term, clean(spell(part))].join('\t').trim())
  }
}

function holdsBlocks(element: Element): boolean {
  return childrenOf(element).some((child) => BLOCKS.has(child.name) || child.name === 'br' || holdsBlocks(child))
}

function endLine(writer: Writer): void {
  const text = clean(writer.inline)
  writer.inline = ''
  if (text !== '') push(writer, text)
}

function push(writer: Writer, text: string, heading: number | null = null): void {
  if (text.trim() === '') return
  const isMarked = /^[・●○■□◆◇•※\-–*①-⑳]|^[(（]?[\d０-９a-zA-Z]{1,2}[)）.．]/u.test(text)
  const indent = heading === null ? '  '.repeat(Math.max(0, writer.depth - 1)) : ''
  const line = `${indent}${heading !== null || isMarked ? '' : writer.marker}${text}`
  writer.marker = ''
  writer.lines.push({ text: line, page: null, heading })
}

function blank(writer: Writer): void {
  const last = writer.lines.at(-1)
  if (last !== undefined && last.text !== '') writer.lines.push({ text: '', page: null, heading: null })
}

function clean(text: string): string {
  return text.replace(/[ \t\n\u00a0]+/g, ' ').trim()
}
