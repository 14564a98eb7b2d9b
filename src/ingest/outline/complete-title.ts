import { awaitedBracket, displayWidth, isTerminated, startsItem } from '../lines-shape.ts'
import { nextFilled, type OutlineText, splitArticle } from './candidates.ts'
import type { NumberStyle } from './heading-number.ts'
import { splitControls } from './heading-text.ts'

/** The line of a heading as it was found. */
export interface TitleLine {
  readonly line: number
  /** Lines that it takes. */
  readonly span: number
  /** `null` where it has no number. */
  readonly style: NumberStyle | null
  /** What the line says after the number. */
  readonly title: string
}

/** A heading's words, put together from its line and, where extraction broke it, from the one below. */
export interface CompleteTitle {
  /** As printed, without control references. */
  readonly heading: string
  readonly controls: readonly string[]
  /** Body that stands on the heading's line, `''` where there is none. */
  readonly rest: string
  /** First line of the body below. */
  readonly next: number
}

/** Completes a heading; `end` is the line of the next one. */
export function completeTitle(text: OutlineText, found: TitleLine, end: number): CompleteTitle {
  const whole = found.style === 'article' ? splitArticle(found.title) : { heading: found.title, rest: '' }
  const next = found.line + found.span
  const lower = whole.rest === '' && found.span === 1 ? findRest(text, found.line, whole.heading, end) : -1
  const below = text.lines[lower]?.text.trim() ?? ''
  const blank = /[a-z]$/i.test(whole.heading) && /^[a-z]/i.test(below) ? ' ' : ''
  return {
    ...splitControls(lower < 0 ? whole.heading : `${whole.heading}${blank}${below}`),
    rest: whole.rest,
    next: lower < 0 ? next : lower + 1,
  }
}

/** Line that holds the rest of the heading, `-1` where the heading is whole. */
function findRest(text: OutlineText, line: number, title: string, end: number): number {
  const below = nextFilled(text, line, 1)
  const lower = text.lines[below]?.text.trim() ?? ''
  if (below < 0 || below >= end || /。/.test(lower) || startsItem(lower)) return -1
  if (title === '') return displayWidth(lower) <= 60 && text.lines[below]?.heading === null ? below : -1
  if (below !== line + 1) return -1
  const open = awaitedBracket(title) !== undefined && awaitedBracket(title + lower) === undefined
  return open || isBroken(text, line, lower) ? below : -1
}

/** The heading fills its line, and a short remainder stands below it: alone, or where the heading cannot end so. */
function isBroken(text: OutlineText, line: number, lower: string): boolean {
  if (text.wrapWidth === null || isTerminated(lower)) return false
  const width = displayWidth(text.lines[line]?.text ?? '')
  const standsAlone = (text.lines[line + 2]?.text ?? '').trim() === ''
  const open = /(?:[、をにのとや・]|及び|または|又は|および|並びに|に関する|による)$/.test(text.lines[line]?.text ?? '')
  return (standsAlone || open) && width >= text.wrapWidth * 0.88 && displayWidth(lower) <= text.wrapWidth * 0.5
}
