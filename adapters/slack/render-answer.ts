import type { types } from '@slack/bolt'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import type { Presentation, Source } from '../../src/conversation/presentation.ts'
import { toSectionRef } from '../../src/conversation/section-view.ts'
import { toMarkdown } from '../../src/conversation/to-markdown.ts'
import type { Language } from '../../src/domain.ts'
import { cutIntoPages, shorten } from '../../src/text/cut.ts'
import { SLACK_LIMITS } from './limits.ts'
import { renderTable } from './render-table.ts'

/** One message. `body` stands above `blocks`; how it is sent depends on whether the message is a stream. */
export interface RenderedMessage {
  /** Markdown, escaped; `''` where the message has none. */
  readonly body: string
  readonly blocks: readonly types.KnownBlock[]
  /** All that it says as plain text, not escaped: for notifications, and for when Slack refuses the blocks. */
  readonly text: string
}

/** A block, and what it says. */
interface Part {
  readonly block: types.KnownBlock
  readonly text: string
}

/** What is shown with an answer beside what it says. */
export interface AnswerFrame {
  /** Shown above the answer where the question is not in sight: it was asked by a button or shared. */
  readonly header?: string
  /** Names the record that thumbs are for; no thumbs without it. */
  readonly exchangeId: number | undefined
  /** A button that puts a private answer into the channel. */
  readonly canShare?: boolean
}

/** Names of the actions that blocks carry. */
export const ACTIONS = {
  openSection: 'open_section',
  ask: 'ask',
  feedback: 'feedback',
  feedbackReason: 'feedback_reason',
  share: 'share',
  page: 'page',
} as const

/**
 * An answer as one message, or as several where Slack's limits want that: text, table, sources with a button each,
 * notices, further questions, thumbs. Sources come first in the budget; the text is cut where all do not fit.
 */
export function renderAnswer(presentation: Presentation, frame: AnswerFrame): readonly RenderedMessage[] {
  const { language, table } = presentation
  const texts = textsOf(language)
  const isMany = presentation.sources.length > MANY_SOURCES
  const sources = presentation.sources.map((source) =>
    renderSource(isMany ? { ...source, quote: shorten(source.quote, SHORT_QUOTE) } : source, language),
  )
  const below = [
    ...keepWithin(sources, MAX_SOURCE_MESSAGES, texts.omittedSources),
    ...(presentation.notices.length > 0 ? [renderContext(presentation.notices.join('\n'))] : []),
    ...renderButtons(presentation.suggestions, frame, language),
    ...renderFeedback(frame, language),
  ]
  // One message is left for the text.
  const room = Math.max(1, SLACK_LIMITS.messages - 1 - pack([], below).length)
  const rest = [...keepWithin(table ? renderTable(table) : [], room, () => texts.shortened), ...below]
  const header = frame.header ?? ''
  return pack(fitBody(presentation.lines, rest, language), rest).map(({ piece, parts }, i) => ({
    body: i === 0 ? renderHead(header, piece) : toMarkdown(piece),
    blocks: parts.map(({ block }) => block),
    text: [i === 0 ? header : '', piece, ...parts.map(({ text }) => text)].filter((text) => text !== '').join('\n'),
  }))
}

/** A sentence of the bot's own. */
export function renderText(text: string): RenderedMessage {
  return { body: toMarkdown(text), blocks: [], text }
}

function renderSource(source: Source, language: Language): Part {
  const { marker, document, place, quote, citation } = source
  const texts = textsOf(language)
  const value = JSON.stringify(toSectionRef(citation, language))
  const words = `[${marker}] ${document}\n${place}\n「${quote}」`
  const button: types.Button = {
    type: 'button',
    action_id: ACTIONS.openSection,
    text: plain(texts.openSection),
    value,
    accessibility_label: shorten(`${texts.openSection} ${place}`, SLACK_LIMITS.accessibilityLabel),
  }
  const accessory = value.length <= SLACK_LIMITS.buttonValue ? { accessory: button } : {}
  const block = { type: 'section', text: plain(shorten(words, SLACK_LIMITS.sectionText)), ...accessory } as const
  return { block, text: words }
}

function renderContext(text: string): Part {
  return { block: { type: 'context', elements: [plain(shorten(text, SLACK_LIMITS.sectionText))] }, text }
}

