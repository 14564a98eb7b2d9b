import { afterAll, beforeAll } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../helpers/postgres/embedded-postgres.ts'
import { createPostgresHarness } from '../../../helpers/postgres/postgres-harness.ts'
import { describeKnowledgeStore } from '../knowledge-store.contract.ts'

let server: EmbeddedPostgres
beforeAll(async () => {
  server = await startEmbeddedPostgres()
})
afterAll(() => server.stop())

for (const [name, exactLimit] of [
  ['A store on Postgres with exact vector search', 5000],
  ['A store on Postgres with the graph for everything', 0],
] as const) {
  describeKnowledgeStore(name, () => createPostgresHarness(server.url, { exactLimit }))
}
