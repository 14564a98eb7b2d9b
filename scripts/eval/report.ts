import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../../src/errors.ts'
import type { Measurement } from './measure.ts'
import { formatFailure } from './print.ts'

/** Writes what was printed with every failure, and every answer with its verdict, one JSON a line. Returns the files. */
export function writeReport(
  dir: string,
  printed: string,
  measured: readonly Measurement[],
): { readonly summary: string; readonly answers: string } {
  const summary = join(dir, 'report.txt')
  const answers = join(dir, 'answers.jsonl')
  try {
    mkdirSync(dir, { recursive: true })
    writeFileSync(summary, `${printed}\n\n${formatFailures(measured)}\n`)
    writeFileSync(answers, toLines(measured))
  } catch (cause) {
    throw new UsageError(`${dir}: no report can be written there. Say with --out DIR where.`, { cause })
  }
  return { summary, answers }
}

function formatFailures(measured: readonly Measurement[]): string {
  return measured
    .map(({ set, answers }) => {
      const failed = answers.filter(({ verdict }) => !verdict.pass)
      return [`== ${set.name}: ${failed.length} failures`, ...failed.map(formatFailure)].join('\n\n')
    })
    .join('\n\n')
}

function toLines(measured: readonly Measurement[]): string {
  const lines = measured.flatMap(({ set, answers }) =>
    answers.map(({ question, answer, verdict }) =>
      JSON.stringify({ set: set.name, id: question.id, kind: question.kind, ...verdict, question, answer }),
    ),
  )
  return lines.map((line) => `${line}\n`).join('')
}
