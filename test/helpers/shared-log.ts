import { expect, onTestFinished } from 'vitest'
import type { ConversationLog } from '../../src/store/conversation-log.ts'
import { openSqliteConversationLog } from '../../src/store/sqlite-conversation-log.ts'
import type { AnswerEngine } from './answer-engine.ts'
import type { PartChanges } from './channel-parts.ts'
import { makeFolder } from './index-folder.ts'

/** A log that the bots of one test share, and what makes one of them seem dead to the others. */
export interface SharedLog {
  readonly log: ConversationLog
  /** Notes what is shown, and is counted. */
  readonly noteShown: ConversationLog['noteShown']
  /** Resolves when one note has been made. */
  readonly waitForNote: () => Promise<void>
  /** Never resolves; rejects when the test is over, which ends who waits for it. */
  readonly dead: Promise<never>
  /** Has the bot that it is called for end with the test: call it after what else the bot is closed by. */
  readonly buryAtTheEnd: () => void
  /** What a bot is started with that never answers. */
  readonly asDead: (engine: AnswerEngine) => PartChanges
  /** What a bot is started with whose clock goes ahead of the others by so many milliseconds. */
  readonly asAhead: (aheadMs: number) => PartChanges
}

const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** Opens a log in a folder of its own, until the test is over. */
export async function openSharedLog(): Promise<SharedLog> {
  const log = await openSqliteConversationLog({ dir: makeFolder(), historyDays: 30, now: Date.now(), logger: silent })
  onTestFinished(() => log.close())
  let bury: () => void = () => {}
  const dead = new Promise<never>((_, reject) => {
    bury = () => reject(new Error('the test is over'))
  })
  dead.catch(() => {})
  let notes = 0
  const noteShown: typeof log.noteShown = async (key, shown) => {
    await log.noteShown(key, shown)
    notes++
  }
  return {
    log,
    noteShown,
    waitForNote: () => expect.poll(() => notes).toBe(1),
    dead,
    buryAtTheEnd: () => onTestFinished(bury),
    asDead: (engine) => ({ log: { ...log, noteShown }, engine: { ...engine, explain: () => dead } }),
    asAhead: (aheadMs) => ({ log, now: () => Date.now() + aheadMs }),
  }
}
