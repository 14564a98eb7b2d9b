import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ExtractedFact, scoreFacts } from '../../scripts/eval/facts.ts'
import { checkFloors } from '../../scripts/eval/floors.ts'
import { judge } from '../../scripts/eval/judge.ts'
import { createNames } from '../../scripts/eval/names.ts'
import { compareOutline } from '../../scripts/eval/outline.ts'
import type { EvalQuestion, ExpectedFact, MapDocument, MapSection } from '../../scripts/eval/question-set.ts'
import { loadQuestionSet, loadQuestionSets } from '../../scripts/eval/question-set.ts'
import { makeFolder } from '../helpers/index-folder.ts'
import { makeSection } from '../helpers/paper-content.ts'
import { writeEvalSet } from './eval-set.ts'

function mapSection(number: string, heading: string, changes: Partial<MapSection> = {}): MapSection {
  return { number, heading, short: number, aliases: [], kind: 'numbered', ...changes }
}

const documents: MapDocument[] = [
  {
    product: 'ハコブネ',
    sections: [
      mapSection('表紙', 'ハコブネ 安全対策説明書', { kind: 'cover' }),
      mapSection('2.4', '情報のバックアップ', { aliases: ['2.4 A.12.3.1', 'A.12.3.1'] }),
      mapSection('2.5', 'ログ'),
      mapSection('付録', 'お問い合わせ窓口', { kind: 'unnumbered' }),
    ],
  },
  { product: 'ミナト', sections: [mapSection('第2章 3', 'バックアップ', { short: '2-3' })] },
]
const papers = [
  { product: 'ハコブネ', variants: [], aliases: ['Hakobune'] },
  { product: 'ミナト', variants: ['ミナト倉庫', 'ミナト通関'], aliases: [] },
]
const names = createNames(documents, papers)

function ask(expect: Partial<EvalQuestion['expect']>, products = ['ハコブネ']): EvalQuestion {
  return {
    id: 'Q1',
    lang: 'ja',
    kind: 'fact',
    turns: [],
    question: 'ハコブネのバックアップは何日残りますか？',
    products,
    expect: { all_of: [], none_of: [], sections: [], status: 'answered', ...expect },
  }
}

function reply(text: string, ...cited: readonly (readonly [product: string, section: string])[]) {
  return { text, status: 'answered' as const, citations: cited.map(([product, section]) => ({ product, section })) }
}

const backup = { product: 'ハコブネ', section: '2.4', alt: [], optional: false }

describe('judge', () => {
  it('passes an answer that says what it must and cites where it stands', () => {
    const question = ask({ all_of: ['14\\s*日'], none_of: ['30\\s*日'], sections: [backup] })
    expect(judge(question, reply('14日間です[1]。', ['ハコブネ', '2.4']), names).pass).toBe(true)
  })

  it('reads full-width digits and a phrase that a line break cuts', () => {
    const question = ask({ all_of: ['14日', '別途有償'] })
    expect(judge(question, reply('１４日間で、別途\n有償です。'), names).textOk).toBe(true)
  })

  it('counts a value that must not be there as false, even beside the right one', () => {
    const verdict = judge(ask({ all_of: ['14日'], none_of: ['30日'] }), reply('14日間または30日間です。'), names)
    expect(verdict).toMatchObject({ pass: false, textOk: false, forbidden: ['30日'] })
  })

  it('takes an answer for all products instead of a question back', () => {
    const question = ask({ all_of: ['どの製品'], alt_all_of: ['14日', '30日'] }, [])
    expect(judge(question, reply('ハコブネは14日、ミナトは30日です。'), names)).toMatchObject({
      textOk: true,
      missing: [],
    })
  })

  it('fails an answer with another status unless the question allows it', () => {
    expect(judge(ask({ status: 'not_stated' }), reply('14日です。'), names).statusOk).toBe(false)
    expect(judge(ask({ status: 'not_stated', status_any: ['answered'] }), reply('14日です。'), names).statusOk).toBe(
      true,
    )
  })

  it.each([
    ['the number', '2.4'],
    ['the number with a mark and a final dot', '§2.4.'],
    ['an alias', 'A.12.3.1'],
    ['full-width digits', '２．４'],
  ])('takes a section that is cited by %s', (_, section) => {
    expect(judge(ask({ sections: [backup] }), reply('14日です。', ['ハコブネ', section]), names).citedOk).toBe(true)
  })

  it('takes an unnumbered section by its heading and a numbered one not', () => {
    const contact = { ...backup, section: '付録' }
    expect(judge(ask({ sections: [contact] }), reply('', ['ハコブネ', 'お問い合わせ窓口']), names).citedOk).toBe(true)
    expect(judge(ask({ sections: [backup] }), reply('', ['ハコブネ', '情報のバックアップ']), names).citedOk).toBe(false)
  })

  it('asks for every section but the optional ones, each by itself or its alternative', () => {
    const question = ask({
      sections: [
        { ...backup, section: '9.9', alt: ['2.4'] },
        { ...backup, section: '2.5', optional: true },
      ],
    })
    expect(judge(question, reply('', ['ハコブネ', '2.4']), names).uncited).toEqual([])
    expect(judge(question, reply('', ['ハコブネ', '2.5']), names).uncited).toEqual(['ハコブネ 9.9'])
  })

  it('fails another product beside the one that was asked about, and only there', () => {
    const answer = reply('14日です。', ['ハコブネ', '2.4'], ['ミナト', '2-3'])
    expect(judge(ask({}), answer, names)).toMatchObject({ pass: false, stray: ['ミナト'] })
    expect(judge(ask({}, ['ハコブネ', 'ミナト']), answer, names).pass).toBe(true)
  })

  it('counts the products of one paper as one by their common name', () => {
    const question = ask({ sections: [{ ...backup, product: 'ミナト', section: '第2章 3' }] }, ['ミナト'])
    expect(judge(question, reply('毎日です。', ['ミナト通関', '第2章3']), names)).toMatchObject({
      pass: true,
      stray: [],
    })
  })
})

