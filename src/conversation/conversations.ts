import type { Answer, Language } from '../domain.ts'
import type { Engine, Explanation } from '../engine.ts'
import { isDatabaseDown } from '../errors.ts'
import type { Logger } from '../logger.ts'
import type {
  ConversationLog,
  Exchange,
  ExchangeKey,
  Feedback,
  StoredExchange,
  TurnScope,
} from '../store/conversation-log.ts'
import type { EventClaims } from '../store/event-claims.ts'
import { type KnowledgeStore, type StoredPaper, withOlder } from '../store/knowledge-store.ts'
import type { Patience } from '../store/patience.ts'
import { languageOf } from '../text/language.ts'
import type { ClaimsInHand } from './claims-in-hand.ts'
import { type IncomingMessage, isAddressed } from './incoming-message.ts'
import { textsOf } from './interface-texts.ts'
import { routeMessage, type Silence } from './route-message.ts'
import { createSafeLog, type SafeLog, type VoteResult } from './safe-log.ts'
import { findSectionView, type SectionRef, type SectionView } from './section-view.ts'
import { withinTime } from './within-time.ts'

/** What a conversation is made from. */
export interface ConversationParts {
  readonly engine: Pick<Engine, 'explain' | 'concerns' | 'suggestStart'>
  readonly store: Pick<KnowledgeStore, 'listPapers' | 'listSections'>
  readonly log: Omit<ConversationLog, keyof EventClaims>
  readonly claims: Pick<ClaimsInHand, 'claim'>
  readonly logger: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** An answer that takes longer is given up. Default {@link ANSWER_TIMEOUT_MS}. */
  readonly answerTimeoutMs?: number
  readonly patience: Patience
}

/** Shorter than a process may take to end, and than platforms keep showing that the bot works. */
export const ANSWER_TIMEOUT_MS = 20_000
/** Questions in a chat without threads belong together for an hour. */
const CHAT_WINDOW_MS = 3_600_000

/** Who asks what, and where. */
export type Asked = Pick<
  IncomingMessage,
  'platform' | 'chat' | 'thread' | 'place' | 'isReply' | 'mentions' | 'asker' | 'text'
>

/** What is said to a question: an answer, or the words that say why there is none. */
export type Reply =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly exchangeId: number | undefined }
  | { readonly kind: 'failed'; readonly text: string; readonly language: Language }

/** The message that is answered. */
export interface AskedEvent {
  readonly key: string
  /** Another process was at it: where it got an answer, that one is given. */
  readonly isTakenUp: boolean
}

/** Nothing is said where people in a thread seem to talk to each other; that is not kept either. */
export type Outcome = Reply | { readonly kind: 'silence' }

/** What every channel does with the engine: routing, turns, the log, feedback, and whole sections. */
export interface Conversations {
  /**
   * Why a message is left alone; `undefined` where it is to be answered, and is claimed. `data` is what any process
   * could answer it by.
   */
  route(message: IncomingMessage, data: unknown): Promise<Silence | undefined>
  /** Answers with the earlier questions of the conversation as turns. Never throws. */
  ask(asked: Asked, event?: AskedEvent): Promise<Outcome>
  /** Remembers which message shows the answer. */
  attachReply(exchangeId: number | undefined, replyKey: string): Promise<void>
  /** `undefined` where there is none, `null` where the log cannot be asked now. */
  findExchange(by: ExchangeKey): Promise<StoredExchange | undefined | null>
  /** Puts an answer that was given in private into a thread, where it may be followed up. */
  repeat(exchange: StoredExchange, asked: Pick<Exchange, 'chat' | 'thread'>): Promise<number | undefined>
  /** Resolves once the vote is safe; in time for a platform that waits for it. */
  vote(feedback: Omit<Feedback, 'givenAt'>): Promise<VoteResult>
  openSection(ref: SectionRef): Promise<SectionView | undefined>
  /** Questions to begin with. */
  suggestStart(language: Language): Promise<readonly string[]>
}

