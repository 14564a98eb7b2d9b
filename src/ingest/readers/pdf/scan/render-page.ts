import { memoryOf, type Pdfium } from '../pdfium-library.ts'
import type { GrayImage } from './gray-image.ts'

/** Pixels an inch: what text recognition is trained on. */
const DPI = 300
const POINTS = 72
/** Pixels that a page may have; an A3 page at 300 an inch has 17 million. */
const MAX_PIXELS = 20_000_000
const GRAY = 1
/** Notes and stamps that are set on the page are drawn, too. */
const WITH_ANNOTATIONS = 0x01

/** A page as a picture. */
export interface PageImage {
  readonly image: GrayImage
  /** Pixels a point. */
  readonly scale: number
}

/** Draws a page of an open file; `null` where it has no size or cannot be drawn. */
export function renderPage(library: Pdfium, page: number): PageImage | null {
  const [wide, high] = [library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page)]
  if (!(wide > 0 && high > 0)) return null
  const scale = Math.min(DPI / POINTS, Math.sqrt(MAX_PIXELS / (wide * high)))
  const [width, height] = [Math.max(1, Math.floor(wide * scale)), Math.max(1, Math.floor(high * scale))]
  const bitmap = library.FPDFBitmap_CreateEx(width, height, GRAY, 0, 0)
  if (bitmap === 0) return null
  library.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff)
  library.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, WITH_ANNOTATIONS)
  const pixels = new Uint8Array(width * height)
  const start = library.FPDFBitmap_GetBuffer(bitmap)
  const stride = library.FPDFBitmap_GetStride(bitmap)
  const memory = memoryOf(library)
  for (let y = 0; y < height; y++) {
    const row = start + y * stride
    pixels.set(memory.subarray(row, row + width), y * width)
  }
  library.FPDFBitmap_Destroy(bitmap)
  return { image: { width, height, pixels }, scale }
}