function renderButtons(suggestions: readonly string[], frame: AnswerFrame, language: Language): Part[] {
  const questions = suggestions
    .filter((question) => question.length <= SLACK_LIMITS.buttonValue)
    .map(
      (question, i): types.Button => ({
        type: 'button',
        action_id: `${ACTIONS.ask}:${i}`,
        text: plain(shorten(question, SLACK_LIMITS.buttonText)),
        value: question,
      }),
    )
  const share: types.Button[] =
    frame.canShare === true && frame.exchangeId !== undefined
      ? [
          {
            type: 'button',
            action_id: ACTIONS.share,
            style: 'primary',
            text: plain(textsOf(language).share.button),
            value: String(frame.exchangeId),
          },
        ]
      : []
  const elements = [...share, ...questions].slice(0, SLACK_LIMITS.actionElements)
  return elements.length === 0 ? [] : [{ block: { type: 'actions', elements }, text: '' }]
}

function renderFeedback({ exchangeId }: AnswerFrame, language: Language): Part[] {
  if (exchangeId === undefined) return []
  const { good, bad } = textsOf(language).feedback
  const button = (text: string, vote: string) => ({
    text: plain(text),
    value: `${vote}:${exchangeId}:${language}`,
    accessibility_label: text,
  })
  const thumbs = {
    type: 'feedback_buttons',
    action_id: ACTIONS.feedback,
    positive_button: button(good, 'up'),
    negative_button: button(bad, 'down'),
  } as const
  return [{ block: { type: 'context_actions', elements: [thumbs] }, text: '' }]
}

/** A text object that shows just these characters: no formatting, no links, no emoji. */
export function plain(text: string): { type: 'plain_text'; text: string; emoji: false } {
  return { type: 'plain_text', text, emoji: false }
}

/** Below every limit that blocks of other lengths could push a message over. */
const ROOM = { blocks: SLACK_LIMITS.blocks - 2, characters: SLACK_LIMITS.messageCharacters - 1000 }
const MAX_BODY = 9000

/** Text and table are left one each. */
const MAX_SOURCE_MESSAGES = SLACK_LIMITS.messages - 2
/** Where many sources are cited, each shows the beginning of its quote; the section's window has all of it. */
const MANY_SOURCES = 12
const SHORT_QUOTE = 120

/** As many parts as `max` messages have room for; says how many are left out. */
function keepWithin(parts: readonly Part[], max: number, sayOmitted: (count: number) => string): readonly Part[] {
  const messages = pack([], parts)
  if (messages.length <= max) return parts
  // The last one makes room for the remark.
  const kept = messages
    .slice(0, max)
    .flatMap((message) => message.parts)
    .slice(0, -1)
  return [...kept, renderContext(sayOmitted(parts.length - kept.length))]
}

/** The text in pieces, as far as the messages have room for it once everything else is in them. */
function fitBody(lines: readonly string[], rest: readonly Part[], language: Language): readonly string[] {
  const free = Math.max(1, SLACK_LIMITS.messages - pack([], rest).length)
  const pieces = toPieces(lines.join('\n').trim(), MAX_BODY)
  if (pieces.length <= free) return pieces
  return [...pieces.slice(0, free - 1), `${pieces[free - 1]}\n${textsOf(language).shortened}`]
}

/** Pieces that are short enough once they are escaped, too. */
function toPieces(text: string, max: number): readonly string[] {
  return cutIntoPages(text, max).flatMap((piece) =>
    toMarkdown(piece).length > MAX_BODY * 1.2 ? toPieces(piece, Math.ceil(max / 2)) : [piece],
  )
}

/** The question where it is not in sight, as a quotation; then the answer, whose first line stands out. */
function renderHead(header: string, piece: string): string {
  const quoted = header === '' ? [] : [...header.split('\n').map((line) => `> ${toMarkdown(line)}`), '']
  const [first = '', ...lines] = piece.split('\n')
  const sentence = first.trim() === '' ? '' : `**${toMarkdown(first.trim())}**`
  return [...quoted, sentence, ...lines.map(toMarkdown)].join('  \n')
}

/** Fills one message after the other: each piece of the text at the head of one, then the blocks in order. */
function pack(pieces: readonly string[], rest: readonly Part[]) {
  const messages = (pieces.length === 0 ? [''] : pieces).map((piece) => ({ piece, parts: [] as Part[] }))
  for (const part of rest) {
    const last = messages.at(-1)
    const isFull =
      last === undefined ||
      last.parts.length + 1 > ROOM.blocks ||
      toMarkdown(last.piece).length + lengthOf(last.parts.map(({ block }) => block)) + lengthOf(part.block) >
        ROOM.characters
    if (isFull) messages.push({ piece: '', parts: [part] })
    else last.parts.push(part)
  }
  return messages
}

/** Characters of all texts and values in blocks. */
function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [key, part]) => (key === 'type' ? sum : sum + lengthOf(part)), 0)
}
