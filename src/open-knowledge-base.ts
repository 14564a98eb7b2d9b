import type { Vocabulary } from './knowledge/vocabulary.ts'
import type { Logger } from './logger.ts'
import type { ModelIdentity } from './models/identity.ts'
import type { KnowledgeBase } from './store/knowledge-base.ts'

/** Where the knowledge is: in a folder, or in a database where there is an address of one. */
export interface KnowledgePlace {
  readonly indexDir: string
  /** `postgres://…`; `undefined`: the folder. */
  readonly databaseUrl?: string | undefined
}

/** What the knowledge has to be made with. */
export interface KnowledgeParts {
  readonly vocabulary: Vocabulary
  readonly identity: ModelIdentity
  readonly logger: Logger
}

/** The one place that knows which kinds of knowledge bases there are; the client of a database is loaded only with one. */
export async function openKnowledgeBase(
  { indexDir: dir, databaseUrl: url }: KnowledgePlace,
  parts: KnowledgeParts,
): Promise<KnowledgeBase> {
  if (url === undefined) {
    const { createSqliteBase } = await import('./store/sqlite-base.ts')
    return createSqliteBase({ dir, ...parts })
  }
  const { createPostgresBase } = await import('./store/postgres/postgres-base.ts')
  return createPostgresBase({ url, ...parts })
}
