import {
  awaitedBracket,
  displayWidth,
  estimateWrapWidth,
  isBullet,
  isLabelled,
  isParallel,
  isTableRow,
  isTerminated,
  sameBracket,
  startsItem,
} from './lines-shape.ts'

/** Neighbours on each side that tell how wide the column is which a line stands in. */
const NEIGHBOURS = 5

/** Words in hiragana that begin a sentence; other hiragana at the start of a line goes on with the one above. */
const STARTERS =
  /^(?:また|なお|ただし|その|この|これ|それ|ここ|そこ|さらに|および|または|もし|すべて|あわせて|いずれ|ほか|たとえば|よって|したがって|しかし|つまり|まず|ご|お[^いよりけこ]|はじめ|ただ|かつ|いつ|どの|あらかじめ|まとめ|ともに|例)/
const CONTINUES = /^[ぁぃぅぇぉっゃゅょァィゥェォッャュョー、。，．）)」』】〉》％%]/
const OPEN_END =
  /(?:[、，,をにはがのとやへもで・／]|から|まで|より|及び|または|又は|並びに|および|として|による|により|において|に対し|に関する)$/
const CLOSED_END = /(?:ます|です|ました|ません|可能|こと|もの|ため|以上|以下|以内|について)$/
const URL_TAIL = /https?:\/\/[\w\-./?%&=~#:+,;@!$'()*]*$/

/**
 * Joins the lines that extraction broke inside a sentence or a word, also across a blank line that it inserted.
 * Items, table rows, `label：value` lines and whole sentences keep their own line; runs of blank lines become one.
 * `wrapWidth` is the column at which the document is broken, `null` for "not broken"; without it the lines tell.
 * Every line of the result ends in `\n`.
 */
export function joinLines(lines: readonly string[], wrapWidth: number | null = estimateWrapWidth(lines)): string {
  const rows = joinVerticalRuns(lines.map((line) => line.trimEnd())).filter(isNotLeadingBlank)
  const result: string[] = []
  let current = ''
  let above = -1
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? ''
    if (row.trim() === '') continue
    if (above >= 0 && continues({ rows, above, below: i, joined: current, wrapWidth })) {
      current = glue(current, row)
    } else {
      if (above >= 0) result.push(current)
      if (above >= 0 && i - above > 1) result.push('')
      current = row
    }
    above = i
  }
  if (above >= 0) result.push(current)
  return result.map((line) => `${line}\n`).join('')
}

interface Seam {
  readonly rows: readonly string[]
  readonly above: number
  readonly below: number
  /** What was joined so far, ending in the line above. */
  readonly joined: string
  readonly wrapWidth: number | null
}

function continues(seam: Seam): boolean {
  const above = (seam.rows[seam.above] ?? '').trim()
  const below = (seam.rows[seam.below] ?? '').trim()
  if (isTableRow(above) || isTableRow(below) || /^\u3000/.test(seam.rows[seam.below] ?? '')) return false
  if (isParallel(seam.joined, below) || (startsItem(below) && !isValue(above, below))) return false
  if (/^[、。，」』）)】]/.test(below)) return true
  if (URL_TAIL.test(above)) return seam.below - seam.above === 1 && isFull(seam) && /^[\w\-./?%&=~#]+$/.test(below)
  if (isTerminated(above) || /^https?:/.test(below) || (isLabelled(below) && !bracketCloses(seam))) return false
  const blanks = seam.below - seam.above - 1
  return evidence(seam, above, below) >= (blanks === 0 ? 2 : 3)
}

/** A decimal number at the start of a line is a value or a reference where the line above awaits one: `TLS` / `1.2`. */
function isValue(above: string, below: string): boolean {
  const awaits = OPEN_END.test(above) || /[A-Za-z]$/.test(above)
  return awaits && /^[\d０-９]{1,3}(?:[.．][\d０-９]{1,3})+/.test(below)
}

