import type { Pdfium } from './pdfium-library.ts'

/** What is drawn on a page beside its text. */
export interface PageObjects {
  readonly images: number
  /** Share of the page that images cover, 0 to 1. */
  readonly covered: number
  /** Lines and areas. */
  readonly drawings: number
}

const PATH = 2
const IMAGE = 3
const SHADING = 4
const FORM = 5
/** Forms hold objects, and other forms. */
const MAX_DEPTH = 8
const MAX_OBJECTS = 50_000

/** Counts what is drawn on a page, also inside of forms. */
export function readObjects(library: Pdfium, page: number): PageObjects {
  const area = library.FPDF_GetPageWidthF(page) * library.FPDF_GetPageHeightF(page)
  const walk: Walk = {
    library,
    place: library.pdfium.wasmExports.malloc(16),
    images: 0,
    area: 0,
    drawings: 0,
    objects: 0,
  }
  for (let i = 0; i < library.FPDFPage_CountObjects(page); i++) {
    const object = library.FPDFPage_GetObject(page, i)
    const images = walk.images
    visit(walk, object, 0)
    if (walk.images > images) walk.area += areaOf(walk, object)
  }
  library.pdfium.wasmExports.free(walk.place)
  return { images: walk.images, covered: area > 0 ? Math.min(1, walk.area / area) : 0, drawings: walk.drawings }
}

interface Walk {
  readonly library: Pdfium
  readonly place: number
  images: number
  area: number
  drawings: number
  objects: number
}

function visit(walk: Walk, object: number, depth: number): void {
  if (object === 0 || depth > MAX_DEPTH || walk.objects++ > MAX_OBJECTS) return
  const type = walk.library.FPDFPageObj_GetType(object)
  if (type === IMAGE) walk.images++
  else if (type === PATH || type === SHADING) walk.drawings++
  if (type !== FORM) return
  for (let i = 0; i < walk.library.FPDFFormObj_CountObjects(object); i++) {
    visit(walk, walk.library.FPDFFormObj_GetObject(object, i), depth + 1)
  }
}

/** In square points. */
function areaOf({ library, place }: Walk, object: number): number {
  if (!library.FPDFPageObj_GetBounds(object, place, place + 4, place + 8, place + 12)) return 0
  const [left = 0, bottom = 0, right = 0, top = 0] = [0, 4, 8, 12].map((at) =>
    library.pdfium.getValue(place + at, 'float'),
  )
  return Math.max(0, right - left) * Math.max(0, top - bottom)
}
