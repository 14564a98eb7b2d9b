import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { UsageError } from '../src/errors.ts'
import type { OpenedEngine } from '../src/open-engine.ts'
import { openOrBuild } from './ensure-index.ts'
import { formatAnswer, toTerminal } from './print-answer.ts'
import { formatExplanation } from './print-explanation.ts'
import { type CommandContext, runCommand } from './run-command.ts'

const USAGE = `Usage:
  npm run ask -- "QUESTION"              the answer and its sources
  npm run ask -- --json "QUESTION"       one Answer as JSON
  npm run ask -- --explain "QUESTION"    with the reasons: what was understood, evidence, timings
  npm run ask -- --jsonl < in.jsonl      {"id", "question", "turns": []} a line in, {"id", "answer"} a line out`

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string(),
  turns: z.array(z.string()).default([]),
})

await runCommand(async (context) => {
  const { values, positionals } = parseArgs({
    args: [...context.argv],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      jsonl: { type: 'boolean', default: false },
      explain: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  if (values.jsonl) return withEngine(context, answerLines)
  const text = positionals.join(' ').trim()
  if (text === '') throw new UsageError(`No question was given.\n${USAGE}`)
  return withEngine(context, async (engine) => {
    const { answer, explanation } = await engine.explain({ text, turns: [] })
    process.stdout.write(`${values.json ? JSON.stringify(answer) : formatAnswer(answer, toTerminal(process.stdout))}\n`)
    if (values.explain) (values.json ? process.stderr : process.stdout).write(`\n${formatExplanation(explanation)}\n`)
    return 0
  })
})

async function withEngine(context: CommandContext, work: (engine: OpenedEngine) => Promise<number>): Promise<number> {
  const engine = await openOrBuild(context)
  try {
    return await work(engine)
  } finally {
    await engine.close()
  }
}

/** Answers line by line, in order; a line that cannot be read is named on standard error and the others go on. */
async function answerLines(engine: OpenedEngine): Promise<number> {
  let number = 0
  let failed = 0
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (line.trim() === '') continue
    const parsed = parseLine(line)
    if ('problem' in parsed) {
      process.stderr.write(`line ${number}: ${parsed.problem}\n`)
      failed++
      continue
    }
    const answer = await engine.ask({ text: parsed.question, turns: parsed.turns })
    process.stdout.write(`${JSON.stringify({ id: parsed.id, answer })}\n`)
  }
  return failed > 0 ? 1 : 0
}

function parseLine(line: string): z.infer<typeof lineSchema> | { problem: string } {
  try {
    const result = lineSchema.safeParse(JSON.parse(line.replace(/^\uFEFF/u, '')))
    if (result.success) return result.data
    return {
      problem: result.error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`).join('; '),
    }
  } catch (error) {
    return { problem: `not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}
