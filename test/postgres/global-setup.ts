import type { TestProject } from 'vitest/node'
import { startDebianPostgres } from '../helpers/postgres/debian-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the superuser of the server that all files share: `createDatabase(inject('postgresUrl'))`. */
    readonly postgresUrl: string
  }
}

/** Starts the server that the test files share; a file that stops or restarts one starts its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startDebianPostgres()
  project.provide('postgresUrl', server.url)
  return () => server.stop()
}
