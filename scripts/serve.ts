import { parseArgs } from 'node:util'
import { loadServeConfig, type ServeConfig } from '../src/config.ts'
import { openConversationLog } from '../src/open-conversation-log.ts'
import { openOrBuild } from './ensure-index.ts'
import { type CommandContext, runCommandWith } from './run-command.ts'
import { chat } from './serve/chat.ts'
import { type Served, serveChannels } from './serve/serve-channels.ts'

const USAGE = `Usage: npm start
  Answers in Slack and Teams, whichever is configured (see .env.example). With neither, answers in the terminal, a
  question a line; standard input may be a pipe.`

await runCommandWith(loadServeConfig, async (context: CommandContext<ServeConfig>) => {
  const { values } = parseArgs({
    args: [...context.argv],
    options: { help: { type: 'boolean', short: 'h', default: false } },
  })
  if (values.help) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  const stop = new AbortController()
  // Only once: who asks a second time does not want to wait.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => stop.abort())
  const { slack, teams } = context.config
  if (slack || teams) return serveChannels(() => openServed(context), context, stop.signal)
  const engine = await openOrBuild(context)
  try {
    return await chat(engine, { input: process.stdin, output: process.stdout, signal: stop.signal })
  } finally {
    await engine.close()
    // An open standard input would keep the process alive after a signal.
    process.stdin.destroy()
  }
})

async function openServed(context: CommandContext<ServeConfig>): Promise<Served> {
  const { config, logger } = context
  const engine = await openOrBuild(context)
  try {
    return { engine, log: await openConversationLog({ ...config, now: Date.now(), logger }) }
  } catch (error) {
    await engine.close()
    throw error
  }
}
