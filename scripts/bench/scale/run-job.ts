/** Does one job, read as JSON from standard input, and prints its result: see `jobs.ts`. */
import { text } from 'node:stream/consumers'
import { buildIndex } from '../../../src/build-index.ts'
import { createLogger } from '../../../src/logger.ts'
import { openEngine } from '../../../src/open-engine.ts'
import { KNOWLEDGE_DIR } from '../../paths.ts'
import { timed } from '../samples.ts'
import { type Job, jobSchema, type ResultOf } from './jobs.ts'

const logger = createLogger({
  level: 'error',
  write: (line) => process.stderr.write(`${line}\n`),
  now: () => new Date(),
})

const result = await run(jobSchema.parse(JSON.parse(await text(process.stdin))))
process.stdout.write(JSON.stringify({ ...result, residentBytes: process.resourceUsage().maxRSS * 1024 }))

type Measured = { readonly [T in Job['job']]: Omit<ResultOf<T>, 'residentBytes'> }[Job['job']]

async function run(job: Job): Promise<Measured> {
  switch (job.job) {
    case 'ingest':
      return ingest(job.indexDir, job.paths)
    case 'start':
      return start(job.indexDir, job.question)
    // What only some jobs need is not loaded for the others.
    case 'ask': {
      const { measureOurs } = await import('./measure-ours.ts')
      return measureOurs(job, logger)
    }
    case 'scan': {
      const { scanEmbedded } = await import('./measure-ours.ts')
      return scanEmbedded(job)
    }
    case 'build peer': {
      const { buildPeer } = await import('./build-peer.ts')
      return buildPeer(job)
    }
    case 'ask peer': {
      const { askPeer } = await import('./ask-peer.ts')
      return askPeer(job)
    }
  }
}

async function ingest(indexDir: string, paths: readonly string[]): Promise<Measured> {
  const options = { knowledgeDir: KNOWLEDGE_DIR, indexDir, logger, rebuild: false }
  const { ms, value } = await timed(() => buildIndex(options, paths, {}))
  const taken = value.results.filter(({ status }) => status === 'added').length
  const failed = value.results.find((one) => one.status === 'failed')
  if (failed) throw failed.error
  return { ms, taken }
}

/** Milliseconds since the process began, Node and the compilation of the sources included. */
async function start(indexDir: string, question: string): Promise<Measured> {
  const engine = await openEngine({ knowledgeDir: KNOWLEDGE_DIR, indexDir, logger })
  await engine.ask({ text: question, turns: [] })
  const ms = performance.now()
  await engine.close()
  return { ms }
}
