import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { KNOWLEDGE_DIR } from '../paths.ts'

const MENTIONS = 200
const SPREAD_MS = 2000
const ROOT = dirname(KNOWLEDGE_DIR)
/** A program of its own: the fake platform must not slow the bot down by sharing its process. */
const PROGRAM = join(ROOT, 'test/load/slack-load.ts')

const loadSchema = z.object({
  /** Milliseconds until each event was acknowledged. */
  acks: z.array(z.number()),
  /** Milliseconds from the first event to the last answer. */
  allMs: z.number(),
  asked: z.number(),
  answeredOnce: z.number(),
  answeredTwice: z.number(),
  residentBefore: z.number(),
  residentHighest: z.number(),
})

/** What many mentions at once did to the bot. */
export type LoadResult = z.infer<typeof loadSchema>

/** Mentions the bot 200 times in two seconds, by both ways that events come in; `undefined` outside a checkout. */
export function measureLoad(
  indexDir: string,
  question: string,
): Readonly<Record<'socket' | 'http', LoadResult>> | undefined {
  if (!existsSync(PROGRAM)) return undefined
  return { socket: run('socket', indexDir, question), http: run('http', indexDir, question) }
}

function run(transport: string, indexDir: string, question: string): LoadResult {
  // Each run begins with an empty log: what was answered once is not answered again.
  const dir = mkdtempSync(join(tmpdir(), 'bench-load-'))
  cpSync(indexDir, dir, { recursive: true, filter: (path) => !path.includes('conversations.db') })
  const args = ['--import', 'tsx', PROGRAM, transport, dir, String(MENTIONS), String(SPREAD_MS), question]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' })
  rmSync(dir, { recursive: true, force: true })
  if (status !== 0) throw new Error(`the load run over ${transport} ended with ${status}: ${stderr}`)
  return loadSchema.parse(JSON.parse(stdout))
}
