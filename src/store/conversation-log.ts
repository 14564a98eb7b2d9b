import type { Answer, AnswerStatus } from '../domain.ts'
import type { EventClaims } from './event-claims.ts'

/** A question that was asked on a platform, and what became of it. */
export interface Exchange {
  readonly platform: string
  /** Channel or one-to-one chat. */
  readonly chat: string
  /** Thread within it; the same as `chat` where a platform has none. */
  readonly thread: string
  /** The platform's id of the person who asked. */
  readonly asker: string
  readonly question: string
  /** Milliseconds since 1970. */
  readonly askedAt: number
  /** `failed`: there was no answer, for a reason of ours. */
  readonly status: AnswerStatus | 'failed'
  /** Products that the question named, unknown ones too. */
  readonly products: readonly string[]
  /** Ids of the attributes asked. */
  readonly attributes: readonly string[]
  /** What was answered; `null` where it failed. */
  readonly answer: Answer | null
}

/** What an exchange is recorded with, and not returned with. */
export interface RecordOptions {
  /** The event that it came from: recorded once, also where recording is tried again. */
  readonly event?: string
  /** The exchange that this one only shows again, elsewhere; it is not listed as asked once more. */
  readonly sharedFrom?: number
}

/** An exchange as the log returns it. */
export interface StoredExchange extends Exchange {
  readonly id: number
}

/** What a person thought of an answer. */
export interface Feedback {
  readonly exchangeId: number
  readonly person: string
  readonly vote: 'up' | 'down'
  /** `null` where none was given. */
  readonly reason: string | null
  readonly givenAt: number
}

/** Which earlier exchanges belong to a conversation. */
export type TurnScope =
  | { readonly thread: string }
  | { readonly chat: string; readonly since: number }
  /** The thread, and before its beginning what was asked in its chat within so many milliseconds. */
  | { readonly thread: string; readonly chat: string; readonly windowMs: number }

/** An exchange by its id, by the event that it came from, by the message that shows it, or the latest that a person got an answer in. */
export type ExchangeKey =
  | { readonly id: number }
  | { readonly event: string }
  | { readonly replyKey: string }
  | { readonly chat: string; readonly asker: string }

/** What was asked on chat platforms. All who have it open see the same: what one recorded, the others find. */
export interface ConversationLog extends EventClaims {
  /** Earlier questions of a conversation, oldest first, at most {@link MAX_TURNS}. */
  listTurns(scope: TurnScope): Promise<readonly string[]>
  /** Whether the bot has answered in this thread. */
  hasThread(thread: string): Promise<boolean>
  /** Resolves to the id of the exchange. What is recorded of an event takes the place of what was recorded of it. */
  record(exchange: Exchange, more?: RecordOptions): Promise<number>
  /** Remembers which message shows an answer, for feedback that names only the message. */
  attachReply(exchangeId: number, replyKey: string): Promise<void>
  findExchange(by: ExchangeKey): Promise<StoredExchange | undefined>
  /** Saves a vote; a person's later vote on the same answer replaces the one before, `null` keeps the reason. */
  vote(feedback: Feedback): Promise<void>
  listExchanges(since: number): Promise<readonly StoredExchange[]>
  listFeedback(since: number): Promise<readonly Feedback[]>
  /** Deletes what is older than the log may keep it. */
  forget(now: number): Promise<void>
  close(): Promise<void>
}

/** A follow-up refers to what was asked just before; older questions only cost time. */
export const MAX_TURNS = 8
/** What was asked and thought, for reports. */
export type ConversationReader = Pick<ConversationLog, 'listExchanges' | 'listFeedback' | 'close'>
