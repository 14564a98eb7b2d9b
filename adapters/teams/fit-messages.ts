import { cutIntoPages } from '../../src/text/cut.ts'
import { type CardElement, literal } from './card.ts'
import { MESSAGE_UNITS, sizeOf, TEAMS_LIMITS } from './limits.ts'

/** An element of a card, what it says, and its size in units of UTF-16. */
export interface Part {
  readonly element: CardElement
  readonly text: string
  readonly size: number
  /** How many rows of the table end in it. */
  readonly rows?: number
}

/** Everything that cards of an answer show, each in its order. */
export interface CardParts {
  readonly table: readonly Part[]
  readonly sources: readonly Part[]
  readonly notices: readonly Part[]
}

/** What stands in a card where something was left out. */
export interface Remarks {
  readonly shortened: string
  readonly omittedSources: (count: number) => string
}

/** A part; its size counts the comma after it. */
export function toPart(element: CardElement, text: string): Part {
  return { element, text, size: sizeOf(element) + 1 }
}

/** A line in small letters. */
export function toRemark(text: string): Part {
  return toPart(literal(text, { size: 'small', isSubtle: true }), text)
}

/**
 * Spreads parts over the cards of at most {@link TEAMS_LIMITS}.messages messages. `taken`: units that every message
 * has filled already; the first one `text` units more. Table and notices have a share each, a remark saying how many
 * rows were shown; sources fill what is left, and a remark says how many had no room.
 */
export function fitMessages(parts: CardParts, taken: number, text: number, remarks: Remarks): readonly Part[][] {
  const room = MESSAGE_UNITS - taken
  const table = takeWithin(parts.table, room * 3, (kept) => `${remarks.shortened} ${toShare(kept, parts.table)}`)
  const notices = takeWithin(parts.notices, room, () => remarks.shortened)
  for (let kept = parts.sources.length; ; kept--) {
    const left = parts.sources.length - kept
    const sources = parts.sources.slice(0, kept)
    const omitted = left > 0 ? [toRemark(remarks.omittedSources(left))] : []
    const messages = pack([...table, ...sources, ...omitted, ...notices], room, room - text)
    if (messages.length <= TEAMS_LIMITS.messages || kept === 0) return messages
  }
}

/** A text in pieces as `cutIntoPages` makes them, each short enough once it is what is sent. */
export function cutToFit(text: string, maxLength: number, fits: (piece: string) => boolean): readonly string[] {
  return cutIntoPages(text, maxLength).flatMap((piece) =>
    fits(piece) || piece.length < 2 ? [piece] : cutToFit(piece, Math.ceil(piece.length / 2), fits),
  )
}

/** `40/60`: so many rows of so many. */
function toShare(kept: readonly Part[], all: readonly Part[]): string {
  const [shown, total] = [kept, all].map((parts) => parts.reduce((sum, { rows = 0 }) => sum + rows, 0))
  return `${shown}/${total}`
}

function takeWithin(parts: readonly Part[], max: number, toText: (kept: readonly Part[]) => string): readonly Part[] {
  let size = 0
  const end = parts.findIndex((part) => {
    size += part.size
    return size > max
  })
  const kept = end === -1 ? parts : parts.slice(0, end)
  return end === -1 ? parts : [...kept, toRemark(toText(kept))]
}

/** In order; the first message may stay without a card. */
function pack(parts: readonly Part[], room: number, firstRoom: number): Part[][] {
  let free = firstRoom
  const messages: Part[][] = [[]]
  for (const part of parts) {
    if (part.size > free) {
      messages.push([])
      free = room
    }
    messages.at(-1)?.push(part)
    free -= part.size
  }
  return messages
}
