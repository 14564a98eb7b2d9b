import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_ROWS } from '../../../../src/answer/compose/select-papers.ts'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

const COUNT = MAX_ROWS + 6
const nameOf = (i: number) => `Tavornmill${String.fromCharCode(97 + Math.floor(i / 26), 97 + (i % 26))}`

/** The last is the only one with a year of logs, the last but one says nothing of logs; the first keeps backups longest. */
function paperOf(i: number): string {
  const logs = i === COUNT - 2 ? '' : `操作ログは${i === COUNT - 1 ? '2年間' : '90日間'}保存します。\n`
  return `---
product: ${nameOf(i)}
vendor: 株式会社タヴォルン${nameOf(i).slice(-2)}
version: "1.${i}"
---
# ${nameOf(i)} セキュリティホワイトペーパー

## 1. バックアップ
バックアップの保管期間は${i === 0 ? 100 : 7 + i}日間です。

## 2. ログの取得
ログを取得しています。${logs}
`
}

let engine: AnswerEngine
beforeAll(async () => {
  const papers = Array.from({ length: COUNT }, (_, i) => [`${nameOf(i)}.md`, paperOf(i)] as const)
  engine = await openAnswerEngine(Object.fromEntries(papers))
}, 120_000)
afterAll(() => engine.close())

const ask = (text: string) => engine.ask({ text, turns: [] })

describe(`An answer over more than ${MAX_ROWS} papers`, () => {
  it('has as many rows as a person reads, and says of how many papers', async () => {
    const answer = await ask('バックアップの保管期間を比較して')
    expect(answer.table?.rows.length).toBe(MAX_ROWS)
    expect(answer.text.split('\n')[1]).toBe(
      `登録されている資料${COUNT}件のうち、記載があるのは${COUNT}件です。ここでは${MAX_ROWS}件を示します。ほかの製品は、製品名を挙げてお尋ねください。`,
    )
    expect(engine.logged).toEqual([])
  })

  it('counts as stating only what states it', async () => {
    const { text } = await ask('操作ログの保存期間を比較して')
    expect(text).toContain(`記載があるのは${COUNT - 1}件です`)
  })

  it('finds the one that fulfils a condition, wherever in the list it stands', async () => {
    const answer = await ask('操作ログを1年以上保存するのは？')
    expect(answer.text.split('\n')[0]).toContain(nameOf(COUNT - 1))
    expect(answer.table?.rows.map(([name]) => name)).toEqual([nameOf(COUNT - 1)])
  })

  it('says that more fulfil it where not all are shown', async () => {
    const answer = await ask('操作ログを30日以上保存するのは？')
    expect(answer.table?.rows.length).toBe(MAX_ROWS)
    expect(answer.text).toContain('ここに示したもののほかにもあります。')
    expect((await ask('操作ログを1年以上保存するのは？')).text).not.toContain('ほかにもあります')
  })

  it('leaves it to the reader where the question denies a bound', async () => {
    const { text } = await ask('操作ログを1年以上保存しないのは？')
    expect(text).toContain(`ここでは${MAX_ROWS}件を示します`)
    expect(engine.logged).toEqual([])
  })

  it('finds the one with the most', async () => {
    const { text } = await ask('バックアップの保管期間が一番長いのは？')
    expect(text.split('\n')[0]).toMatch(new RegExp(`^${nameOf(0)}（100日間\\[1\\]）です。$`, 'u'))
    expect(text.split('\n')[2]).toBe('その他の製品：')
  })

  it('says it in English', async () => {
    const { text } = await ask('Compare the backup retention period of all products')
    expect(text).toContain(`Of the ${COUNT} papers in the index ${COUNT} state this; ${MAX_ROWS} are shown here.`)
  })

  it('names some of the products that there are, and counts the others', async () => {
    const { status, text } = await ask('ヌケガラボのバックアップの保管期間は？')
    expect(status).toBe('unknown_product')
    expect(text).toMatch(/、ほか6製品$/u)
    expect(text.split('、').length).toBeLessThan(MAX_ROWS + 3)
  })

  it('answers about one product as ever', async () => {
    const { text } = await ask(`${nameOf(COUNT - 1)}の操作ログの保存期間は？`)
    expect(text).toContain('2年間[1]')
    expect(text).not.toContain('登録されている資料')
  })

  it('knows that no paper mentions a name beside a known one', async () => {
    const { text } = await ask(`${nameOf(3)}とヌケガラボのバックアップの保管期間は？`)
    expect(text).toContain('「ヌケガラボ」の資料は登録されていません。')
  })
})