/** How much speaks for one sentence running over the seam; 2 is enough, 3 where a blank line lies between. */
function evidence(seam: Seam, above: string, below: string): number {
  const blank = seam.below - seam.above > 1
  if (isLatin(above.at(-1)) && isLatin(below.charAt(0)) && !/[\u3040-\u9fff]/.test(above + below)) {
    return latinEvidence(seam, above, below)
  }
  let score = widthEvidence(seam)
  if (bracketCloses(seam)) score += 4
  if (isValue(above, below)) score += 1.5
  if (CONTINUES.test(below)) score += 3
  else if (/^[ぁ-ん]/.test(below)) score += STARTERS.test(below) ? -0.5 : 2
  if (OPEN_END.test(above)) score += 2
  else if (CLOSED_END.test(above)) score -= 1.5
  else if (/[ぁ-んァ-ヶー]$/.test(above)) score += 0.5
  if (sameScript(above.at(-1) ?? '', below.charAt(0))) score += 1
  if (isClause(seam.joined)) score += isTerminated(below) ? 1.5 : 0.5
  if (isBullet(above) && blank) score -= seam.wrapWidth === null ? 3 : 1
  return score
}

function latinEvidence(seam: Seam, above: string, below: string): number {
  if (/^[a-z]/.test(below) && displayWidth(above) >= 20) return 3
  return isFull(seam) && displayWidth(above) >= 40 && seam.below - seam.above === 1 ? 2 : 0
}

/** A line that fills its column was broken because the column ended; a short one ended by itself. */
function widthEvidence(seam: Seam): number {
  if (seam.wrapWidth === null) return 0
  const ratio = fillRatio(seam)
  if (ratio >= 0.92) return 2
  if (ratio >= 0.84) return 1.5
  if (ratio >= 0.74) return 0.5
  return ratio >= 0.6 ? -0.5 : -2
}

function isFull(seam: Seam): boolean {
  return fillRatio(seam) >= 0.84
}

function fillRatio(seam: Seam): number {
  const width = displayWidth(seam.rows[seam.above] ?? '')
  const limit = seam.wrapWidth === null ? Number.POSITIVE_INFINITY : seam.wrapWidth * 1.1
  const widest = Math.max(width, ...neighbours(seam.rows, seam.above).map(displayWidth))
  return width / Math.max(1, Math.min(widest, limit))
}

function neighbours(rows: readonly string[], index: number): readonly string[] {
  const found: string[] = []
  for (const step of [-1, 1]) {
    for (let i = index + step, taken = 0; taken < NEIGHBOURS && i >= 0 && i < rows.length; i += step) {
      const row = rows[i] ?? ''
      if (row.trim() === '' || isTableRow(row)) continue
      found.push(row)
      taken++
    }
  }
  return found
}

function bracketCloses(seam: Seam): boolean {
  const awaited = awaitedBracket(seam.joined)
  if (awaited === undefined) return false
  const next = seam.rows.slice(seam.below).filter((row) => row.trim() !== '')
  return next.slice(0, 2).some((row) => [...row].some((character) => sameBracket(awaited, character)))
}

/** Long enough and with the particles of a sentence: an enumeration or a title has none. */
function isClause(text: string): boolean {
  return displayWidth(text) >= 40 && /[はがを、]/.test(text)
}

function sameScript(a: string, b: string): boolean {
  return [/[ァ-ヶー]/, /[一-龠々]/, /[A-Za-z]/, /[0-9０-９]/].some((script) => script.test(a) && script.test(b))
}

function isLatin(character: string | undefined): boolean {
  return character !== undefined && /[A-Za-z0-9,;)('"’\-–]/.test(character)
}

function glue(above: string, below: string): string {
  const next = below.trim()
  const spaced = /[A-Za-z0-9,;)'"’]$/.test(above) && /^[A-Za-z0-9('"]/.test(next) && !URL_TAIL.test(above)
  return spaced ? `${above} ${next}` : above + next
}

/** Vertical text comes out of extraction as one character a line. */
function joinVerticalRuns(lines: readonly string[]): readonly string[] {
  const result: string[] = []
  for (let i = 0; i < lines.length; ) {
    const run: string[] = []
    let end = i
    for (let k = i; k < lines.length && k - end <= 1; k++) {
      const character = (lines[k] ?? '').trim()
      if (character === '') continue
      if (!/^[\u3040-\u30ff\u3400-\u9fff]$/.test(character)) break
      run.push(character)
      end = k + 1
    }
    if (run.length >= 3) {
      result.push(run.join(''))
      i = end
    } else {
      result.push(lines[i] ?? '')
      i++
    }
  }
  return result
}

function isNotLeadingBlank(row: string, index: number): boolean {
  return index > 0 || row.trim() !== ''
}
