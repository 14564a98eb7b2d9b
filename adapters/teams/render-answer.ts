import { textsOf } from '../../src/conversation/interface-texts.ts'
import type { Presentation, Source } from '../../src/conversation/presentation.ts'
import { type SectionRef, toSectionRef } from '../../src/conversation/section-view.ts'
import { toMarkdown } from '../../src/conversation/to-markdown.ts'
import type { Language } from '../../src/domain.ts'
import { shorten } from '../../src/text/cut.ts'
import { type CardElement, column, execute, literal, submit, toCard, toWholeLetters } from './card.ts'
import { cutToFit, fitMessages, type Part, toPart, toRemark } from './fit-messages.ts'
import { MESSAGE_UNITS, sizeOf, TEAMS_LIMITS } from './limits.ts'
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
  /** Names the record of the answer: buttons that lead back to it and thumbs need it. */
  readonly exchangeId: number | undefined
}

/** What buttons of cards send. */
export const ACTIONS = { openSection: 'open_section', back: 'back' } as const

/**
 * An answer as one message, or as several where it would be too large: text with its citations, then a card with the
 * table, the sources with a button each, notices and further questions.
 */
export function renderAnswer(presentation: Presentation, frame: AnswerFrame): readonly TeamsReply[] {
  const { language, sources, table, notices } = presentation
  const text = toText(presentation, frame)
  const first: TeamsReply = {
    ...EMPTY,
    text: toMarkdown(text),
    plain: text,
    entities: [toMessageEntity(sources, text)],
    channelData: frame.exchangeId === undefined ? {} : { feedbackLoop: { type: 'default' } },
  }
  const buttons = renderQuestions(presentation.suggestions)
  const parts = {
    table: table ? renderTable(table) : [],
    sources: sources.map((source) => renderSource(source, frame, language)),
    notices: notices.map((notice) => toRemark(shorten(notice, MAX.notice))),
  }
  const taken = sizeOf({ ...EMPTY, attachments: attach([], buttons, true) })
  const cards = fitMessages(parts, taken, sizeOf({ ...first, plain: '' }) - sizeOf(EMPTY), textsOf(language))
  return cards.map((card, i) =>
    withCard(card, i === 0 ? first : EMPTY, i === cards.length - 1 ? buttons : [], table !== null),
  )
}

/** The card of an answer that shows a source, for going back to it from the source's section. */
export function renderAnswerCard(presentation: Presentation, frame: AnswerFrame, from: SectionRef): object | undefined {
  const cards = renderAnswer(presentation, frame).flatMap(({ attachments }) =>
    attachments.map(({ content }) => content),
  )
  const mark = JSON.stringify(from)
  return cards.find((card) => JSON.stringify(card).includes(mark))
}

/** A sentence of the bot's own, perhaps with questions to choose from. */
export function renderText(text: string, suggestions: readonly string[] = []): TeamsReply {
  return withCard([], { ...EMPTY, text: toMarkdown(text), plain: text }, renderQuestions(suggestions), false)
}

/** All that a message says without cards and citations; that a machine wrote it, and its thumbs, stay. */
export function toPlainReplies({ plain, entities, channelData }: TeamsReply): readonly TeamsReply[] {
  return cutToFit(plain, MAX.text, isShort).map((piece, i) => ({
    ...EMPTY,
    text: toMarkdown(piece),
    plain: piece,
    ...(i === 0 && entities.length > 0 ? { entities: [AI_LABEL], channelData } : {}),
  }))
}

const EMPTY: TeamsReply = {
  type: 'message',
  textFormat: 'markdown',
  text: '',
  entities: [],
  attachments: [],
  channelData: {},
  plain: '',
}

const AI_LABEL = {
  type: 'https://schema.org/Message',
  '@type': 'Message',
  '@context': 'https://schema.org',
  '@id': '',
  additionalType: ['AIGeneratedContent'],
}

/** Characters of each; far above what papers and questions have, so that nothing fills a message alone. */
const MAX = { text: 6000, header: 300, document: 300, place: 300, quote: 1000, notice: 1500, ref: 1500, question: 200 }

