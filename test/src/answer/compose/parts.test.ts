import { describe, expect, it } from 'vitest'
import type { Cell } from '../../../../src/answer/compose/cells.ts'
import { createCitationCollector, labelOf } from '../../../../src/answer/compose/citations.ts'
import { deriveValues } from '../../../../src/answer/compose/derive.ts'
import { narrowFacts } from '../../../../src/answer/compose/narrow-facts.ts'
import { isContradiction, premiseOf } from '../../../../src/answer/compose/premise.ts'
import { conditionsOf } from '../../../../src/answer/understand/shape.ts'
import type { Normalized, StoredFact, StoredSection } from '../../../../src/domain.ts'
import { loadCatalog } from '../../../../src/knowledge/catalog.ts'
import { KNOWLEDGE_DIR } from '../../../helpers/answer-engine.ts'
import { makePaper, makeSection, makeStored } from '../../../helpers/paper-content.ts'

const catalog = loadCatalog(KNOWLEDGE_DIR)
let id = 0
const fact = (value: string, normalized: Normalized | null, changes: Partial<StoredFact> = {}): StoredFact => ({
  id: ++id,
  paperId: 'a',
  sectionId: 1,
  attribute: 'backup.retention',
  variant: null,
  qualifier: null,
  value,
  normalized,
  polarity: null,
  quote: value,
  ...changes,
})
const days = (value: number): Normalized => ({ value, unit: 'day', op: 'eq' })
const attribute = (name: string) => {
  const found = catalog.find(name)
  if (!found) throw new Error(`no attribute ${name}`)
  return found
}

describe('Of several facts', () => {
  const os = fact('7日間', days(7), { qualifier: 'OS部分' })
  const data = fact('36日間', days(36), { qualifier: 'データ部分' })
  const values = (question: string, ...facts: StoredFact[]) => narrowFacts(question, facts, catalog).map((f) => f.value)

  it('that is kept which the question points at by its qualifier', () => {
    expect(values('OS部分のバックアップの保管期間は？', os, data)).toEqual(['7日間'])
    expect(values('ＯＳ部分のバックアップは？', os, data)).toEqual(['7日間'])
  })

  it('all are kept where it points at none', () => {
    expect(values('バックアップの保管期間は？', os, data)).toEqual(['7日間', '36日間'])
  })

  it('no number is left out for the wording of the question alone', () => {
    const plain = fact('30日間', days(30), { quote: 'バックアップは30日間、別の拠点に保管します。' })
    const other = fact('14日間', days(14), { quote: '保管するのは14日間です。' })
    for (const question of ['別の拠点のバックアップの保管期間は？', 'バックアップを保管する日数は？', '拠点は？']) {
      expect(values(question, plain, other)).toEqual(['30日間', '14日間'])
    }
  })

  it('those are kept that speak of what is asked, where they are statements', () => {
    const login = fact('ログインの記録を確認できます', null, { attribute: 'log.viewing' })
    const backup = fact('バックアップの結果を確認できます', null, { attribute: 'log.viewing' })
    expect(values('バックアップの結果は見られますか', login, backup)).toEqual(['バックアップの結果を確認できます'])
  })

  it('the edition that is asked is kept', () => {
    const changes = { attribute: 'document.revision' }
    const first = fact('初版', null, { ...changes, qualifier: '1.0' })
    const second = fact('節の追加', null, { ...changes, qualifier: '1.1' })
    expect(values('1.1版では何が変わった？', first, second)).toEqual(['節の追加'])
  })

  it('one alone is kept whatever is asked', () => {
    expect(values('データ部分は？', os)).toEqual(['7日間'])
  })
})

describe('A value is computed', () => {
  const every = (value: number, unit: Normalized['unit'], op: Normalized['op'] = 'eq') =>
    fact('間隔', { value, unit, op }, { attribute: 'backup.frequency', quote: 'q' })
  const count = (value: number, op: Normalized['op'] = 'eq', changes: Partial<StoredFact> = {}) =>
    fact('世代', { value, unit: 'generation', op }, { attribute: 'backup.generations', quote: 'q', ...changes })
  const derive = (...facts: StoredFact[]) =>
    deriveValues(attribute('backup.retention'), facts).map(({ normalized }) => [normalized.value, normalized.unit])

  it('from an interval and a count', () => {
    expect(derive(every(2, 'hour'), count(36))).toEqual([[72, 'hour']])
    expect(derive(every(1, 'day'), count(7))).toEqual([[7, 'day']])
  })

  it('from the interval of the same sentence where there are several', () => {
    const daily = { ...every(1, 'day'), quote: 'd' }
    expect(derive(every(2, 'hour'), daily, count(36), count(7, 'eq', { quote: 'd' }))).toEqual([
      [72, 'hour'],
      [7, 'day'],
    ])
    expect(derive(every(2, 'hour'), daily, count(9, 'eq', { quote: 'x' }))).toEqual([])
  })

  it('from nothing that is a bound, a rate in a period, or missing', () => {
    expect(derive(every(2, 'hour', 'lte'), count(36))).toEqual([])
    expect(derive(every(2, 'hour'), count(36, 'gte'))).toEqual([])
    expect(derive(every(2, 'per_year'), count(3))).toEqual([])
    expect(derive(count(36))).toEqual([])
    expect(derive(every(2, 'hour'))).toEqual([])
  })

  it('for no attribute that the catalogue does not compute', () => {
    expect(deriveValues(attribute('sla.availability'), [every(2, 'hour'), count(36)])).toEqual([])
  })
})

