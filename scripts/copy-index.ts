import { parseArgs } from 'node:util'
import { type CopiedPaper, copyKnowledge } from '../src/copy-knowledge.ts'
import { UsageError } from '../src/errors.ts'
import { openBase, openModels } from '../src/open-engine.ts'
import type { KnowledgeStore } from '../src/store/knowledge-store.ts'
import { createProgress } from './build-progress.ts'
import { toBuildOptions } from './ensure-index.ts'
import { runCommand } from './run-command.ts'

const USAGE = `Usage: npm run copy-index -- --to postgres | --to embedded
  Copies papers with all their editions, facts and vectors between the index in INDEX_DIR and the database at
  DATABASE_URL, as they are: nothing is read or embedded again. What the target has beside them goes.`

await runCommand(async (context) => {
  const { values } = parseArgs({
    args: [...context.argv],
    options: { to: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
  })
  if (values.help) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  if (values.to !== 'postgres' && values.to !== 'embedded') throw new UsageError(USAGE)
  if (context.config.databaseUrl === undefined)
    throw new UsageError('DATABASE_URL is not set: there is no database to copy from or to.')
  const options = toBuildOptions(context)
  const models = openModels(options)
  const embedded = await openBase({ ...options, databaseUrl: undefined }, models)
  const database = await openBase(options, models)
  const [from, to] = values.to === 'postgres' ? [embedded, database] : [database, embedded]
  const progress = createProgress(process.stderr)
  try {
    const source = await from.open('read')
    if ((await source.listPapers()).length === 0)
      throw new UsageError(`${from.name} has no papers: nothing was copied, and ${to.name} stays as it is.`)
    let copied: readonly CopiedPaper[] = []
    const copy = (target: KnowledgeStore) =>
      copyKnowledge(source, target, ({ paper }, done, total) => progress.onProgress?.(done, total, paper.product))
    // As a rebuild: who is killed half-way leaves the target as it was.
    await to.withWriteLock(options, () =>
      to.rebuild(async (target) => {
        copied = await copy(target)
        return true
      }),
    )
    progress.stop()
    await source.close()
    const sum = (key: 'sections' | 'facts' | 'passages') => copied.reduce((total, one) => total + one[key], 0)
    process.stdout.write(
      `copied     ${copied.length} editions from ${from.name} to ${to.name}: ${sum('sections')} sections, ${sum('facts')} facts, ${sum('passages')} passages with their vectors\n`,
    )
    return 0
  } finally {
    await Promise.all([embedded.close(), database.close()])
  }
})
