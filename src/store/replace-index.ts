import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceDatabase } from './sqlite-connection.ts'
import { GRAPH_FILES } from './vector-cache.ts'

/**
 * Puts a finished index in the place of another one and removes the folder it was built in. The old index answers until
 * the new one is there, whole; stores that are open go over to it with their next call.
 * @param built folder of the new index; its store must be closed
 * @throws IndexError INDEX_BUSY while another process writes to the old one
 */
export async function replaceIndex(built: string, dir: string): Promise<void> {
  await replaceDatabase(built, dir)
  // The graph names the database it was made from, so an old one beside the new database is not used.
  for (const name of GRAPH_FILES) await rename(join(built, name), join(dir, name)).catch(() => undefined)
  await rm(built, { recursive: true, force: true })
}
