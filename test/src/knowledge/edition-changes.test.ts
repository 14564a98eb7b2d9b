import { expect, it } from 'vitest'
import { compareFacts } from '../../../src/knowledge/edition-changes.ts'
import { makeFact } from '../../helpers/paper-content.ts'

it('says nothing where nothing changed', () => {
  const facts = [makeFact(0, '14日間'), makeFact(1, '7日間', { qualifier: '添付ファイル' })]
  expect(compareFacts(facts, facts)).toEqual([])
})

it('tells a changed value from one that came and one that went', () => {
  const before = [makeFact(0, '7日間'), makeFact(1, '毎日', { attribute: 'backup.frequency' })]
  const after = [makeFact(0, '14日間'), makeFact(1, '90日間', { attribute: 'log.retention' })]
  expect(compareFacts(before, after)).toMatchObject([
    { attribute: 'backup.retention', qualifier: null, before: ['7日間'], after: ['14日間'] },
    { attribute: 'backup.frequency', qualifier: null, before: ['毎日'], after: [] },
    { attribute: 'log.retention', qualifier: null, before: [], after: ['90日間'] },
  ])
})

it('compares each qualifier and each product by itself', () => {
  const before = [
    makeFact(0, '7日間', { qualifier: 'データベース' }),
    makeFact(0, '30日間', { qualifier: '添付ファイル' }),
    makeFact(0, '30日間', { variant: 'ハコニワ便 Lite' }),
  ]
  const after = [
    makeFact(0, '14日間', { qualifier: 'データベース' }),
    makeFact(0, '30日間', { qualifier: '添付ファイル' }),
    makeFact(0, '60日間', { variant: 'ハコニワ便 Lite' }),
  ]
  expect(compareFacts(before, after)).toMatchObject([
    { attribute: 'backup.retention', qualifier: 'データベース', before: ['7日間'], after: ['14日間'] },
    {
      attribute: 'backup.retention',
      qualifier: null,
      variant: 'ハコニワ便 Lite',
      before: ['30日間'],
      after: ['60日間'],
    },
  ])
})

it('keeps every value of one matter', () => {
  const before = [makeFact(0, '管理者'), makeFact(0, '閲覧者')]
  const after = [makeFact(0, '管理者'), makeFact(0, '編集者')]
  expect(compareFacts(before, after)).toMatchObject([
    { attribute: 'backup.retention', qualifier: null, before: ['管理者', '閲覧者'], after: ['管理者', '編集者'] },
  ])
})

it('reports a qualifier with any sign in it whole', () => {
  const before = [makeFact(0, '7日間', { qualifier: '標準|プロ' })]
  expect(compareFacts(before, [])).toMatchObject([
    { attribute: 'backup.retention', qualifier: '標準|プロ', before: ['7日間'], after: [] },
  ])
})

it('does not care in which section a value stands', () => {
  expect(compareFacts([makeFact(0, '7日間')], [makeFact(5, '7日間', { quote: '保管期間：7日間' })])).toEqual([])
})

it('does not care in which order the paper gives them', () => {
  const facts = [makeFact(0, '管理者'), makeFact(1, '閲覧者')]
  expect(compareFacts(facts, [...facts].reverse())).toEqual([])
})

it('leaves out a sentence that only changed by a value that is listed, and one that is listed already', () => {
  const sentence = (days: string) => `バックアップは${days}保管します`
  const before = [
    makeFact(0, '7日間'),
    makeFact(0, sentence('7日間'), { attribute: 'backup.performed' }),
    makeFact(0, '管理者が復元します', { attribute: 'backup.restore' }),
    makeFact(0, '管理者が復元します', { attribute: 'support.hours' }),
  ]
  const after = [
    makeFact(0, '14日間'),
    makeFact(0, sentence('14日間'), { attribute: 'backup.performed' }),
    makeFact(0, '利用者が復元します', { attribute: 'backup.restore' }),
    makeFact(0, '利用者が復元します', { attribute: 'support.hours' }),
  ]
  expect(compareFacts(before, after).map(({ attribute }) => attribute)).toEqual(['backup.retention', 'backup.restore'])
})

it('keeps a sentence that says something else as well', () => {
  const before = [makeFact(0, '7日間'), makeFact(0, '7日間、暗号化せずに', { attribute: 'backup.performed' })]
  const after = [makeFact(0, '14日間'), makeFact(0, '14日間、暗号化して', { attribute: 'backup.performed' })]
  expect(compareFacts(before, after)).toHaveLength(2)
})
