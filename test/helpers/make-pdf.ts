/** Text at a place, in points from the lower left corner. */
export function textAt(x: number, y: number, text: string, size = 10): string {
  return `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`
}

/** A drawing of an image, without any text: a scan. */
export const IMAGE = 'q 500 0 0 700 40 40 cm /Im1 Do Q'

/** What a PDF may have besides its pages. */
export interface PdfParts {
  /** Goes into its trailer. */
  readonly trailer?: string
  /** Goes into the dictionary of each page's content, which is then given as it is to be stored. */
  readonly filter?: string
  /** Turns the content of an object, by its number, into what is stored. */
  readonly seal?: (content: string, object: number) => string
}

/** A small PDF with Latin text. */
export function makePdf(pages: readonly string[], { trailer = '', filter = '', seal }: PdfParts = {}): Uint8Array {
  const first = 5
  const sealed = (content: string, object: number) => seal?.(content, object) ?? content
  const kids = pages.map((_, i) => `${first + 2 * i} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    stream(
      '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
      sealed('x', 4),
    ),
    ...pages.flatMap((content, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents ${first + 2 * i + 1} 0 R ` +
        '/Resources << /Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >> >> >>',
      stream(filter, sealed(content, first + 2 * i + 1)),
    ]),
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const offset = body.length
    body += `${i + 1} 0 obj\n${object}\nendobj\n`
    return String(offset).padStart(10, '0')
  })
  const table = offsets.map((offset) => `${offset} 00000 n \n`).join('')
  const size = objects.length + 1
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\n`
  return Buffer.from(`${body}${end}startxref\n${body.length}\n%%EOF\n`, 'latin1')
}

/** A trailer that says that the file is encrypted, with a password that nobody knows. */
export const ENCRYPTED = (() => {
  const key = 'ab'.repeat(32)
  return `/ID [<${'cd'.repeat(16)}> <${'cd'.repeat(16)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >>`
})()

function stream(dictionary: string, content: string): string {
  return `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`
}
