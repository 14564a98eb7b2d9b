import type { Logger } from './logger.ts'
import type { KnowledgePlace } from './open-knowledge-base.ts'
import type { ConversationLog, ConversationReader } from './store/conversation-log.ts'

/** How a log is opened: it is where the knowledge is. */
export interface OpenLogOptions extends KnowledgePlace {
  readonly historyDays: number
  readonly now: number
  readonly logger: Logger
}

/** The one place that knows which kinds of logs there are. @throws IndexError where a database does not fit or is down */
export async function openConversationLog(options: OpenLogOptions): Promise<ConversationLog> {
  const { databaseUrl: url, indexDir: dir } = options
  if (url === undefined) {
    const { openSqliteConversationLog } = await import('./store/sqlite-conversation-log.ts')
    return openSqliteConversationLog({ dir, ...options })
  }
  const { openPostgresConversationLog } = await import('./store/postgres/postgres-conversation-log.ts')
  return openPostgresConversationLog({ url, ...options })
}

/** The same for reading only. @throws IndexError where there is none, or it cannot be read */
export async function openConversationReader({
  databaseUrl: url,
  indexDir,
  logger,
}: KnowledgePlace & Pick<OpenLogOptions, 'logger'>): Promise<ConversationReader> {
  if (url === undefined) {
    const { openSqliteConversationReader } = await import('./store/sqlite-conversation-log.ts')
    return openSqliteConversationReader(indexDir)
  }
  const { openPostgresConversationReader } = await import('./store/postgres/postgres-conversation-log.ts')
  return openPostgresConversationReader({ url, logger })
}
