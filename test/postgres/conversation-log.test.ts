import { afterAll, beforeAll, inject } from 'vitest'
import { createDatabase, type TestDatabase } from '../helpers/postgres/create-database.ts'
import { createPostgresLogHarness } from '../helpers/postgres/postgres-harness.ts'
import { describeConversationLog } from '../src/store/conversation-log.contract.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase(inject('postgresUrl'))
})
afterAll(() => database?.drop())

describeConversationLog('The log of conversations on a real server', () => createPostgresLogHarness(database.url))
