import { textsOf } from '../../src/conversation/interface-texts.ts'
import type { Presentation, Source } from '../../src/conversation/presentation.ts'
import { toSectionRef } from '../../src/conversation/section-view.ts'
import { toMarkdown } from '../../src/conversation/to-markdown.ts'
import type { Language } from '../../src/domain.ts'
import { cutIntoPages, shorten } from '../../src/text/cut.ts'
import { type CardElement, column, literal, submit, toCard } from './card.ts'
import { TEAMS_LIMITS } from './limits.ts'
import { renderTable } from './render-table.ts'

/** A message without the address that it is sent to; a shape of Microsoft's Activity schema. */
export interface TeamsReply {
  readonly type: 'message'
  readonly textFormat: 'markdown'
  /** Markdown, escaped. */
  readonly text: string
  readonly entities: readonly object[]
  readonly attachments: readonly { readonly contentType: string; readonly content: object }[]
  readonly channelData: object
  /** All that it says as plain text, not escaped: for when Teams refuses the rest. */
  readonly plain: string
}

/** What is shown with an answer beside what it says. */
export interface AnswerFrame {
  /** Shown above the answer where the question is not in sight. */
  readonly header?: string
  /** Names the record of the answer; buttons that lead back to it need it. */
  readonly exchangeId: number | undefined
}

/** What buttons of cards send. */
export const ACTIONS = { openSection: 'open_section', back: 'back' } as const

/** A part of the card, and what it says. */
interface Part {
  readonly element: CardElement
  readonly text: string
}

/**
 * An answer as one message, or as several where it would be too large: text with its citations, then a card with the
 * table, the sources with a button each, notices and further questions. Sources come first in the budget.
 */
export function renderAnswer(presentation: Presentation, frame: AnswerFrame): readonly TeamsReply[] {
  const { language, sources, table } = presentation
  const parts = [
    ...(table ? renderTable(table) : []),
    ...sources.map((source) => renderSource(source, frame, language)),
    ...presentation.notices.map(renderNotice),
  ]
  const cards = keepWithinMessages(pack(parts), sources.length, language)
  const text = toText(presentation, frame, Math.max(1, TEAMS_LIMITS.messages - cards.length))
  const first = { ...toReply(text, sources), ...FEEDBACK }
  const rest = cards.map((card, i) => withCard(card, i === 0 ? first : CONTINUED, i === cards.length - 1, presentation))
  return rest.length > 0 ? rest : [withCard([], first, true, presentation)]
}

/** The card of an answer alone, for going back to it from a section. */
export function renderAnswerCard(presentation: Presentation, frame: AnswerFrame): object | undefined {
  return renderAnswer(presentation, frame)[0]?.attachments[0]?.content
}

/** A sentence of the bot's own, perhaps with questions to choose from. */
export function renderText(text: string, suggestions: readonly string[] = []): TeamsReply {
  const bare = { ...CONTINUED, text: toMarkdown(text), plain: text }
  return suggestions.length === 0 ? bare : { ...bare, attachments: attach([], suggestions, false) }
}

const CONTINUED: TeamsReply = {
  type: 'message',
  textFormat: 'markdown',
  text: '',
  entities: [],
  attachments: [],
  channelData: {},
  plain: '',
}
const FEEDBACK = { channelData: { feedbackLoop: { type: 'default' } } }

/** The first message: its text, its citations in Teams' own form, and the label that a machine wrote it. */
function toReply(lines: readonly string[], sources: readonly Source[]): TeamsReply {
  const plain = lines.join('\n')
  return { ...CONTINUED, text: toMarkdown(plain), plain, entities: [toMessageEntity(sources, plain)] }
}

/** Text above the card; with a table, the markers that only its cells hold, so that Teams shows what they cite. */
function toText({ lines, table, sources, language }: Presentation, { header }: AnswerFrame, room: number): string[] {
  const texts = textsOf(language)
  const pages = cutIntoPages(lines.join('\n'), MAX_TEXT * Math.min(1, room))
  const body = pages.length > 1 ? `${pages[0]}\n${texts.shortened}` : (pages[0] ?? '')
  const marked = sources.filter(({ marker }) => !body.includes(`[${marker}]`)).slice(0, TEAMS_LIMITS.citations)
  const line =
    table && marked.length > 0 ? [`${texts.sources} ${marked.map(({ marker }) => `[${marker}]`).join(' ')}`] : []
  return [...(header === undefined ? [] : [header]), body, ...line]
}

