import type { ParentNode } from 'domhandler'
import { IngestError } from '../../../errors.ts'
import { findAll, parseXml, textOf } from '../markup.ts'
import { readLinks } from '../office/links.ts'
import { type OfficeParts, openPackage } from '../office/package.ts'
import type { ReadContent, SourceLine } from '../source-document.ts'
import { readNumberKinds } from './cell-values.ts'
import { readSheet, type SheetContext } from './sheet.ts'

const WORKBOOK = 'xl/workbook.xml'
/** Parts that hold values. */
const PARTS = /^xl\/(?:workbook|sharedStrings|styles|worksheets\/[^/]+)\.xml$|^xl\/_rels\/workbook\.xml\.rels$/

/**
 * Reads an Excel file: a sheet is a heading, a row a line with tabs. Which rows are items of a check sheet, the tables
 * decide later. Hidden sheets, rows and columns are left out, macros never opened. Throws {@link IngestError}:
 * `malformed`, `encrypted`, `too_large`, `no_text`.
 */
export async function readXlsx(bytes: Uint8Array, path: string): Promise<ReadContent> {
  const parts = await openPackage(bytes, path, (name) => PARTS.test(name))
  const workbook = parseXml(parts.get(WORKBOOK) ?? '', path)
  const sheets = findAll(workbook, 'sheet').filter(({ attribs }) => (attribs.state ?? 'visible') === 'visible')
  if (findAll(workbook, 'sheet').length === 0) {
    throw new IngestError('malformed', `${path} is no Excel file that can be read: it has no sheets. Save it anew.`)
  }
  const links = readLinks(parts, WORKBOOK, path)
  const context = readContext(parts, workbook, path)
  const lines = sheets.flatMap(({ attribs }): readonly SourceLine[] => {
    const target = (links.get(attribs['r:id'] ?? '') ?? '').replace(/^\/?(?:xl\/)?/, '')
    const rows = readSheet(parseXml(parts.get(`xl/${target}`) ?? '', path), context)
    return rows.length === 0 ? [] : [...toTitle(attribs.name ?? ''), ...rows.map(toRow), toLine('')]
  })
  if (lines.length === 0) throw new IngestError('no_text', `${path}: no text was found in it.`)
  return { format: 'xlsx', lines, frontMatter: {} }
}

function readContext(parts: OfficeParts, workbook: ParentNode, path: string): SheetContext {
  const strings = findAll(parseXml(parts.get('xl/sharedStrings.xml') ?? '', path), 'si')
  const flag = findAll(workbook, 'workbookPr')[0]?.attribs.date1904
  return {
    strings: strings.map(spellString),
    kinds: readNumberKinds(parseXml(parts.get('xl/styles.xml') ?? '', path)),
    countsFrom1904: flag === '1' || flag === 'true',
  }
}

/** A string of one or several pieces; how it is read aloud (`rPh`) is no part of it. */
function spellString(item: ParentNode): string {
  const pieces = findAll(item, 't').filter(
    (piece) => !(piece.parent !== null && 'name' in piece.parent && piece.parent.name === 'rPh'),
  )
  return pieces.map(textOf).join('')
}

/** The name of a sheet is a heading where a person gave it. */
function toTitle(name: string): readonly SourceLine[] {
  const title = name.replace(/\s+/g, ' ').trim()
  return title === '' || /^(?:sheet|シート|table) ?\d*$/iu.test(title) ? [] : [toLine(title, 1), toLine('')]
}

function toRow(cells: readonly string[]): SourceLine {
  return toLine(cells.join('\t').trimEnd())
}

function toLine(text: string, heading: number | null = null): SourceLine {
  return { text, page: null, heading }
}
