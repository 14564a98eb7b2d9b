import { type PageObjects, readObjects } from './page-objects.ts'
import { type PageTags, readTags } from './page-tags.ts'
import { loadPdfium, memoryOf, type Pdfium } from './pdfium-library.ts'
import { type PageImage, renderPage } from './scan/render-page.ts'

/** One character as it stands on a page; lengths in points, y counted from the bottom of the page. */
export interface Glyph {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly baseline: number
  readonly size: number
  readonly isBold: boolean
  /** Marked content that it is part of, `-1` for none: the key into the tags of the page. */
  readonly content: number
  /** It is not drawn: text recognition of another program has laid it over the picture of a page. */
  readonly isHidden: boolean
}

/** What stands on one page. */
export interface PdfPage extends PageObjects {
  readonly height: number
  /** In the order in which they are drawn; turned characters such as watermarks are left out. */
  readonly glyphs: readonly Glyph[]
  /** Characters for which the font does not say what they are. */
  readonly unmapped: number
  readonly tags: PageTags
}

/** An open PDF. */
export interface PdfFile {
  readonly pageCount: number
  readPage(index: number): PdfPage
  /** Draws a page; `null` where that cannot be done. */
  drawPage(index: number): PageImage | null
}

/** Why a file cannot be opened: it needs a password, or it is no PDF that can be read. */
export type PdfFault = 'encrypted' | 'malformed'

const FAULT_OF_PASSWORD = 4
/** Text that is neither filled nor outlined. */
const HIDDEN = 3
/** pdfium writes a hyphen at the end of a line as this control character. */
const LINE_END_HYPHEN = 0x02
/** Degrees that a line may be out of level. */
const MAX_TILT = 3

/** Opens a PDF. The bytes are copied into the memory of the library, which ends with the thread that it runs in. */
export async function openPdf(bytes: Uint8Array): Promise<PdfFile | PdfFault> {
  const library = await loadPdfium()
  const place = library.pdfium.wasmExports.malloc(bytes.length)
  memoryOf(library).set(bytes, place)
  const file = library.FPDF_LoadMemDocument(place, bytes.length, '')
  if (file === 0) return library.FPDF_GetLastError() === FAULT_OF_PASSWORD ? 'encrypted' : 'malformed'
  return {
    pageCount: library.FPDF_GetPageCount(file),
    readPage: (index) => readPage(library, file, index),
    drawPage: (index) => drawPage(library, file, index),
  }
}

function readPage(library: Pdfium, file: number, index: number): PdfPage {
  const page = library.FPDF_LoadPage(file, index)
  if (page === 0) return { height: 0, glyphs: [], images: 0, covered: 0, drawings: 0, unmapped: 0, tags: new Map() }
  const text = library.FPDFText_LoadPage(page)
  const result = {
    height: library.FPDF_GetPageHeightF(page),
    ...readGlyphs(library, text),
    ...readObjects(library, page),
    tags: readTags(library, page),
  }
  library.FPDFText_ClosePage(text)
  library.FPDF_ClosePage(page)
  return result
}

function drawPage(library: Pdfium, file: number, index: number): PageImage | null {
  const page = library.FPDF_LoadPage(file, index)
  if (page === 0) return null
  const drawn = renderPage(library, page)
  library.FPDF_ClosePage(page)
  return drawn
}

function readGlyphs(library: Pdfium, text: number): Pick<PdfPage, 'glyphs' | 'unmapped'> {
  const scratch = library.pdfium.wasmExports.malloc(48)
  const glyphs: Glyph[] = []
  let unmapped = 0
  const count = library.FPDFText_CountChars(text)
  for (let i = 0; i < count; i++) {
    const code = library.FPDFText_GetUnicode(text, i)
    // Line ends and blanks that pdfium makes up: places tell more.
    if (library.FPDFText_IsGenerated(text, i) === 1) continue
    if (code === 0 || code === 0xfffd || code === 0xfffe || library.FPDFText_HasUnicodeMapError(text, i) === 1) {
      unmapped++
      continue
    }
    const tilt = Math.abs(Math.sin(library.FPDFText_GetCharAngle(text, i))) * (180 / Math.PI)
    if (tilt <= MAX_TILT) glyphs.push(readGlyph(library, text, i, code, scratch))
  }
  library.pdfium.wasmExports.free(scratch)
  return { glyphs, unmapped }
}

function readGlyph(library: Pdfium, text: number, i: number, code: number, scratch: number): Glyph {
  const floats = (n: number) => library.pdfium.getValue(scratch + 4 * n, 'float')
  library.FPDFText_GetLooseCharBox(text, i, scratch)
  const [left, right] = [floats(0), floats(2)]
  library.FPDFText_GetMatrix(text, i, scratch)
  const scale = Math.hypot(floats(2), floats(3)) || 1
  library.FPDFText_GetCharOrigin(text, i, scratch, scratch + 8)
  const size = library.FPDFText_GetFontSize(text, i) * scale
  const object = library.FPDFText_GetTextObject(text, i)
  return {
    text: toText(code),
    left: Math.min(left, library.pdfium.getValue(scratch, 'double')),
    right,
    baseline: library.pdfium.getValue(scratch + 8, 'double'),
    size,
    isBold: library.FPDFText_GetFontWeight(text, i) >= 600,
    content: object === 0 ? -1 : library.FPDFPageObj_GetMarkedContentID(object),
    isHidden: object !== 0 && library.FPDFTextObj_GetTextRenderMode(object) === HIDDEN,
  }
}

/** The printed ・ comes back as U+2027 from fonts in which the two share a glyph. */
function toText(code: number): string {
  if (code === LINE_END_HYPHEN) return '-'
  if (code === 0x2027) return '・'
  return code < 0x20 || code === 0xa0 ? ' ' : String.fromCodePoint(code)
}
