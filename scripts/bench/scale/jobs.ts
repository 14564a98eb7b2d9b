import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const kindSchema = z.enum(['one product', 'two products', 'all products', 'free words', 'unknown product'])
const querySchema = z.object({ text: z.string(), product: z.string(), heading: z.string() })
const peerSchema = z.enum(['exact scan', 'MiniSearch', 'Orama'])

/** What a process of its own is asked to do, so that its memory and its start are its own. */
export const jobSchema = z.discriminatedUnion('job', [
  z.object({ job: z.literal('ingest'), indexDir: z.string(), paths: z.array(z.string()) }),
  z.object({ job: z.literal('start'), indexDir: z.string(), question: z.string() }),
  z.object({
    job: z.literal('ask'),
    indexDir: z.string(),
    databaseUrl: z.string().optional(),
    questions: z.array(z.object({ kind: kindSchema, text: z.string() })),
    queries: z.array(querySchema),
  }),
  z.object({ job: z.literal('scan'), indexDir: z.string(), queries: z.array(querySchema) }),
  z.object({ job: z.literal('build peer'), peer: peerSchema, indexDir: z.string(), dir: z.string() }),
  z.object({ job: z.literal('ask peer'), peer: peerSchema, dir: z.string(), queries: z.array(querySchema) }),
])

/** One job. */
export type Job = z.infer<typeof jobSchema>

/** Another engine over the same passages. */
export type Peer = z.infer<typeof peerSchema>

/** The peers, in the order of the tables. */
export const PEERS = peerSchema.options

/** What searches came to. */
export const searchedSchema = z.object({
  /** Milliseconds each. */
  searchMs: z.array(z.number()),
  /** How many had the right section among the first ten. */
  found: z.number(),
  /** Cosines of the nearest ten of each query, best first; empty for engines without vectors. */
  cosines: z.array(z.array(z.number())),
})

/** Searches with what they came to. */
export type Searched = z.infer<typeof searchedSchema>

const resident = { residentBytes: z.number() }

/** What a job prints, by its name. */
export const RESULTS = {
  ingest: z.object({ ms: z.number(), taken: z.number(), ...resident }),
  start: z.object({ ms: z.number(), ...resident }),
  ask: z.object({
    answers: z.array(z.object({ kind: kindSchema, ms: z.number(), characters: z.number() })),
    words: searchedSchema,
    vectors: searchedSchema,
    /** By vectors in the paper that the section is in. */
    within: searchedSchema,
    fused: searchedSchema,
    ...resident,
  }),
  /** By vectors, each compared with the query. */
  scan: z.object({ all: searchedSchema, within: searchedSchema, ...resident }),
  'build peer': z.object({ ms: z.number(), passages: z.number(), bytes: z.number(), ...resident }),
  'ask peer': z.object({ ms: z.number(), searched: searchedSchema, ...resident }),
} as const

/** The result of a job. */
export type ResultOf<T extends Job['job']> = z.infer<(typeof RESULTS)[T]>

/** Heap that a job may use: Orama writes an index of 100,000 passages as one text. */
const HEAP_MB = 8192
const PROGRAM = fileURLToPath(new URL('run-job.ts', import.meta.url))

/** Runs a job in a new process. @throws Error with what it printed where it fails */
export async function runJob<T extends Job['job']>(job: Job & { readonly job: T }): Promise<ResultOf<T>> {
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MB}`, '--import', 'tsx', PROGRAM], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify(job))
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  const code = await new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject))
  if (code !== 0) throw new Error(`${job.job} ended with ${code}: ${printed}`)
  return RESULTS[job.job].parse(JSON.parse(printed)) as ResultOf<T>
}
