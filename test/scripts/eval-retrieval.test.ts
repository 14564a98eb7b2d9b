import { describe, expect, it } from 'vitest'
import { describeRanks, formatRetrieval, formatRetrievalTotal } from '../../scripts/eval/print-retrieval.ts'
import { loadQuestionSet } from '../../scripts/eval/question-set.ts'
import { measureRetrieval, scoreRanks } from '../../scripts/eval/retrieval.ts'
import { makeFolder } from '../helpers/index-folder.ts'
import { makeExpected, makeQuestion, silentLogger, writeEvalSet } from './eval-set.ts'

describe('scoreRanks', () => {
  it('counts the first, the first five, and the mean of what 1 is divided by', () => {
    expect(scoreRanks([1, 2, 5, null])).toEqual({ hit1: 25, hit5: 75, mrr: (1 + 0.5 + 0.2) / 4 })
    expect(scoreRanks([6])).toEqual({ hit1: 0, hit5: 0, mrr: 1 / 6 })
  })

  it('is nothing for no questions', () => {
    expect(scoreRanks([])).toEqual({ hit1: 0, hit5: 0, mrr: 0 })
  })
})

describe('measureRetrieval', () => {
  const questions = [
    makeQuestion('Q1', 'ハコブネのバックアップの保管期間は？', { sections: [makeExpected('2.4')] }),
    makeQuestion('Q2', 'How long does Hakobune keep backups?', { sections: [makeExpected('2.4')] }),
    makeQuestion('Q3', 'ハコブネの見学は何曜日？', { sections: [makeExpected('2.6'), makeExpected('2.4', true)] }),
    makeQuestion('Q4', 'ハコブネのログは？', { sections: [makeExpected('2.5', true)] }),
    makeQuestion('Q5', 'ハコブネの暗号方式は？', { sections: [makeExpected('2.5')], status: 'not_stated' }),
    makeQuestion('Q6', 'ハコブネの別表は？', { sections: [makeExpected('9.9')] }),
  ]
  const measureAll = () =>
    measureRetrieval(loadQuestionSet(writeEvalSet(makeFolder(), questions), undefined), silentLogger, () => true)

  it('ranks each way by itself, for questions that expect a section that the index has', async () => {
    const { ranked, unindexed } = await measureAll()
    expect(ranked.map(({ question }) => question.id)).toEqual(['Q1', 'Q2', 'Q3'])
    expect(unindexed.map(({ id }) => id)).toEqual(['Q6'])
    expect(ranked[0]?.inside).toEqual({ lexical: 1, vector: 1, fused: 1 })
  })

  it('does not count what a way does not find by itself, and no optional section', async () => {
    const { ranked } = await measureRetrieval(
      loadQuestionSet(writeEvalSet(makeFolder(), questions), undefined),
      silentLogger,
      ({ id }) => id === 'Q3',
      {},
      { none: { lexicalWeight: 0, vectorWeight: 0 }, lexical: { vectorWeight: 0 } },
    )
    expect(ranked.map(({ inside }) => inside)).toEqual([{ none: null, lexical: 1 }])
  })

  it('tells questions in English over Japanese sections, and those that the engine searches for', async () => {
    const { ranked } = await measureAll()
    expect(ranked.map(({ isAcross }) => isAcross)).toEqual([false, true, false])
    expect(ranked.map(({ isSearched }) => isSearched)).toEqual([false, false, true])
  })

  it('prints a table for both scopes, by set, kind and language, and what is not among the first five', async () => {
    const measured = await measureAll()
    const [first] = measured.ranked
    const missed = first && { ...first, inside: { lexical: 2, vector: null, fused: 6 } }
    const text = formatRetrieval({ ...measured, ranked: missed ? [missed] : [] }, 1)
    expect(text).toContain(': 2 questions expect a section; the index has none of 1, which are left out')
    expect(text).toMatch(/^fact +1 +0\.0 +100\.0 +0\.500 +0\.0 +0\.0 +0\.000 +0\.0 +0\.0 +0\.167$/mu)
    expect(text).toContain('Q1 [fact] ハコブネのバックアップの保管期間は？\n  lexical 2, vector not found, fused 6')
    const total = formatRetrievalTotal([measured, measured])
    expect(total).toMatch(/^\[en\] over a Japanese section +2 /mu)
    expect(total).toMatch(/^all +6 /mu)
  })

  it('names the ways', () => {
    expect(describeRanks({ lexical: 1, vector: null })).toBe('lexical 1, vector not found')
  })
})