describe('A premise', () => {
  const premiseFor = (id: string, question: string, ...facts: StoredFact[]) => {
    const cell = { paper: makeStored(makePaper('a')), variant: null, attribute: attribute(id), facts }
    const asked = { conditions: conditionsOf(question, []), text: question }
    return premiseOf({ ...cell, derived: [], related: [], topic: null }, asked)
  }
  const premise = (question: string, ...facts: StoredFact[]) => premiseFor('backup.retention', question, ...facts)

  it('is named where the paper holds another value', () => {
    expect(premise('保管期間は30日だよね？', fact('7日間', days(7)))).toBe('30日')
  })

  it('is not named where the paper holds it, also among others', () => {
    expect(premise('保管期間は7日だよね？', fact('7日間', days(7)))).toBeUndefined()
    expect(premise('保管期間は7日だよね？', fact('30日間', days(30)), fact('7日間', days(7)))).toBeUndefined()
  })

  it('is named in whatever unit it is asked', () => {
    expect(premise('保管期間は1か月だよね？', fact('7日間', days(7)))).toBe('1か月')
    expect(premise('保管期間は168時間だよね？', fact('7日間', days(7)))).toBeUndefined()
    const yearly = fact('年1回', { value: 1, unit: 'per_year', op: 'eq' })
    expect(premiseFor('backup.frequency', '毎月だよね？', yearly)).toBe('毎月')
    expect(premiseFor('backup.frequency', '1年ごとだよね？', yearly)).toBeUndefined()
  })

  it('is not named for how often where it is asked how long', () => {
    expect(premise('1日1回のバックアップの保管期間は？', fact('7日間', days(7)))).toBeUndefined()
  })

  it('is not named for another unit or a bound', () => {
    expect(premise('稼働率は99.9%だよね？', fact('7日間', days(7)))).toBeUndefined()
    expect(premise('保管期間は5日以上だよね？', fact('7日間', days(7)))).toBeUndefined()
  })
})

describe('Two values contradict each other', () => {
  const paper = makeStored(makePaper('a'))
  const contradicts = (...facts: StoredFact[]) => {
    const cell: Cell = {
      paper,
      variant: null,
      attribute: attribute('backup.retention'),
      facts,
      derived: [],
      related: [],
      topic: null,
    }
    return isContradiction(cell)
  }
  const here = fact('7日間', days(7))

  it('where they stand in two sections for the same thing', () => {
    expect(contradicts(here, fact('14日間', days(14), { sectionId: 2 }))).toBe(true)
  })

  it.each([
    ['in one section', {}],
    ['for another part', { sectionId: 2, qualifier: 'データ部分' }],
    ['for another product', { sectionId: 2, variant: '製品B' }],
    ['for another attribute', { sectionId: 2, attribute: 'log.retention' }],
    ['in another unit', { sectionId: 2, normalized: { value: 7, unit: 'generation', op: 'eq' } as const }],
    ['where one is only planned', { sectionId: 2, polarity: 'planned' as const }],
    ['that are the same', { sectionId: 2, normalized: days(7) }],
    ['that are names', { sectionId: 2, normalized: { value: 'x', unit: 'name', op: 'eq' } as const }],
  ])('but not %s', (_, changes) => {
    expect(contradicts(here, fact('14日間', days(14), changes))).toBe(false)
  })
})

describe('Citations', () => {
  const paper = makeStored(makePaper('a'))
  const section = (number: string, body: string, sectionId = 1): StoredSection => ({
    ...makeSection(number, '記録', body),
    id: sectionId,
    paperId: 'a',
  })

  it('are counted from 1, and the same words of the same section are one', () => {
    const { cite, citations } = createCitationCollector('2025-04-01')
    const first = section('2.1', '記録は30日残します。\n別の文です。\n')
    expect(cite(paper, first, '記録は30日残します。')).toBe(1)
    expect(cite(paper, first, '別の文です。')).toBe(2)
    expect(cite(paper, first, '記録は30日\n残します。')).toBe(1)
    expect(cite(paper, section('2.2', '記録は30日残します。', 2), '記録は30日残します。')).toBe(3)
    expect(citations.map(({ marker }) => marker)).toEqual([1, 2, 3])
  })

  it('say which section was read by text recognition', () => {
    const { cite, citations } = createCitationCollector('2025-04-01')
    cite(paper, section('2.1', '記録は30日残します。'), '記録は30日残します。')
    cite(paper, { ...section('2.2', '記録は90日残します。', 2), isRecognized: true }, '記録は90日残します。')
    expect(citations.map(({ isRecognized }) => isRecognized)).toEqual([false, true])
  })

  it('show the heading where there is no number', () => {
    const { cite, citations } = createCitationCollector('2025-04-01')
    cite(paper, section('', '本文'), '本文')
    expect(citations[0]).toMatchObject({ section: '記録', heading: '記録', document: paper.title, version: '1.0' })
    expect(labelOf({ number: '', heading: '記録' })).toBe('記録')
    expect(labelOf({ number: '2.1', heading: '記録' })).toBe('§2.1 記録')
  })

  it('cut a long quote at the end of a sentence', () => {
    const { cite, citations } = createCitationCollector('2025-04-01')
    const body = `${'あ'.repeat(150)}。${'い'.repeat(150)}。${'う'.repeat(150)}。`
    cite(paper, section('2.1', body), body)
    expect(citations[0]?.quote).toBe(`${'あ'.repeat(150)}。${'い'.repeat(150)}。`)
  })
})
