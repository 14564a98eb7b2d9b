import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's root, from the sources and from the build alike. */
const here = dirname(fileURLToPath(import.meta.url))
const ROOT = here.endsWith(join('dist', 'scripts')) ? join(here, '..', '..') : join(here, '..')

export const KNOWLEDGE_DIR = join(ROOT, 'knowledge')
export const PAPERS_DIR = join(KNOWLEDGE_DIR, 'whitepapers')