const MAX_TEXT = 8000

function toMessageEntity(sources: readonly Source[], text: string): object {
  const cited = sources.filter(({ marker }) => text.includes(`[${marker}]`)).slice(0, TEAMS_LIMITS.citations)
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    '@id': '',
    additionalType: ['AIGeneratedContent'],
    citation: cited.map(({ marker, document, place, quote }) => ({
      '@type': 'Claim',
      position: marker,
      appearance: {
        '@type': 'DigitalDocument',
        name: toCitationName(place, document),
        abstract: shorten(quote === '' ? place : quote, TEAMS_LIMITS.citationAbstract),
      },
    })),
  }
}

/** The section is what a reader looks for; the document as far as there is room. */
function toCitationName(place: string, document: string): string {
  return shorten(`${place} ${document}`, TEAMS_LIMITS.citationName)
}

function renderSource(source: Source, frame: AnswerFrame, language: Language): Part {
  const { marker, document, place, quote, citation } = source
  const texts = textsOf(language)
  const open = {
    type: 'Action.Execute',
    title: texts.openSection,
    verb: ACTIONS.openSection,
    data: { ref: toSectionRef(citation, language), exchangeId: frame.exchangeId ?? null },
  }
  const words = [
    literal(`[${marker}] ${document}`, { size: 'small' }),
    literal(place, { weight: 'bolder' }),
    literal(`「${quote}」`, { isSubtle: true }),
  ]
  const element = {
    type: 'ColumnSet',
    separator: true,
    columns: [column('stretch', words), column('auto', [{ type: 'ActionSet', actions: [open] }])],
  }
  return { element, text: `[${marker}] ${document}\n${place}\n「${quote}」` }
}

function renderNotice(notice: string): Part {
  return { element: literal(notice, { size: 'small', isSubtle: true }), text: notice }
}

/** Room that a card has beside the text and its citations; half of the bytes, since a unit of UTF-16 is two. */
const CARD_CHARACTERS = TEAMS_LIMITS.messageBytes / 2 - 6000

/** Spreads parts over cards that are small enough. */
function pack(parts: readonly Part[]): Part[][] {
  const cards: Part[][] = []
  let size = 0
  for (const part of parts) {
    const length = JSON.stringify(part.element).length
    const last = cards.at(-1)
    if (last === undefined || size + length > CARD_CHARACTERS) {
      cards.push([part])
      size = length
    } else {
      last.push(part)
      size += length
    }
  }
  return cards
}

/** Says how many sources had no room; there are always fewer cards than an answer may have messages. */
function keepWithinMessages(cards: Part[][], count: number, language: Language): Part[][] {
  const kept = cards.slice(0, TEAMS_LIMITS.messages)
  const left = cards.slice(TEAMS_LIMITS.messages).flat().length
  if (left > 0) kept.at(-1)?.push(renderNotice(textsOf(language).omittedSources(Math.min(left, count))))
  return kept
}

function withCard(
  parts: readonly Part[],
  reply: TeamsReply,
  isLast: boolean,
  { table, suggestions }: Presentation,
): TeamsReply {
  const questions = isLast ? suggestions : []
  const plain = [reply.plain, ...parts.map(({ text }) => text)].filter((text) => text !== '').join('\n')
  if (parts.length === 0 && questions.length === 0) return { ...reply, plain }
  const elements = parts.map(({ element }) => element)
  return { ...reply, plain, attachments: attach(elements, questions, table !== null) }
}

function attach(
  body: readonly CardElement[],
  suggestions: readonly string[],
  isWide: boolean,
): TeamsReply['attachments'] {
  const actions = suggestions
    .slice(0, TEAMS_LIMITS.cardActions)
    .map((question) => submit(shorten(question, TEAMS_LIMITS.buttonTitle), { action: 'ask', question }))
  return [{ contentType: 'application/vnd.microsoft.card.adaptive', content: toCard(body, actions, isWide) }]
}
