import type { Pdfium } from './pdfium-library.ts'

/** What a tagged PDF says about a part of a page. */
export interface Tag {
  /** The heading that it belongs to: its depth, and its number on the page. `null` for none. */
  readonly heading: { readonly depth: number; readonly element: number } | null
  /** The table cell and the row that it stands in, counted over the page; `null` for none. */
  readonly cell: { readonly row: number; readonly cell: number } | null
}

/** Tags by the marked content that they stand for; empty where the PDF has none. */
export type PageTags = ReadonlyMap<number, Tag>

/** More than any page needs; a ring of elements ends here, too. */
const MAX_ELEMENTS = 50_000
const MAX_DEPTH = 60

/** Reads the structure that Word, browsers and others write beside the text of a page. */
export function readTags(library: Pdfium, page: number): PageTags {
  const tree = library.FPDF_StructTree_GetForPage(page)
  if (tree === 0) return new Map()
  const walk: Walk = { library, tags: new Map(), elements: 0, rows: 0, cells: 0 }
  for (let i = 0; i < library.FPDF_StructTree_CountChildren(tree); i++) {
    visit(walk, library.FPDF_StructTree_GetChildAtIndex(tree, i), { heading: null, cell: null }, 0, 0)
  }
  library.FPDF_StructTree_Close(tree)
  return walk.tags
}

interface Walk {
  readonly library: Pdfium
  readonly tags: Map<number, Tag>
  elements: number
  rows: number
  cells: number
}

function visit(walk: Walk, element: number, outer: Tag, outerRow: number, depth: number): void {
  if (element === 0 || depth > MAX_DEPTH || walk.elements++ > MAX_ELEMENTS) return
  const { library } = walk
  const type = typeOf(library, element)
  const row = type === 'TR' ? ++walk.rows : outerRow
  const level = /^H([1-6])$/.exec(type)?.[1]
  const isCell = (type === 'TD' || type === 'TH') && row > 0
  const tag: Tag = {
    heading: level === undefined ? outer.heading : { depth: Number(level), element: walk.elements },
    cell: isCell ? { row, cell: ++walk.cells } : outer.cell,
  }
  for (let i = 0; i < library.FPDF_StructElement_CountChildren(element); i++) {
    const content = library.FPDF_StructElement_GetChildMarkedContentID(element, i)
    if (content >= 0) walk.tags.set(content, tag)
    else visit(walk, library.FPDF_StructElement_GetChildAtIndex(element, i), tag, row, depth + 1)
  }
}

function typeOf(library: Pdfium, element: number): string {
  const { wasmExports } = library.pdfium
  const buffer = wasmExports.malloc(64)
  const bytes = library.FPDF_StructElement_GetType(element, buffer, 64)
  const type = bytes > 0 && bytes <= 64 ? library.pdfium.UTF16ToString(buffer) : ''
  wasmExports.free(buffer)
  return type
}
