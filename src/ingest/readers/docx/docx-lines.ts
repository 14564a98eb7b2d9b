import type { Element, ParentNode } from 'domhandler'
import { childrenOf, findChild } from '../markup.ts'
import type { SourceLine } from '../source-document.ts'
import { toTableRows } from './docx-table.ts'
import type { Notes } from './notes.ts'
import type { Numbering } from './numbering.ts'
import { readParagraph } from './paragraph-text.ts'
import { outlineLevelOf, placeOf, type Styles, settingOf } from './styles.ts'

/** What the text of a Word file is read with. */
export interface DocxParts {
  readonly styles: Styles
  readonly numbering: Numbering
  readonly notes: Notes
  readonly links: ReadonlyMap<string, string>
}

const HOLDERS = new Set(['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:moveTo', 'w:smartTag'])

/** Lists have nine levels (ECMA-376 part 1, 17.9.6). */
const MAX_LEVEL = 8

/** The lines of a Word file: a paragraph is one, a row of a table is one, notes stand below what refers to them. */
export function toDocxLines(body: ParentNode, parts: DocxParts): readonly SourceLine[] {
  const lines: SourceLine[] = []
  writeAll(lines, body, parts)
  return lines
}

function writeAll(lines: SourceLine[], parent: ParentNode, parts: DocxParts): void {
  for (const child of childrenOf(parent)) {
    if (child.name === 'w:p') writeParagraph(lines, child, parts)
    else if (child.name === 'w:tbl') writeTable(lines, child, parts)
    else if (HOLDERS.has(child.name)) writeAll(lines, child, parts)
  }
}

function writeParagraph(lines: SourceLine[], paragraph: Element, parts: DocxParts): void {
  const properties = findChild(paragraph, 'w:pPr')
  const style = parts.styles.get(settingOf(properties, 'w:pStyle') ?? '')
  const { text, notes, boxes } = readParagraph(paragraph, parts.links)
  if (style?.isContents) return
  const own = outlineLevelOf(properties)
  const heading = own === undefined ? (style?.heading ?? null) : own
  // A paragraph without text is not counted by a list either.
  const { label, depth } = text === '' ? { label: '', depth: null } : count(paragraph, parts)
  if (heading !== null || depth === null) blank(lines)
  const all = [label, heading === null ? text : text.replace(/\n/g, ' ')].filter((part) => part !== '').join(' ')
  const indent = heading === null ? '  '.repeat(depth ?? 0) : ''
  for (const line of all.split('\n')) {
    if (line.trim() !== '') lines.push({ text: `${indent}${line.trim()}`, page: null, heading })
  }
  for (const note of notes.flatMap((id) => parts.notes.get(id) ?? [])) {
    lines.push({ text: `※ ${note}`, page: null, heading: null })
  }
  if (heading !== null) blank(lines)
  for (const box of boxes) writeAll(lines, box, parts)
}

/** What is printed before a paragraph, and how deep it stands in its list; `null` for none. */
function count(paragraph: Element, { styles, numbering }: DocxParts): { label: string; depth: number | null } {
  const properties = findChild(paragraph, 'w:pPr')
  const style = styles.get(settingOf(properties, 'w:pStyle') ?? '')
  const own = placeOf(properties)
  const list = own.list ?? style?.place.list ?? null
  if (list === null || list === '0') return { label: '', depth: null }
  const level = own.level ?? style?.place.level ?? numbering.levelOf(list, style?.id)
  const depth = Math.min(MAX_LEVEL, Math.max(0, level || 0))
  return { label: numbering.next(list, depth), depth }
}

function writeTable(lines: SourceLine[], table: Element, parts: DocxParts): void {
  blank(lines)
  const rows = toTableRows(table, (cell) => toCellText(cell, parts))
  if (rows.some((row) => row.length > 1)) {
    for (const row of rows) push(lines, row.join('\t').trimEnd())
  } else {
    // A frame around text.
    for (const row of childrenOf(table, 'w:tr'))
      for (const cell of childrenOf(row, 'w:tc')) writeAll(lines, cell, parts)
  }
  blank(lines)
}

function toCellText(cell: Element, parts: DocxParts): string {
  return toDocxLines(cell, parts)
    .map(({ text }) => text.trim().replaceAll('\t', ' '))
    .filter((text) => text !== '')
    .join(' ')
}

function push(lines: SourceLine[], text: string): void {
  if (text.trim() !== '') lines.push({ text, page: null, heading: null })
}

function blank(lines: SourceLine[]): void {
  const last = lines.at(-1)
  if (last !== undefined && last.text !== '') lines.push({ text: '', page: null, heading: null })
}