describe('createNames', () => {
  it('numbers sections of the index as the map does, the cover and unnumbered ones too', () => {
    const nameOf = (number: string, heading: string, level: number) =>
      names.ofSection('ハコブネ', makeSection(number, heading, '', { level }))
    expect(nameOf('', '', 0)).toBe('表紙')
    expect(nameOf('2.4', '情報のバックアップ', 2)).toBe('2.4')
    expect(nameOf('', 'お問い合わせ窓口', 1)).toBe('付録')
  })
})

describe('scoreFacts', () => {
  const expected: ExpectedFact = {
    id: 'ハコブネ:backup.retention',
    product: 'ハコブネ',
    attribute: 'backup.retention',
    value_text: '14日間',
    quote: '保管期間は14日間です。',
    normalized: { value: 14, unit: 'day' },
    section: '2.4',
    alt_sections: [],
    stated: true,
    derived: false,
  }
  const extracted: ExtractedFact = {
    product: 'ハコブネ',
    attribute: 'backup.retention',
    qualifier: null,
    value: '2週間',
    quote: '2週間保管します。',
    normalized: { value: 2, unit: 'week', op: 'eq' },
    section: '2.4',
  }
  const score = (facts: ExpectedFact[], found: ExtractedFact[], known = (_: string) => true) =>
    scoreFacts(facts, found, names, known)

  it('takes a value in another unit of time for the same', () => {
    expect(score([expected], [extracted])).toMatchObject({ stated: 1, found: 1, all: { right: 1, wrong: 0 } })
  })

  it('does not take a month for 30 days', () => {
    const month = { ...extracted, normalized: { value: 1, unit: 'month', op: 'eq' } as const, value: '1か月' }
    const result = score([{ ...expected, normalized: { value: 30, unit: 'day' } }], [month])
    expect(result).toMatchObject({ found: 0, all: { right: 0, wrong: 1 } })
  })

  it('tells a right value in another section from a wrong value', () => {
    const result = score([expected], [{ ...extracted, section: '2.5' }])
    expect(result).toMatchObject({ found: 0, all: { right: 0, elsewhere: 1, wrong: 0 } })
  })

  it('takes any value for wrong where the paper states none', () => {
    const silent = { ...expected, value_text: null, quote: null, normalized: null, section: null, stated: false }
    expect(score([silent], [extracted])).toMatchObject({ stated: 0, all: { wrong: 1 } })
  })

  it('compares a name with a number by the number in it', () => {
    const fact = { ...expected, value_text: 'TLS1.3', normalized: { value: 1.3, unit: 'tls_version' } }
    const name = { ...extracted, value: 'TLS 1.3', normalized: { value: 'TLS 1.3', unit: 'name', op: 'eq' } as const }
    const older = { ...name, value: 'TLS 1.2', normalized: { ...name.normalized, value: 'TLS 1.2' } }
    expect(score([fact], [name]).found).toBe(1)
    expect(score([fact], [older]).found).toBe(0)
  })

  it('names the ids that the catalogue does not have and leaves them out of the share', () => {
    const result = score([expected], [], () => false)
    expect(result.stated).toBe(0)
    expect([...result.unknownIds]).toEqual([['backup.retention', 1]])
  })
})

