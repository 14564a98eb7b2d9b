import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChannelParts } from '../../src/conversation/channel.ts'
import { createClaimsInHand } from '../../src/conversation/claims-in-hand.ts'
import { type ConversationParts, createConversations } from '../../src/conversation/conversations.ts'
import { createWork } from '../../src/conversation/work.ts'
import type { ConversationLog } from '../../src/store/conversation-log.ts'
import { createPatience } from '../../src/store/patience.ts'
import { openSqliteConversationLog } from '../../src/store/sqlite-conversation-log.ts'
import type { AnswerEngine } from './answer-engine.ts'

/** What a test changes. A `log` of its own outlives the channel. */
export type PartChanges = Partial<Omit<ConversationParts, 'log' | 'claims'> & { readonly log: ConversationLog }>

/** What a channel under test runs on, and what became of it. */
export interface TestParts extends ChannelParts {
  readonly log: ConversationLog
  /** What the channel and its parts reported, as `level message {details}`. */
  readonly reports: readonly string[]
  close(): Promise<void>
}

/** Conversations over a real engine and a log in a folder of its own. */
export async function createTestParts(engine: AnswerEngine, changes: PartChanges = {}): Promise<TestParts> {
  const dir = mkdtempSync(join(tmpdir(), 'channel-'))
  const reports: string[] = []
  const keep = (level: string) => (message: string, details?: unknown) =>
    void reports.push(`${level} ${message} ${details === undefined ? '' : JSON.stringify(details)}`)
  const logger = { info: keep('info'), warn: keep('warn'), error: keep('error') }
  const now = () => Date.now()
  const ownLog = await openSqliteConversationLog({ dir, historyDays: 30, now: now(), logger })
  const work = createWork((error) => logger.error('work failed', { error: `${error} ${(error as Error).stack}` }))
  const { log = ownLog, patience = createPatience(), ...others } = changes
  const claims = createClaimsInHand({ log, patience, logger, now: changes.now ?? now })
  return {
    conversations: createConversations({ engine, store: engine.store, log, claims, patience, logger, now, ...others }),
    claims,
    work,
    logger,
    log: ownLog,
    reports,
    async close() {
      await work.drain(5000)
      await ownLog.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
