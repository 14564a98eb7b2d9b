import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import Encoding from 'encoding-japanese'
import { expect, it } from 'vitest'
import { makeFolder } from '../helpers/index-folder.ts'
import { type Outcome, runScript } from '../helpers/run-script.ts'
import { samplePaper } from '../helpers/sample-paper.ts'

/** A working folder with `papers/` and an index that is not there yet. */
function makeDesk() {
  const cwd = makeFolder()
  const indexDir = join(cwd, 'index')
  mkdirSync(join(cwd, 'papers'))
  return {
    indexDir,
    write: (name: string, content: string | Uint8Array) => writeFileSync(join(cwd, 'papers', name), content),
    remove: (name: string) => rmSync(join(cwd, 'papers', name)),
    makeFolder: (name: string) => mkdirSync(join(cwd, name)),
    ingest: (...args: string[]) => runScript('ingest', args, { cwd, indexDir }),
    ask: (...args: string[]) => runScript('ask', args, { cwd, indexDir }),
    askLines: (input: string) => runScript('ask', ['--jsonl'], { cwd, indexDir, input }),
  }
}

function encode(text: string, to: 'SJIS' | 'EUCJP'): Uint8Array {
  return Uint8Array.from(Encoding.convert(Encoding.stringToCode(text), { to, from: 'UNICODE' }))
}

const RETENTION = 'Tsubomi Noteのバックアップの保管期間は？'
const NAMELESS = 'セキュリティホワイトペーパー\n\n1. 運用\n1.1. バックアップ\nバックアップの保管期間は5日間です。\n'

it('refuses what is no readable paper, each with its reason, takes in the others and loses nothing', async () => {
  const desk = makeDesk()
  desk.write('a.txt', samplePaper())
  desk.write('sjis.txt', encode(samplePaper('Kumonoue Desk', '40日間'), 'SJIS'))
  desk.write('euc.txt', encode(samplePaper('Hidamari Box', '50日間'), 'EUCJP'))
  desk.write('empty.txt', '')
  desk.write(
    'binary.txt',
    Uint8Array.from({ length: 400 }, (_, i) => (i * 37) % 256),
  )
  desk.write('latin.txt', Uint8Array.from(Buffer.from('Politique de sécurité. Données chiffrées à l’hôtel.', 'latin1')))
  desk.makeFolder('nothing')

  const first = await desk.ingest('papers', 'missing.txt', 'nothing')
  expect(first.stderr).toBe('')
  expect(first.code).toBe(1)
  for (const reason of [
    /^FAILED +papers\/empty\.txt: .*holds no text/mu,
    /^FAILED +papers\/binary\.txt: .*binary/mu,
    /^FAILED +papers\/latin\.txt: .*UTF-8/mu,
    /^FAILED +missing\.txt: .*no such file/mu,
    /^FAILED +nothing: .*holds no paper/mu,
    /^added +Tsubomi Note \(1\.2, 2024-04-01\)/mu,
    /^added +Kumonoue Desk/mu,
    /^added +Hidamari Box/mu,
    /^3 of 8 files are in the index/mu,
  ]) {
    expect(first.stdout).toMatch(reason)
  }

  // What is indexed stays when its file is no longer readable, whether or not everything is made anew.
  desk.write('a.txt', '')
  for (const args of [['papers'], ['--rebuild', 'papers'], ['--rebuild', 'missing.txt']]) {
    const again = await desk.ingest(...args)
    expect([args, again.code]).toEqual([args, 1])
    if (args.includes('--rebuild')) expect(again.stdout).toMatch(/was left as it was/u)
  }
  const answers = await desk.askLines(
    ['Tsubomi Note', 'Kumonoue Desk', 'Hidamari Box']
      .map((product) => JSON.stringify({ id: product, question: `${product}のバックアップの保管期間は？` }))
      .join('\n'),
  )
  expect(answers.code).toBe(0)
  const texts = answers.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).answer.text)
  expect(texts).toEqual([
    expect.stringContaining('21日間'),
    expect.stringContaining('40日間'),
    expect.stringContaining('50日間'),
  ])
})

