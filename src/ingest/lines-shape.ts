const OPENING = '（(「『【〈《［['
const CLOSING = '）)」』】〉》］]'
const BULLET = /^(?:[●○◎◆◇■□▪▫▶▷►➢➤✓✔☑★☆※→⇒・‣◦•＊]|[-–*+](?=[\s・]))/
const NUMBERED =
  /^(?:[(（][0-9０-９]{1,3}[)）]|[0-9０-９]{1,3}[)）、]|[0-9０-９]{1,3}[.．](?![0-9０-９])|[0-9０-９]{1,3}(?:[.．][0-9０-９]{1,3})+[.．]?\s|[①-⑳⑴-⒇]|第[0-9０-９一二三四五六七八九十百]+[章条節項編]|[(（]?[a-zA-Zア-ン][)）]|[a-zA-Z][.．]\s|[QＱAＡ][0-9０-９]+[.．:：\s])/

/** Width in columns: 2 for a full-width character, 1 for a half-width one. Blanks at both ends do not count. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text.trim()) width += isWide(character.codePointAt(0) ?? 0) ? 2 : 1
  return width
}

/** Columns of blank space before the first character. */
export function indentOf(text: string): number {
  let columns = 0
  for (const character of text) {
    if (character === '\t') columns += 4
    else if (character === '\u3000') columns += 2
    else if (/\s/.test(character)) columns += 1
    else break
  }
  return columns
}

/** The line ends a sentence or announces what follows. */
export function isTerminated(text: string): boolean {
  return /[。．.！？!?：:；;][」』）)】"'”]*$/.test(text.trimEnd())
}

/** The line begins a bullet, a numbered item, a note or a table row whose second cell is a bullet. */
export function startsItem(text: string): boolean {
  const line = text.trim()
  return BULLET.test(line) || NUMBERED.test(line) || /\s[●○■◆]\s/.test(line)
}

/** The line begins with a bullet or a note mark. */
export function isBullet(text: string): boolean {
  return BULLET.test(text.trim())
}

/** The line is a row of cells: separated by a tab, or set apart by wide blanks. */
export function isTableRow(text: string): boolean {
  return /\t|\S {3,}\S|\S {2,}\S.*\S {2,}\S|\S\u3000{2,}\S/.test(text.trim())
}

/** Both lines begin with the same cell but for its digits: rows of a list of versions or dates. */
export function isParallel(a: string, b: string): boolean {
  const first = (text: string): string => (/^\s*(\S+)\s/.exec(text)?.[1] ?? '').normalize('NFKC').replace(/\d+/g, '#')
  const cell = first(a)
  return cell.length >= 3 && cell.includes('#') && cell === first(b)
}

/** The line reads `label：value` with a short label. */
export function isLabelled(text: string): boolean {
  return /^(?!https?:)[^\s\d。、：:ぁ-ん][^。、：:]{0,19}\s*[：:](?!\/\/)\s*\S/.test(text.trim())
}

/** A bracket opened in the text is still open at its end: the closing character that is awaited, or `undefined`. */
export function awaitedBracket(text: string): string | undefined {
  const awaited: string[] = []
  for (const character of text) {
    const opened = OPENING.indexOf(character)
    if (opened >= 0) awaited.push(CLOSING.charAt(opened))
    else if (CLOSING.includes(character) && awaited.length > 0 && sameBracket(awaited.at(-1), character)) awaited.pop()
  }
  return awaited.at(-1)
}

/** Full and half width close each other: extraction mixes them. */
export function sameBracket(a: string | undefined, b: string): boolean {
  return a !== undefined && a.normalize('NFKC') === b.normalize('NFKC')
}

/**
 * Width at which the lines were broken by extraction, in columns; `null` where lines are whole paragraphs.
 * Broken text shows many lines without a sentence end that have nearly the same width.
 */
export function estimateWrapWidth(lines: readonly string[]): number | null {
  const filled = lines.filter((line) => line.trim() !== '')
  const widths: number[] = []
  for (let i = 0; i + 1 < filled.length; i++) {
    const line = filled[i] ?? ''
    if (isTerminated(line) || isTableRow(line) || startsItem(filled[i + 1] ?? '')) continue
    const width = displayWidth(line)
    if (width >= 24) widths.push(width)
  }
  if (widths.length < 3) return null
  widths.sort((a, b) => a - b)
  const wide = widths[Math.floor(widths.length * 0.95)] ?? 0
  const near = widths.filter((width) => width >= wide * 0.85 && width <= wide * 1.15).length
  return near >= 3 && near >= widths.length * 0.35 ? wide : null
}

function isWide(code: number): boolean {
  return code > 0x2010 && !(code >= 0xff61 && code <= 0xff9f)
}