/**
 * Text above the card, the question as a paragraph of its own; with a table, the markers that only its cells hold, so
 * that Teams shows what they cite.
 */
function toText({ lines, table, sources, language }: Presentation, { header }: AnswerFrame): string {
  const texts = textsOf(language)
  const [head = '', ...rest] = cutToFit(lines.join('\n'), MAX.text, isShort)
  const body = rest.length > 0 ? `${head}\n${texts.shortened}` : head
  const marked = sources.filter(({ marker }) => !body.includes(`[${marker}]`)).slice(0, TEAMS_LIMITS.citations)
  return [
    ...(header === undefined ? [] : [shorten(header, MAX.header), '']),
    body,
    ...(table && marked.length > 0 ? [`${texts.sources} ${marked.map(({ marker }) => `[${marker}]`).join(' ')}`] : []),
  ].join('\n')
}

/** Escaping can make a text several times as long. */
function isShort(text: string): boolean {
  return sizeOf(toMarkdown(text)) <= MESSAGE_UNITS / 3
}

/** Citations in Teams' own form, and the label that a machine wrote it. */
function toMessageEntity(sources: readonly Source[], text: string): object {
  const cited = sources.filter(({ marker }) => text.includes(`[${marker}]`)).slice(0, TEAMS_LIMITS.citations)
  return cited.length === 0 ? AI_LABEL : { ...AI_LABEL, citation: cited.map(toClaim) }
}

/** The section is what a reader looks for; the document as far as there is room. */
function toClaim({ marker, document, place, quote }: Source): object {
  return {
    '@type': 'Claim',
    position: marker,
    appearance: {
      '@type': 'DigitalDocument',
      name: toWholeLetters(shorten(`${place} ${document}`, TEAMS_LIMITS.citationName)),
      abstract: toWholeLetters(shorten(quote === '' ? place : quote, TEAMS_LIMITS.citationAbstract)),
    },
  }
}

function renderSource(source: Source, frame: AnswerFrame, language: Language): Part {
  const { marker, citation } = source
  const document = shorten(source.document, MAX.document)
  const place = shorten(source.place, MAX.place)
  const quote = shorten(source.quote, MAX.quote)
  const ref = toSectionRef(citation, language)
  const open = execute(textsOf(language).openSection, ACTIONS.openSection, {
    ref,
    exchangeId: frame.exchangeId ?? null,
  })
  const words = column('stretch', [
    literal(`[${marker}] ${document}`, { size: 'small' }),
    { ...literal(place, { weight: 'bolder' }), spacing: 'None' },
    { ...literal(`「${quote}」`, { isSubtle: true }), spacing: 'Small' },
  ])
  const buttons = sizeOf(ref) <= MAX.ref ? [column('auto', [{ type: 'ActionSet', actions: [open] }])] : []
  return toPart(
    { type: 'ColumnSet', separator: true, columns: [words, ...buttons] },
    `[${marker}] ${document}\n${place}\n「${quote}」`,
  )
}

function renderQuestions(suggestions: readonly string[]): readonly CardElement[] {
  return suggestions
    .filter((question) => question.length <= MAX.question)
    .slice(0, TEAMS_LIMITS.cardActions)
    .map((question) => submit(shorten(question, TEAMS_LIMITS.buttonTitle), { action: 'ask', question }))
}

function withCard(
  parts: readonly Part[],
  reply: TeamsReply,
  buttons: readonly CardElement[],
  isWide: boolean,
): TeamsReply {
  const plain = [reply.plain, ...parts.map(({ text }) => text)].filter((text) => text !== '').join('\n')
  if (parts.length === 0 && buttons.length === 0) return { ...reply, plain }
  return { ...reply, plain, attachments: attach(parts, buttons, isWide) }
}

function attach(parts: readonly Part[], buttons: readonly CardElement[], isWide: boolean): TeamsReply['attachments'] {
  const body = parts.map(({ element }) => element)
  return [{ contentType: 'application/vnd.microsoft.card.adaptive', content: toCard(body, buttons, isWide) }]
}
