import type { Whitepaper } from '../domain.ts'
import { withoutQuotationMarks } from '../text/quotation-marks.ts'

/** A document's title; brackets in it are no quotation. */
export function documentName({ title }: Pick<Whitepaper, 'title'>): string {
  return withoutQuotationMarks(title)
}

/** The same with what tells documents of one title apart. */
export function datedDocumentName(paper: Pick<Whitepaper, 'title' | 'date' | 'version'>): string {
  return [documentName(paper), paper.date ?? paper.version ?? []].flat().join(' ')
}
