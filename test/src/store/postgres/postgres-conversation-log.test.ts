import { afterAll, beforeAll } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../helpers/postgres/embedded-postgres.ts'
import { createPostgresLogHarness } from '../../../helpers/postgres/postgres-harness.ts'
import { describeConversationLog } from '../conversation-log.contract.ts'

let server: EmbeddedPostgres
beforeAll(async () => {
  server = await startEmbeddedPostgres()
})
afterAll(() => server.stop())

describeConversationLog('The log of conversations on Postgres', () => createPostgresLogHarness(server.url))
