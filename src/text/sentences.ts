/** A verbatim piece of a text, trimmed, with its offset. */
export interface Sentence {
  readonly text: string
  readonly start: number
}

/** A full stop ends a sentence unless it ends an abbreviation: "Inc. has", "No. 5", "approx. 3 days". */
const SENTENCE_END =
  /[。！？!?](?![」』）)】])|(?<=[A-Za-z)\]]{2}|\d[%)]?)(?<!\b(?:Inc|Ltd|Co|Corp|No|vs|approx|incl|Dr|Mr|Ms))\.(?=\s|$)|\n/gu

/** Splits at sentence ends and line ends, never inside brackets; nothing but blanks is lost. */
export function splitSentences(text: string): readonly Sentence[] {
  const sentences: Sentence[] = []
  let from = 0
  const push = (to: number) => {
    const raw = text.slice(from, to)
    const words = raw.trim()
    if (words !== '') sentences.push({ text: words, start: from + raw.length - raw.trimStart().length })
    from = to
  }
  for (const match of text.matchAll(SENTENCE_END)) {
    if (match[0] === '\n' || !isInsideBrackets(text.slice(from, match.index))) push(match.index + match[0].length)
  }
  push(text.length)
  return sentences
}

/** `true` where a bracket opened in the text is not closed in it; long texts are taken to have lost the bracket. */
export function isInsideBrackets(text: string): boolean {
  const opened = text.match(/[「『（(【]/gu)?.length ?? 0
  const closed = text.match(/[」』）)】]/gu)?.length ?? 0
  return opened > closed && text.length < 200
}
