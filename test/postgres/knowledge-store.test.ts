import { afterAll, beforeAll, inject } from 'vitest'
import { createDatabase, type TestDatabase } from '../helpers/postgres/create-database.ts'
import { createPostgresHarness } from '../helpers/postgres/postgres-harness.ts'
import { describeKnowledgeStore } from '../src/store/knowledge-store.contract.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase(inject('postgresUrl'))
})
afterAll(() => database.drop())

for (const [name, exactLimit] of [
  ['A store on PostgreSQL 17 with exact vector search', 5000],
  ['A store on PostgreSQL 17 with the graph for everything', 0],
] as const) {
  describeKnowledgeStore(name, () => createPostgresHarness(database.url, { exactLimit }))
}
