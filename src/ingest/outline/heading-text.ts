import { foldWithMap, originalOf } from '../../text/fold.ts'

/** A heading with its control references taken off. */
export interface HeadingText {
  readonly heading: string
  readonly controls: readonly string[]
}

const REFERENCE = '(?:a|cld)\\.?\\s?[0-9]{1,2}(?:\\.[0-9]{1,2})+'
const BARE = '[0-9]{1,2}\\.[0-9]{1,2}(?:\\.[0-9]{1,2})?'
const STANDARD = '(?:jis\\s?q|iso/iec|iso|附属書)[\\s0-9:a-z-]*?[\\s:]+'
const LEADING = new RegExp(`^[[(【「]?(${REFERENCE}(?:\\s?[,、/・]\\s?${REFERENCE})*)[\\])】」]?[\\s.:]+(?=\\S)`)
const TRAILING = new RegExp(
  `\\s*[([【](?:管理策|${STANDARD})?\\s?((?:${REFERENCE}|${BARE})(?:\\s?[,、/・及び]+\\s?(?:${REFERENCE}|${BARE}))*)[)\\]】]$`,
)

/**
 * Takes control references of ISO/IEC 27001, 27002 and 27017 off a heading: `A.12.3.1 バックアップ` and
 * `バックアップ(12.3.1)`. Marks around the whole heading (`■`, `【】`) are taken off too.
 */
export function splitControls(title: string): HeadingText {
  const controls: string[] = []
  let heading = stripMarks(title)
  const leading = foldWithMap(heading)
  const start = LEADING.exec(leading.text)
  if (start !== null) {
    controls.push(...references(start[1]))
    heading = originalOf(leading, start[0].length, leading.text.length).trim()
  }
  const trailing = foldWithMap(heading)
  const end = TRAILING.exec(trailing.text)
  if (end !== null && end.index > 0) {
    controls.push(...references(end[1]))
    heading = originalOf(trailing, 0, end.index).trim()
  }
  return { heading, controls }
}

/** Takes the marks off that make a line a heading: `■`, `◆`, `Q.` in front, `【】` around. */
function stripMarks(title: string): string {
  const text = title.trim().replace(/^(?:[■◆●□◇▼▲★]+\s*|[QＱ][.．:：]\s*)/, '')
  const inner = /^[【≪《［[〔]([^】≫》］\]〕]+)[】≫》］\]〕]$/.exec(text)
  return (inner?.[1] ?? text).trim()
}

function references(list: string | undefined): readonly string[] {
  return (
    (list ?? '')
      .toUpperCase()
      .match(/(?:(?:A|CLD)\.?\s?)?\d+(?:\.\d+)+/g)
      ?.map((one) => one.replace(/\s/g, '')) ?? []
  )
}