describe('compareOutline', () => {
  const sections = [makeSection('2.4', '情報のバックアップ', '毎日取得します。\n'), makeSection('2.5', 'ログ', '')]

  it('finds no difference where there is none, and compares only what the map tells', () => {
    const expected = [mapSection('2.4', '情報のバックアップ', { level: 2 }), mapSection('2.5', 'ログ')]
    expect(compareOutline(expected, sections)).toEqual({ expected: 2, found: 2, missing: 0, extra: 0, problems: [] })
  })

  it('names what is missing, what is extra and what begins differently', () => {
    const expected = [
      mapSection('2.4', '情報のバックアップ', { body_first30: '毎週取得します。' }),
      mapSection('2.6', '暗号化'),
    ]
    const { missing, extra, problems } = compareOutline(expected, sections)
    expect({ missing, extra }).toEqual({ missing: 1, extra: 1 })
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['body', 'missing', 'extra'])
  })

  it('sees sections that are out of order', () => {
    const expected = [mapSection('2.5', 'ログ'), mapSection('2.4', '情報のバックアップ')]
    expect(compareOutline(expected, sections).problems.join()).toContain('reading order')
  })
})

describe('checkFloors', () => {
  const floors = { 'test/eval': { pass: 90, false: 1, refused: 0, reason: '一次開発の水準' } }
  const reached = { name: 'test/eval', questions: 10, passed: 9, falseAnswers: 1, refused: 0 }

  it('holds at the floor itself', () => {
    expect(checkFloors(floors, [reached]).ok).toBe(true)
  })

  it.each([
    ['a question fewer passes', { passed: 8 }, '80.0 % is under 90 %'],
    ['an answer more is false', { falseAnswers: 2 }, '2 false answers, 1 allowed'],
    ['a paper was not taken in', { refused: 1 }, '1 papers not taken in, 0 allowed'],
    ['nothing was asked', { questions: 0, passed: 0 }, '0.0 % is under 90 %'],
  ])('fails with the reason where %s', (_, change, message) => {
    const { ok, lines } = checkFloors(floors, [{ ...reached, ...change }])
    expect(ok).toBe(false)
    expect(lines.join()).toContain(message)
    expect(lines.join()).toContain('一次開発の水準')
  })

  it('fails where a set with a floor was not measured, if all sets should have been', () => {
    expect(
      checkFloors({ ...floors, 'test/eval/gone': { pass: 1, false: 0, refused: 0, reason: '' } }, [reached]),
    ).toMatchObject({
      ok: true,
    })
    const { ok, lines } = checkFloors(
      { 'test/eval/gone': { pass: 1, false: 0, refused: 0, reason: '' } },
      [reached],
      true,
    )
    expect(ok).toBe(false)
    expect(lines).toEqual(['test/eval: no floor', 'test/eval/gone: BELOW ITS FLOOR: it was not measured'])
  })

  it('says that a set has no floor', () => {
    expect(checkFloors(floors, [{ ...reached, name: '../elsewhere', passed: 0 }])).toEqual({
      ok: true,
      lines: ['../elsewhere: no floor'],
    })
  })
})

describe('loadQuestionSets', () => {
  it('finds the set of a folder and those in it, and names what was begun and cannot be read', () => {
    const dir = writeEvalSet(makeFolder(), [ask({})])
    writeEvalSet(join(dir, 'second'), [ask({}), ask({})])
    mkdirSync(join(dir, 'begun', 'papers'), { recursive: true })
    mkdirSync(join(dir, 'notes'))
    const { sets, unread } = loadQuestionSets(dir)
    expect(sets.map(({ questions }) => questions.length)).toEqual([1, 2])
    expect(unread).toHaveLength(1)
    expect(unread[0]).toContain(join('begun', 'questions.jsonl'))
  })
})

describe('loadQuestionSet', () => {
  function makeSet(questions: string): string {
    const dir = makeFolder()
    writeFileSync(join(dir, 'questions.jsonl'), questions)
    writeFileSync(join(dir, 'section-map.json'), JSON.stringify({ documents }))
    return dir
  }

  it('takes the papers of the set before those of the argument', () => {
    const dir = makeSet(JSON.stringify(ask({})))
    expect(loadQuestionSet(dir, 'elsewhere').papersDir).toBe('elsewhere')
    mkdirSync(join(dir, 'papers'))
    expect(loadQuestionSet(dir, 'elsewhere').papersDir).toBe(join(dir, 'papers'))
  })

  it('reads a file of questions with the map beside it', () => {
    const set = loadQuestionSet(join(makeSet(`${JSON.stringify(ask({}))}\n\n`), 'questions.jsonl'), 'papers')
    expect(set.questions.map((question) => question.id)).toEqual(['Q1'])
    expect(set.documents).toHaveLength(2)
    expect(set.facts).toBeUndefined()
  })

  it('says where papers are missing and which line cannot be read', () => {
    expect(() => loadQuestionSet(makeSet(''), undefined)).toThrow('--papers DIR')
    expect(() => loadQuestionSet(makeSet(`${JSON.stringify(ask({}))}\n{"id":`), 'papers')).toThrow('line 2')
    expect(() => loadQuestionSet(makeSet('{"id":"Q1"}'), 'papers')).toThrow('lang')
  })
})
