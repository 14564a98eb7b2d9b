import { parseArgs } from 'node:util'
import { UsageError } from '../src/errors.ts'
import { openModels } from '../src/open-engine.ts'
import { openDatabase } from '../src/store/postgres/database.ts'
import { type MigrationReport, migrate } from '../src/store/postgres/migrate.ts'
import { toBuildOptions } from './ensure-index.ts'
import { runCommand } from './run-command.ts'

const USAGE = `Usage: DATABASE_URL=postgres://OWNER:PASSWORD@HOST:PORT/NAME npm run migrate [-- --discard]
  Brings the schema of the database up to this version of the program, with a role that may change it. What is there
  already is left as it is, so it can be run at every deployment, also by several at once, with the
  OPENAI_EMBEDDING_ variables of the bots where there are any, and their address of the provider.
  --discard  takes all papers out where the model makes vectors of another length; they are taken in anew then`

await runCommand(async (context) => {
  const { values } = parseArgs({
    args: [...context.argv],
    options: { discard: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
  })
  if (values.help) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  const { databaseUrl } = context.config
  if (databaseUrl === undefined)
    throw new UsageError('DATABASE_URL is not set: there is no database to bring up to date.')
  const { embeddings } = openModels(toBuildOptions(context))
  const database = openDatabase({ url: databaseUrl, logger: context.logger })
  try {
    const report = await migrate(database, embeddings.identity, { discards: values.discard })
    process.stdout.write(`${toLines(report, database.name).join('\n')}\n`)
    return 0
  } finally {
    await database.close()
  }
})

function toLines({ applied, vectors }: MigrationReport, name: string): readonly string[] {
  const steps = applied.map(({ version, name: step }) => `applied    ${version} ${step}`)
  const table =
    vectors === undefined ? [] : [`made       the table of vectors for ${vectors} dimensions, without any paper`]
  if (steps.length + table.length === 0) return [`The database ${name} is up to date.`]
  return [...steps, ...table, `The database ${name} is ready for \`npm run ingest\` or \`npm run copy-index\`.`]
}
