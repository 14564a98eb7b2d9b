import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIndex } from '../../src/build-index.ts'
import type { Logger } from '../../src/logger.ts'
import { type OpenedEngine, openEngine } from '../../src/open-engine.ts'
import { ANSWER_PAPERS } from './answer-papers.ts'

/** The reviewed data that the tests answer with. */
export const KNOWLEDGE_DIR = fileURLToPath(new URL('../../knowledge', import.meta.url))

/** One message of the engine's log. */
export interface Logged {
  readonly message: string
  readonly details: unknown
}

/** An engine over papers in a folder of its own; `close` removes it. */
export interface AnswerEngine extends OpenedEngine {
  readonly logged: readonly Logged[]
  readonly indexDir: string
}

/** Builds an index of the papers and opens it. */
export async function openAnswerEngine(
  papers: Readonly<Record<string, string | Uint8Array>> = ANSWER_PAPERS,
): Promise<AnswerEngine> {
  const dir = mkdtempSync(join(tmpdir(), 'answers-'))
  const logged: Logged[] = []
  const keep = (message: string, details?: unknown) => void logged.push({ message, details })
  const logger: Logger = { info: keep, warn: keep, error: keep }
  mkdirSync(join(dir, 'papers'))
  for (const [name, text] of Object.entries(papers)) writeFileSync(join(dir, 'papers', name), text)
  const options = { knowledgeDir: KNOWLEDGE_DIR, indexDir: join(dir, 'index'), logger, today: () => '2025-07-01' }
  const { results } = await buildIndex({ ...options, rebuild: false }, [join(dir, 'papers')], {})
  const failed = results.filter(({ status }) => status === 'failed')
  if (failed.length > 0) throw new Error(`not taken in: ${JSON.stringify(failed)}`)
  const engine = await openEngine(options)
  const close = async () => {
    await engine.close()
    rmSync(dir, { recursive: true, force: true })
  }
  return { ...engine, close, logged, indexDir: options.indexDir }
}
