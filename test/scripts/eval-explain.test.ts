import { describe, expect, it } from 'vitest'
import { markQuote } from '../../scripts/eval/mark-quote.ts'
import { formatTrace } from '../../scripts/eval/print-trace.ts'
import { type EvalQuestion, loadQuestionSet } from '../../scripts/eval/question-set.ts'
import { traceQuestion } from '../../scripts/eval/trace.ts'
import { makeFolder } from '../helpers/index-folder.ts'
import { makeExpected, makeQuestion, silentLogger, writeEvalSet } from './eval-set.ts'

describe('markQuote', () => {
  it('marks the words as printed, over line ends, blanks and full-width letters', () => {
    expect(markQuote('保管期間は\n１４日間です。', '期間は 14日間')).toEqual({
      isFound: true,
      text: '保管>>>期間は\n１４日間<<<です。',
    })
    expect(markQuote('ﾊﾞｯｸｱｯﾌﾟは毎日です。', 'バックアップ').text).toBe('>>>ﾊﾞｯｸｱｯﾌﾟ<<<は毎日です。')
  })

  it('shows where a section begins that does not hold the quote', () => {
    expect(markQuote('毎日取得します。', '毎週取得します。')).toEqual({ isFound: false, text: '毎日取得します。' })
    expect(markQuote('毎日取得します。', '')).toMatchObject({ isFound: false })
    expect(markQuote('毎日取得します。', null)).toMatchObject({ isFound: false })
  })

  it('shows no more of a long section than what stands around the quote', () => {
    const { text } = markQuote(`${'前'.repeat(500)}保管期間は7日間${'後'.repeat(500)}`, '保管期間は7日間')
    expect(text).toMatch(/^…前+>>>保管期間は7日間<<<後+…$/u)
    expect(text.length).toBeLessThan(400)
  })
})

describe('traceQuestion', () => {
  async function trace(question: EvalQuestion): Promise<string> {
    const set = loadQuestionSet(writeEvalSet(makeFolder(), [question]), undefined)
    return formatTrace(await traceQuestion(set, question, silentLogger))
  }

  it('follows a fact from the words of the question to the quote in its section', async () => {
    const text = await trace(
      makeQuestion('Q1', 'ハコブネのバックアップの保管期間は？', { all_of: ['14日'], sections: [makeExpected('2.4')] }),
    )
    expect(text).toMatch(/Q1 \[fact, ja\] passes$/mu)
    expect(text).toMatch(/^attributes backup\.retention /mu)
    expect(text).toMatch(/^\* ハコブネ \/ backup\.retention: 14日間 {2}§2\.4「/mu)
    expect(text).toContain('(the engine did not search)\nin its papers  lexical 1, vector 1, fused 1')
    expect(text).toContain('[expected and cited] ハコブネ §2.4 情報のバックアップ')
    expect(text).toContain('>>>バックアップの保管期間は14日間です。<<<')
  })

  it('says of a question that fails what is missing and which section should have been cited', async () => {
    const text = await trace(
      makeQuestion('Q2', 'ハコブネの操作ログの保存期間は？', {
        all_of: ['14日'],
        none_of: ['90日'],
        sections: [makeExpected('2.4'), makeExpected('9.9'), makeExpected('2.5', true)],
      }),
    )
    expect(text).toMatch(/Q2 \[fact, ja\] FAILS$/mu)
    expect(text).toContain('missing /14日/\nfalse /90日/\nnot cited: ハコブネ 2.4\nnot cited: ハコブネ 9.9')
    expect(text).toContain('[expected, NOT CITED] ハコブネ §2.4')
    expect(text).toContain('[expected, NOT IN THE INDEX] ハコブネ §9.9')
    expect(text).toContain('[optional] ハコブネ §2.5 ログ (its beginning: the quote is not in it)')
    expect(text).toMatch(/^ {2}ハコブネ \/ backup\.retention: 14日間/mu)
  })

  it('names the section of each piece of evidence and marks the expected one', async () => {
    const question = makeQuestion('Q3', 'ハコブネの見学は何曜日？', { sections: [makeExpected('2.6')] })
    const text = await trace({ ...question, quote: '見学は月曜日に受け付けます。', reference: '月曜日です' })
    expect(text).toMatch(/^ 1 .* \*§2\.6 見学は月曜日に/mu)
    expect(text).toContain('for example 月曜日です')
    expect(text).not.toContain('did not search')
  })

  it('shows the turns before, and the cited section where none is expected', async () => {
    const question = makeQuestion('Q4', 'ログの方は？', {})
    const text = await trace({ ...question, turns: ['ハコブネのバックアップの保管期間は？'] })
    expect(text).toContain('before     ハコブネのバックアップの保管期間は？\nquestion   ログの方は？')
    expect(text).toContain('no section is expected')
    expect(text).toMatch(/^\[cited\] ハコブネ §2\.5 ログ$/mu)
    expect(text).toContain('>>>操作ログは90日間保存します。<<<')
  })
})
