import { parseArgs } from 'node:util'
import { chat } from './chat.ts'
import { openOrBuild } from './ensure-index.ts'
import { runCommand } from './run-command.ts'

const USAGE = `Usage: npm start
  Answers in the terminal, a question a line; standard input may be a pipe.`

await runCommand(async (context) => {
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
  const engine = await openOrBuild(context)
  try {
    return await chat(engine, { input: process.stdin, output: process.stdout, signal: stop.signal })
  } finally {
    await engine.close()
    // An open standard input would keep the process alive after a signal.
    process.stdin.destroy()
  }
})
