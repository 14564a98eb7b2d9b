/** Words without the brackets that Japanese sets around names and quotations. */
export function withoutQuotationMarks(text: string): string {
  return text.replace(/[「」『』]/gu, '')
}
