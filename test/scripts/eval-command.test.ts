import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../helpers/index-folder.ts'
import { runScript } from '../helpers/run-script.ts'
import { makeExpected, makeQuestion, writeEvalSet } from './eval-set.ts'

const QUESTIONS = [
  makeQuestion('Q1', 'ハコブネのバックアップの保管期間は？', { all_of: ['14日'], sections: [makeExpected('2.4')] }),
  makeQuestion('Q2', 'ハコブネの操作ログの保存期間は？', { all_of: ['14日'], sections: [makeExpected('2.4')] }),
]

function runEval(cwd: string, ...args: readonly string[]) {
  return runScript('eval', args, { cwd, indexDir: join(cwd, 'index') })
}

describe('npm run eval', () => {
  it('prints each set and all of them, and writes every failure and every answer', async () => {
    const folder = makeFolder()
    const [one, two] = ['one', 'two'].map((name) => writeEvalSet(join(folder, name), QUESTIONS)) as [string, string]
    const { code, stdout } = await runEval(folder, '--set', one, '--set', two, '--out', 'report')
    expect(code).toBe(0)
    expect(stdout).toMatch(/one: no floor\n.*two: no floor$/mu)
    expect(stdout).toMatch(/== all sets\n\n.*\n.*one +2 +50\.0 .*\n.*two +2 +50\.0 .*\nfact +4 +50\.0 /u)
    expect(stdout).toContain(
      `report: ${join('report', 'report.txt')}, every answer: ${join('report', 'answers.jsonl')}`,
    )
    const summary = readFileSync(join(folder, 'report', 'report.txt'), 'utf8')
    expect(summary.match(/^Q2 \[fact\]/gmu)).toHaveLength(2)
    const lines = readFileSync(join(folder, 'report', 'answers.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
    expect(lines.map((line) => JSON.parse(line)).map(({ id, pass }) => [id, pass])).toEqual([
      ['Q1', true],
      ['Q2', false],
      ['Q1', true],
      ['Q2', false],
    ])
  })

  it('explains one question, and says where an id is unknown or stands for two', async () => {
    const folder = makeFolder()
    const set = writeEvalSet(join(folder, 'one'), QUESTIONS)
    const explained = await runEval(folder, '--set', set, '--explain', 'Q2')
    expect(explained.code).toBe(0)
    expect(explained.stdout).toContain('missing /14日/')
    const unknown = await runEval(folder, '--set', set, '--explain', 'Q9')
    expect(unknown).toMatchObject({ code: 2, stdout: '' })
    expect(unknown.stderr).toContain('Q9: no question of ')
    const twice = await runEval(folder, '--set', set, '--set', set, '--explain', 'Q1')
    expect(twice.stderr).toContain('Say with --set which')
  })

  it('measures retrieval without a report', async () => {
    const folder = makeFolder()
    const { code, stdout } = await runEval(folder, '--set', writeEvalSet(join(folder, 'one'), QUESTIONS), '--retrieval')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^all +2 +50\.0 +100\.0 /mu)
    expect(existsSync(join(folder, '.eval'))).toBe(false)
  })
})
