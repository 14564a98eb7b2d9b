import { fileURLToPath } from 'node:url'
import { loadCatalog } from '../../src/knowledge/catalog.ts'

/** The folder of the reviewed data. */
export const KNOWLEDGE_DIR = fileURLToPath(new URL('../../knowledge', import.meta.url))

/** The reviewed data, read once. */
export const catalog = loadCatalog(KNOWLEDGE_DIR)
