import { spawnSync } from 'node:child_process'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { dumpIndex } from '../helpers/dump-index.ts'
import { makeFolder } from '../helpers/index-folder.ts'
import { runScript } from '../helpers/run-script.ts'
import { samplePaper } from '../helpers/sample-paper.ts'

const INGEST = fileURLToPath(new URL('../../scripts/ingest.ts', import.meta.url))

/** A paper that takes some hundred kilobytes in the index. */
function longPaper(product: string): string {
  const chapters = Array.from(
    { length: 60 },
    (_, i) => `${i + 3}. 付録その${i + 1}\n${`手順${i}を定め、年に一度見直します。`.repeat(40)}\n`,
  )
  return samplePaper(product) + chapters.join('')
}

/** Runs it where no file may grow over so many kilobytes, which a full disk looks like from inside. */
function runLimited(kilobytes: number, args: readonly string[], cwd: string, indexDir: string) {
  const tsx = fileURLToPath(import.meta.resolve('tsx'))
  const command = `ulimit -f ${kilobytes}; exec "$0" "$@"`
  const env = { PATH: process.env.PATH, INDEX_DIR: indexDir }
  return spawnSync('bash', ['-c', command, process.execPath, '--import', tsx, INGEST, ...args], {
    cwd,
    env,
    encoding: 'utf8',
  })
}

it('names what did not fit on a full disk, keeps all that was there and ends with 1', async () => {
  const cwd = makeFolder()
  const options = { cwd, indexDir: join(cwd, 'index') }
  const papers = join(cwd, 'papers')
  mkdirSync(papers)
  writeFileSync(join(papers, 'a.txt'), samplePaper())
  expect((await runScript('ingest', ['papers'], options)).code).toBe(0)
  const before = dumpIndex(options.indexDir)
  writeFileSync(join(papers, 'b.txt'), longPaper('Hidamari Box'))
  writeFileSync(join(papers, 'c.txt'), samplePaper('Kumonoue Desk'))
  const room = Math.ceil(statSync(join(options.indexDir, 'posture.db')).size / 1024) + 200

  const limited = runLimited(room, ['papers'], cwd, options.indexDir)
  expect(limited.status).toBe(1)
  expect(limited.stdout).toMatch(
    /^FAILED +papers\/b\.txt: (?:There is no room for the index|The index folder .* cannot be used)/mu,
  )
  expect(limited.stdout + limited.stderr).not.toMatch(/ at .*\.ts:\d/u)
  expect(dumpIndex(options.indexDir)).toMatchObject(before)

  const rebuilt = runLimited(room, ['--rebuild', 'papers'], cwd, options.indexDir)
  expect(rebuilt.status).toBe(1)
  expect(dumpIndex(options.indexDir)).toMatchObject(before)

  const roomy = await runScript('ingest', ['papers'], options)
  expect({ code: roomy.code, papers: Object.keys(dumpIndex(options.indexDir)).length }).toEqual({ code: 0, papers: 3 })
})
