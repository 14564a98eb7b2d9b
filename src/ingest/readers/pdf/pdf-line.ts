import type { Run } from './runs.ts'

/** A line of the document before blanks and headings are set. */
export type PdfLine =
  | { readonly kind: 'text'; readonly page: number; readonly run: Run }
  | { readonly kind: 'row'; readonly page: number; readonly cells: readonly string[]; readonly baseline: number }
