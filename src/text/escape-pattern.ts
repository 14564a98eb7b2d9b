/** Text as a piece of a regular expression that matches just these characters, outside of a class. */
export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&')
}
