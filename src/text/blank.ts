/** A text with blanks where the spans are, so that what stands elsewhere keeps its offsets. */
export function blank(text: string, spans: readonly { readonly start: number; readonly end: number }[]): string {
  return spans.reduce((rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end), text)
}
