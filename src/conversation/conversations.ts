import { languageOf } from '../answer/understand/shape.ts'
import type { Answer, Language } from '../domain.ts'
import type { Engine, Explanation } from '../engine.ts'
import type { Logger } from '../logger.ts'
import type {
  ConversationLog,
  Exchange,
  ExchangeKey,
  Feedback,
  StoredExchange,
  TurnScope,
} from '../store/conversation-log.ts'
import { type KnowledgeStore, type StoredPaper, withOlder } from '../store/knowledge-store.ts'
import { type IncomingMessage, isAddressed } from './incoming-message.ts'
import { textsOf } from './interface-texts.ts'
import { remember } from './remember.ts'
import { routeMessage, type Silence } from './route-message.ts'
import { findSectionView, type SectionRef, type SectionView } from './section-view.ts'
import { withinTime } from './within-time.ts'

/** What a conversation is made from. */
export interface ConversationParts {
  readonly engine: Pick<Engine, 'explain' | 'concerns' | 'suggestStart'>
  readonly store: Pick<KnowledgeStore, 'listPapers' | 'listSections'>
  readonly log: ConversationLog
  readonly logger: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** An answer that takes longer is given up. Default {@link ANSWER_TIMEOUT_MS}. */
  readonly answerTimeoutMs?: number
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

/** Nothing is said where people in a thread seem to talk to each other; that is not kept either. */
export type Outcome = Reply | { readonly kind: 'silence' }

/** What every channel does with the engine: routing, turns, the log, feedback, and whole sections. */
export interface Conversations {
  /** Why a message is left alone; `undefined` where it is to be answered, and is claimed. */
  route(message: IncomingMessage): Promise<Silence | undefined>
  /** The same for a press of a button: `false` where this press was dealt with before. */
  claim(key: string): Promise<boolean>
  /** Answers with the earlier questions of the conversation as turns. Never throws. */
  ask(asked: Asked): Promise<Outcome>
  /** The message or press was dealt with. */
  finish(key: string): Promise<void>
  /** It was not, and may be tried again. */
  release(key: string): Promise<void>
  /** Remembers which message shows the answer. */
  attachReply(exchangeId: number | undefined, replyKey: string): Promise<void>
  findExchange(by: ExchangeKey): Promise<StoredExchange | undefined>
  /** Puts an answer that was given in private into a thread, where it may be followed up. */
  repeat(exchange: StoredExchange, asked: Pick<Exchange, 'chat' | 'thread'>): Promise<number | undefined>
  /** `false` where it could not be saved. */
  vote(feedback: Omit<Feedback, 'givenAt'>): Promise<boolean>
  openSection(ref: SectionRef): Promise<SectionView | undefined>
  /** Questions to begin with. */
  suggestStart(language: Language): Promise<readonly string[]>
}

/** Makes the conversations of one process. A log that fails is reported and never keeps anybody from an answer. */
export function createConversations(parts: ConversationParts): Conversations {
  const { engine, store, log, logger, now, answerTimeoutMs: timeoutMs = ANSWER_TIMEOUT_MS } = parts
  const tryLog = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      logger.error('the log of conversations failed', { error: `${error}` })
      return otherwise
    }
  }
  const isFirst = createMemory()
  const safeLog = {
    claim: async (key: string, at: number) =>
      (await tryLog<boolean | undefined>(() => log.claim(key, at), undefined)) ?? isFirst(key),
    hasThread: (thread: string) => tryLog(() => log.hasThread(thread), false),
  }
  return {
    route: (message) => routeMessage(message, { log: safeLog, concerns: engine.concerns, now }),
    claim: (key) => safeLog.claim(key, now()),
    async ask(asked) {
      const askedAt = now()
      const turns = await tryLog(() => log.listTurns(toTurnScope(asked, askedAt)), [])
      const record = (result: Omit<Exchange, keyof ReturnType<typeof toHeader>>) =>
        tryLog<number | undefined>(() => log.record({ ...toHeader(asked, askedAt), ...result }), undefined)
      try {
        const question = { text: asked.text, turns }
        const explained = await withinTime(
          engine.explain(question),
          timeoutMs,
          () => new TimeoutError(`no answer in ${timeoutMs} ms`),
        )
        if (!isAddressed(asked) && !saysSomething(explained.answer)) return { kind: 'silence' }
        const exchangeId = await record(toResult(explained, await store.listPapers()))
        return { kind: 'answer', answer: explained.answer, exchangeId }
      } catch (error) {
        logger.error('a question could not be answered', { error: `${error}` })
        await record({ status: 'failed', products: [], attributes: [], answer: null })
        const language = languageOf(asked.text)
        const texts = textsOf(language)
        return { kind: 'failed', language, text: error instanceof TimeoutError ? texts.timedOut : texts.failed }
      }
    },
    finish: (key) => tryLog(() => log.finish(key), undefined),
    release: (key) => tryLog(() => log.release(key), undefined),
    async attachReply(exchangeId, replyKey) {
      if (exchangeId !== undefined) await tryLog(() => log.attachReply(exchangeId, replyKey), undefined)
    },
    findExchange: (by) => tryLog<StoredExchange | undefined>(() => log.findExchange(by), undefined),
    repeat: ({ id, ...exchange }, place) =>
      tryLog<number | undefined>(() => log.record({ ...exchange, ...place, askedAt: now() }, id), undefined),
    vote: (feedback) =>
      tryLog(async () => {
        await log.vote({ ...feedback, givenAt: now() })
        return true
      }, false),
    openSection: (ref) => findSectionView(store, ref),
    suggestStart: (language) => engine.suggestStart(language),
  }
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

/** Remembers keys where the log cannot: `true` for one that it has not seen. The oldest are forgotten. */
function createMemory(): (key: string) => boolean {
  const seen = new Set<string>()
  return (key) => {
    if (seen.has(key)) return false
    remember(seen, key, MAX_REMEMBERED)
    return true
  }
}

const MAX_REMEMBERED = 10_000

class TimeoutError extends Error {}