it('says how to name a product that the paper does not name, and then takes the paper in', async () => {
  const desk = makeDesk()
  desk.write('policy.txt', NAMELESS)
  const refused = await desk.ingest('papers/policy.txt')
  expect(refused.code).toBe(1)
  expect(refused.stdout).toMatch(/FAILED +papers\/policy\.txt: .*--product NAME.*policy\.txt\.meta\.yaml/u)
  const taken = await desk.ingest('papers/policy.txt', '--product', 'Minamo Desk', '--date', '2024年5月1日')
  expect(taken.code).toBe(0)
  expect(taken.stdout).toMatch(/^added +Minamo Desk \(2024-05-01\)/mu)
  const answer = await desk.ask('Minamo Deskのバックアップの保管期間は？')
  expect(answer.stdout).toContain('5日間')
})

it('refuses one description for several papers and values that are none', async () => {
  const desk = makeDesk()
  desk.write('a.txt', samplePaper('Kumonoue Desk'))
  desk.write('b.txt', NAMELESS)
  for (const [args, message] of [
    [['papers', '--product', 'Minamo'], /one file only, but 2/u],
    [['papers/a.txt', '--date', 'soon'], /--date soon is no date/u],
    [['papers/a.txt', '--product', ''], /--product needs a value/u],
    [['papers/a.txt', '--colour', 'red'], /--colour/u],
  ] as const) {
    const result = await desk.ingest(...args)
    expect([args, result.code]).toEqual([args, 2])
    expect(result.stderr).toMatch(message)
    expect(result.stderr).not.toMatch(/^ {4}at /mu)
  }
})

it('names the command that mends an index that is cut off, is rubbish or was made by another model', async () => {
  const desk = makeDesk()
  const database = join(desk.indexDir, 'posture.db')
  desk.write('a.txt', samplePaper())
  expect((await desk.ingest('papers')).code).toBe(0)
  const whole = readFileSync(database)
  const ask = () => desk.ask(RETENTION)
  const ingest = () => desk.ingest('papers')
  const damages: readonly (readonly [string, () => Promise<Outcome>, () => void])[] = [
    ['cut off', ask, () => truncateSync(database, 5000)],
    ['rubbish', ingest, () => writeFileSync(database, 'これはデータベースではありません。'.repeat(200))],
    ['empty', ask, () => writeFileSync(database, '')],
    [
      'another model',
      ask,
      () => {
        writeFileSync(database, whole)
        new Database(database).exec("UPDATE meta SET model = 'another-model'").close()
      },
    ],
  ]
  for (const [name, run, damage] of damages) {
    damage()
    const before = readFileSync(database)
    const { code, stdout, stderr } = await run()
    expect([name, code, stdout]).toEqual([name, 1, ''])
    expect(stderr).toMatch(/^[^\n]*npm run ingest -- --rebuild[^\n]*\n$/u)
    expect(readFileSync(database).equals(before)).toBe(true)
  }
  const mended = await desk.ingest('--rebuild', 'papers')
  expect(mended.code).toBe(0)
  expect((await desk.ask(RETENTION)).stdout).toContain('21日間')
})

it('answers the lines that it can read and names the others by their numbers', async () => {
  const desk = makeDesk()
  desk.write('a.txt', samplePaper())
  expect((await desk.ingest('papers')).code).toBe(0)
  const { code, stdout, stderr } = await desk.askLines(
    [
      JSON.stringify({ id: 'one', question: RETENTION }),
      '{"id": "two", "question": ',
      '',
      '{"id": "four"}',
      JSON.stringify({ id: 5, question: 'ログの方は？', turns: [RETENTION] }),
    ].join('\n'),
  )
  expect(code).toBe(1)
  expect(stderr).toMatch(/^line 2: not JSON.*\nline 4: question: .*\n$/u)
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(answers.map(({ id }) => id)).toEqual(['one', 5])
  expect(answers[0].answer.text).toContain('21日間')
  expect(answers[1].answer.text).toContain('180日間')
})
