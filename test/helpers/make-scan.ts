import { deflateSync } from 'node:zlib'
import { loadPdfium, memoryOf } from '../../src/ingest/readers/pdf/pdfium-library.ts'
import type { GrayImage } from '../../src/ingest/readers/pdf/scan/gray-image.ts'
import { type PageImage, renderPage } from '../../src/ingest/readers/pdf/scan/render-page.ts'

/** The pages of a PDF as pictures. */
export async function drawPages(pdf: Uint8Array): Promise<readonly PageImage[]> {
  const library = await loadPdfium()
  const place = library.pdfium.wasmExports.malloc(pdf.length)
  memoryOf(library).set(pdf, place)
  const file = library.FPDF_LoadMemDocument(place, pdf.length, '')
  return Array.from({ length: library.FPDF_GetPageCount(file) }, (_, i) => {
    const drawn = renderPage(library, library.FPDF_LoadPage(file, i))
    if (drawn === null) throw new Error(`page ${i + 1} cannot be drawn`)
    return drawn
  })
}

/** A PDF whose pages are these pictures and nothing else, as a scanner makes it. */
export function makeScan(pages: readonly PageImage[]): Uint8Array {
  const kids = pages.map((_, i) => `${3 + 3 * i} 0 R`).join(' ')
  const objects: Buffer[] = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`),
    ...pages.flatMap(({ image, scale }, i) => {
      const [width, height] = [image.width / scale, image.height / scale].map((side) => side.toFixed(2))
      const page =
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${4 + 3 * i} 0 R ` +
        `/Resources << /XObject << /Im1 ${5 + 3 * i} 0 R >> >> >>`
      return [Buffer.from(page), stream('', Buffer.from(`q ${width} 0 0 ${height} 0 0 cm /Im1 Do Q`)), toObject(image)]
    }),
  ]
  const parts = [Buffer.from('%PDF-1.4\n')]
  let length = parts[0]?.length ?? 0
  const offsets = objects.map((object, i) => {
    const offset = length
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')])
    parts.push(part)
    length += part.length
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`
  return Buffer.concat([...parts, Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}${trailer}`)])
}

function toObject({ width, height, pixels }: GrayImage): Buffer {
  const kind = '/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode'
  return stream(`${kind} /Width ${width} /Height ${height}`, deflateSync(pixels))
}

function stream(dictionary: string, content: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${content.length} >>\nstream\n`),
    content,
    Buffer.from('\nendstream'),
  ])
}

/** The picture of a page as a scanner gives it: turned by some degrees, blurred, on grey and grainy paper. */
export function layAskew({ image, scale }: PageImage, degrees: number): PageImage {
  const { width, height, pixels } = image
  const own = new Uint8Array(width * height)
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  let grain = 1
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const fromX = Math.round(width / 2 + (x - width / 2) * cos - (y - height / 2) * sin)
      const fromY = Math.round(height / 2 + (x - width / 2) * sin + (y - height / 2) * cos)
      const isInside = fromX > 0 && fromY > 0 && fromX < width - 1 && fromY < height - 1
      const at = fromY * width + fromX
      const beside = [at - 1, at + 1, at - width, at + width].reduce((sum, i) => sum + (pixels[i] ?? 255), 0)
      const ink = isInside ? ((pixels[at] ?? 255) * 2 + beside) / 6 : 255
      grain = (grain * 1103515245 + 12345) % 2147483648
      own[y * width + x] = Math.min(255, Math.max(0, ink * 0.8 + 35 + (grain / 2147483648 - 0.5) * 40))
    }
  }
  return { image: { width, height, pixels: own }, scale }
}
