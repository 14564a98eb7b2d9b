import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { KNOWLEDGE_DIR } from '../paths.ts'

const RUNS = 3

/** Milliseconds of wall time of `npm run ask` with one question, as a person calls it, over an index that is there. */
export function measureColdStart(indexDir: string, question: string): readonly number[] {
  return Array.from({ length: RUNS }, () => {
    const started = performance.now()
    const { status, stderr } = spawnSync('npm', ['run', '-s', 'ask', '--', question], {
      cwd: dirname(KNOWLEDGE_DIR),
      env: { ...process.env, INDEX_DIR: indexDir },
      encoding: 'utf8',
      shell: process.platform === 'win32',
    })
    const ms = performance.now() - started
    if (status !== 0) throw new Error(`npm run ask ended with ${status}: ${stderr}`)
    return ms
  })
}
