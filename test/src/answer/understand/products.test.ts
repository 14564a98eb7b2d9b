import { describe, expect, it } from 'vitest'
import { createProductResolver } from '../../../../src/answer/understand/products.ts'
import { fold } from '../../../../src/text/fold.ts'
import { makePaper } from '../../../helpers/paper-content.ts'

const { find } = createProductResolver(
  [
    makePaper('chidori', { product: '帳票千鳥', vendor: null }),
    makePaper('aozora', { product: '倉庫青空', vendor: null }),
    makePaper('hanabin', { product: '花便', vendor: null }),
    makePaper('hotaru', { product: '蛍', vendor: null, variants: ['蛍給与', '蛍勤怠'] }),
  ],
  () => false,
)
const named = (question: string) =>
  find(fold(question)).map(({ paperId, variant, start, end }) => [variant ?? paperId, question.slice(start, end)])

describe('a name of which one half is written as it is read', () => {
  it.each([
    ['帳票ちどりの稼働率は？', 'chidori', '帳票ちどり'],
    ['帳票チドリの稼働率は？', 'chidori', '帳票チドリ'],
    ['ちょうひょう千鳥の稼働率は？', 'chidori', 'ちょうひょう千鳥'],
    ['ちょうひょうちどりの稼働率は？', 'chidori', 'ちょうひょうちどり'],
    ['操作ログは倉庫あおぞらだと何日？', 'aozora', '倉庫あおぞら'],
    ['蛍きゅうよのログは？', '蛍給与', '蛍きゅうよ'],
    ['ほたる勤怠のログは？', '蛍勤怠', 'ほたる勤怠'],
  ])('is known in %s', (question, product, words) => {
    expect(named(question)).toEqual([[product, words]])
  })

  it.each([
    ['is read otherwise', '帳票みどりの稼働率は？'],
    ['is of another name', '帳簿ちどりの稼働率は？'],
    ['stands alone', 'ちどりの稼働率は？'],
    ['is left out', '帳票の稼働率は？'],
    ['leaves a name so short that it may be any word', 'はな便の稼働率は？'],
  ])('is unknown where the half %s: %s', (_, question) => {
    expect(named(question)).toEqual([])
  })

  it('is still known as it is printed', () => {
    expect(named('帳票千鳥と倉庫青空の稼働率は？')).toEqual([
      ['chidori', '帳票千鳥'],
      ['aozora', '倉庫青空'],
    ])
  })
})
