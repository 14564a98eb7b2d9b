import { DeliveryError, isDatabaseDown } from '../errors.ts'
import type { Logger } from '../logger.ts'
import type {
  ConversationLog,
  Exchange,
  ExchangeKey,
  Feedback,
  RecordOptions,
  StoredExchange,
  TurnScope,
} from '../store/conversation-log.ts'
import type { EventClaims } from '../store/event-claims.ts'
import type { Patience } from '../store/patience.ts'
import { withinTime } from './within-time.ts'

/** What a log is asked with. */
export interface SafeLogParts {
  readonly log: Omit<ConversationLog, keyof EventClaims>
  readonly patience: Patience
  readonly logger: Logger
  readonly now: () => number
}

/** `gone`: the answer that the vote is on is not kept any more. */
export type VoteResult = 'saved' | 'gone' | 'not_saved'

/** A log that never throws where an answer can do without it, and never keeps anybody waiting for long. */
export interface SafeLog {
  hasThread(thread: string): Promise<boolean>
  /** @throws IndexError INDEX_UNREACHABLE where it is down: without its turns a follow-up would be taken for another question */
  listTurns(scope: TurnScope): Promise<readonly string[]>
  record(exchange: Exchange, more?: RecordOptions): Promise<number | undefined>
  attachReply(exchangeId: number, replyKey: string): Promise<void>
  /** `undefined` where there is none, `null` where the log cannot be asked now. */
  findExchange(by: ExchangeKey): Promise<StoredExchange | undefined | null>
  vote(feedback: Omit<Feedback, 'givenAt'>): Promise<VoteResult>
}

/** An answer waits no longer than this for the log. */
const WAIT_MS = 3000
/** Slack waits three seconds for what a form or a press is answered with. */
const PRESS_TIMEOUT_MS = 2000

/** Reports what fails. */
export function createSafeLog({ log, patience, logger, now }: SafeLogParts): SafeLog {
  const report = (error: unknown) => logger.error('the log of conversations failed', { error: `${error}` })
  const attempt = async <T, F>(work: () => Promise<T>, otherwise: F): Promise<T | F> => {
    try {
      return await work()
    } catch (error) {
      report(error)
      return otherwise
    }
  }
  const inTime = <T>(work: () => Promise<T>) =>
    withinTime(work(), PRESS_TIMEOUT_MS, () => new DeliveryError(`the log took longer than ${PRESS_TIMEOUT_MS} ms`))
  return {
    hasThread: (thread) => attempt(() => patience.retry(() => log.hasThread(thread)), false),
    async listTurns(scope) {
      try {
        return await log.listTurns(scope)
      } catch (error) {
        if (isDatabaseDown(error)) throw error
        report(error)
        return []
      }
    },
    record: (exchange, more) => attempt(() => patience.retry(() => log.record(exchange, more), WAIT_MS), undefined),
    attachReply: (id, replyKey) =>
      attempt(() => patience.retry(() => log.attachReply(id, replyKey), WAIT_MS), undefined),
    findExchange: (by) => attempt(() => inTime(() => log.findExchange(by)), null),
    vote: (feedback) =>
      attempt(() => {
        const tooLate = AbortSignal.timeout(PRESS_TIMEOUT_MS)
        return inTime(async (): Promise<VoteResult> => {
          if (!(await log.findExchange({ id: feedback.exchangeId }))) return 'gone'
          // Who was told by now that it is not saved has to be right.
          tooLate.throwIfAborted()
          await log.vote({ ...feedback, givenAt: now() })
          return 'saved'
        })
      }, 'not_saved' as const),
  }
}