/** Makes the conversations of one process. A log that fails is reported and never keeps anybody from an answer. */
export function createConversations(parts: ConversationParts): Conversations {
  const { engine, store, claims, now } = parts
  const log = createSafeLog(parts)
  return {
    route: (message, data) =>
      routeMessage(message, {
        hasThread: log.hasThread,
        concerns: engine.concerns,
        claim: (key) => claims.claim(key, { platform: message.platform, data }),
      }),
    async ask(asked, event) {
      const before = event?.isTakenUp ? await log.findExchange({ event: event.key }) : undefined
      if (before?.answer) return { kind: 'answer', answer: before.answer, exchangeId: before.id }
      return answer(asked, event, parts, log)
    },
    async attachReply(exchangeId, replyKey) {
      if (exchangeId !== undefined) await log.attachReply(exchangeId, replyKey)
    },
    findExchange: log.findExchange,
    repeat: ({ id: sharedFrom, ...exchange }, place) =>
      log.record({ ...exchange, ...place, askedAt: now() }, { sharedFrom }),
    vote: log.vote,
    openSection: (ref) => findSectionView(store, ref),
    suggestStart: (language) => engine.suggestStart(language),
  }
}

async function answer(
  asked: Asked,
  event: AskedEvent | undefined,
  { engine, store, logger, now, answerTimeoutMs: timeoutMs = ANSWER_TIMEOUT_MS, patience }: ConversationParts,
  log: SafeLog,
): Promise<Outcome> {
  const askedAt = now()
  const record = (result: Omit<Exchange, keyof ReturnType<typeof toHeader>>) =>
    log.record({ ...toHeader(asked, askedAt), ...result }, event && { event: event.key })
  const explain = async () => {
    const turns = await log.listTurns(toTurnScope(asked, askedAt))
    const explained = await engine.explain({ text: asked.text, turns })
    return { ...explained, papers: await store.listPapers() }
  }
  try {
    const { papers, ...explained } = await withinTime(
      patience.retry(explain),
      timeoutMs,
      () => new TimeoutError(`no answer in ${timeoutMs} ms`),
    )
    if (!isAddressed(asked) && !saysSomething(explained.answer)) return { kind: 'silence' }
    return { kind: 'answer', answer: explained.answer, exchangeId: await record(toResult(explained, papers)) }
  } catch (error) {
    logger.error('a question could not be answered', { error: `${error}` })
    await record({ status: 'failed', products: [], attributes: [], answer: null })
    const language = languageOf(asked.text)
    return { kind: 'failed', language, text: textsOf(language)[reasonOf(error)] }
  }
}

function reasonOf(error: unknown): 'timedOut' | 'unavailable' | 'failed' {
  if (error instanceof TimeoutError) return 'timedOut'
  return isDatabaseDown(error) ? 'unavailable' : 'failed'
}

/** Words about the papers, if only that they do not say; not that nothing was understood. */
function saysSomething({ status, basis }: Answer): boolean {
  return status === 'answered' || status === 'unknown_product' || (status === 'not_stated' && basis === 'facts')
}

/**
 * A top-level message in a chat goes on with what was asked there just before; a reply with its thread, and in a direct
 * chat with what its thread went on with, since the bot itself began that thread.
 */
function toTurnScope({ place, isReply, chat, thread }: Asked, now: number): TurnScope {
  if (chat === thread || (place === 'direct' && !isReply)) return { chat, since: now - CHAT_WINDOW_MS }
  return place === 'direct' ? { thread, chat, windowMs: CHAT_WINDOW_MS } : { thread }
}

function toHeader({ platform, chat, thread, asker, text }: Asked, askedAt: number) {
  return { platform, chat, thread, asker, question: text, askedAt }
}

function toResult(
  { answer, explanation }: { answer: Answer; explanation: Explanation },
  papers: readonly StoredPaper[],
): Pick<Exchange, 'status' | 'products' | 'attributes' | 'answer'> {
  const { products, unknownProduct, attributes } = explanation.understanding
  const editions = withOlder(papers)
  const known = products.map(({ paperId, variant }) => variant ?? editions.find(({ id }) => id === paperId)?.product)
  const named = [...known, unknownProduct].filter((name) => name !== undefined && name !== null)
  return {
    status: answer.status,
    products: [...new Set(named)],
    attributes: attributes.map(({ attribute }) => attribute.id),
    answer,
  }
}

class TimeoutError extends Error {}
