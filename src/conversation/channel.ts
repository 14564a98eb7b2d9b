import type { Logger } from '../logger.ts'
import type { AbandonedTask } from '../store/event-claims.ts'
import type { ClaimsInHand } from './claims-in-hand.ts'
import type { Conversations } from './conversations.ts'
import type { Work } from './work.ts'

/** A chat platform that the bot is connected to. */
export interface Channel {
  readonly name: 'slack' | 'teams'
  /**
   * Connects, and tries again for as long as the platform cannot be reached; resolves once it is connected or stopped.
   * @throws ConfigError where the platform refuses the credentials
   */
  connect(): Promise<void>
  /** Whether questions come in now. */
  isReady(): boolean
  /** Answers what another process had accepted, and could not finish. */
  takeUp(task: AbandonedTask): Promise<void>
  /** Takes no more questions; answers in hand can still be sent. */
  disconnect(): Promise<void>
}

/** What every channel is made from, beside its own settings. */
export interface ChannelParts {
  readonly conversations: Conversations
  readonly claims: ClaimsInHand
  /** Every answer that is promised is followed here, so that it is given before the process ends. */
  readonly work: Work
  readonly logger: Logger
}
