/** Most positions of one lexeme that a tsvector keeps, and the highest (PostgreSQL's manual, "Text Search Limits"). */
const MAX_POSITIONS = 255
const MAX_POSITION = 16_383
/** Longest lexeme, in characters: 2,046 bytes of text that may take four each. */
const MAX_LENGTH = 500

/** Concepts stand beside words in one tsvector; no word begins with this. */
const CONCEPT_MARK = '#'

/** A tsvector's text: words with their places, and concepts behind them. */
export function toTsvector(words: readonly string[], concepts: readonly string[]): string {
  const places = new Map<string, number[]>()
  const all = [...words, ...concepts.map((concept) => CONCEPT_MARK + concept)]
  for (const [i, word] of all.entries()) {
    const lexeme = toLexeme(word)
    if (lexeme === undefined) continue
    const known = places.get(lexeme) ?? []
    if (known.length < MAX_POSITIONS && i < MAX_POSITION) known.push(i + 1)
    places.set(lexeme, known)
  }
  return [...places].map(([lexeme, at]) => `${lexeme}${at.length > 0 ? `:${at.join(',')}` : ''}`).join(' ')
}

/** The lexemes of a query, each once, quoted as tsquery and tsvector want them. */
export function toLexemes(words: readonly string[], concepts: readonly string[]): readonly string[] {
  const all = [...words, ...concepts.map((concept) => CONCEPT_MARK + concept)]
  return [...new Set(all.flatMap((word) => toLexeme(word) ?? []))]
}

/** The word of a quoted lexeme, as statistics name it. */
export function unquote(lexeme: string): string {
  return lexeme.slice(1, -1).replaceAll("''", "'").replaceAll('\\\\', '\\')
}

function toLexeme(word: string): string | undefined {
  const text = word.replaceAll('\0', '').slice(0, MAX_LENGTH)
  return text.trim() === '' ? undefined : `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
