import { parseArgs } from 'node:util'
import { UsageError } from '../src/errors.ts'
import { loadCatalog } from '../src/knowledge/catalog.ts'
import { openConversationReader } from '../src/open-conversation-log.ts'
import { KNOWLEDGE_DIR } from './paths.ts'
import { formatSummary } from './report/print-summary.ts'
import { summarize } from './report/summarize.ts'
import { runCommand } from './run-command.ts'

const USAGE = `Usage: npm run report -- [--days N] [--top N] [--json]
  What was asked in Slack and Teams: unanswered questions by product and attribute, thumbs, the most asked.
  --days  how far back; default 30
  --top   rows of each table; default 20
  --json  everything as JSON`

const DAY_MS = 86_400_000

await runCommand(async ({ argv, config, logger }) => {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      days: { type: 'string', default: '30' },
      top: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  const days = toCount('days', values.days)
  const top = toCount('top', values.top)
  const log = await openConversationReader({ ...config, logger })
  try {
    const since = Date.now() - days * DAY_MS
    const summary = summarize(await log.listExchanges(since), await log.listFeedback(since))
    process.stdout.write(
      `${values.json ? JSON.stringify(summary) : formatSummary(summary, loadCatalog(KNOWLEDGE_DIR), days, top)}\n`,
    )
    return 0
  } finally {
    await log.close()
  }
})

function toCount(name: string, value: string): number {
  if (!/^[1-9]\d{0,4}$/u.test(value))
    throw new UsageError(`--${name} ${value} is no count: write a whole number from 1.`)
  return Number(value)
}
