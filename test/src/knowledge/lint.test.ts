import { expect, it } from 'vitest'
import { type Attribute, attributeFileSchema } from '../../../src/knowledge/attributes.ts'
import { lintCatalog } from '../../../src/knowledge/lint.ts'

const CONCEPTS = { backup: ['バックアップ'], retention: ['保管'] }
const VALUES = { clouds: { 架空クラウド: '架空クラウド' } }

/** An attribute that is in order, with changes. */
function make(changes: Readonly<Record<string, unknown>> = {}): Attribute {
  const [attribute] = attributeFileSchema.parse([
    {
      id: 'backup.retention',
      name: { ja: '保管期間', en: 'retention' },
      kind: 'duration',
      find: [{ about: ['backup'], with: ['retention'] }],
      asked: { ja: ['保管期間は', '何日残る', '保管日数'], en: ['How long?', 'retention', 'days kept'] },
      ...changes,
    },
  ])
  return attribute as Attribute
}

function lint(attributes: readonly Attribute[], data: object = {}): readonly string[] {
  return lintCatalog({ concepts: CONCEPTS, values: VALUES, attributes, ...data })
}

it('finds nothing wrong where nothing is', () => {
  const group = make({ id: 'backup', kind: 'group', find: [], members: ['backup.retention'] })
  const terms = make({ id: 'cloud', kind: 'terms', values: 'clouds', in_words: '自社' })
  expect(lint([make(), group, terms])).toEqual([])
})

it.each([
  ['about', { about: ['bakcup'] }],
  ['with', { about: ['backup'], with: ['bakcup'] }],
  ['and', { about: ['backup'], and: ['bakcup'] }],
  ['without', { about: ['backup'], without: ['bakcup'] }],
  ['not_under', { about: ['backup'], not_under: ['bakcup'] }],
])('names a concept under "%s" that no file has', (_, rule) => {
  expect(lint([make({ find: [rule] })])).toEqual(['backup.retention: unknown concept bakcup'])
})

it.each([
  ['related', { related: ['backup.cycle'] }],
  ['broader', { broader: 'backup.cycle' }],
  ['derive', { derive: { every: 'backup.cycle', times: 'backup.retention' } }],
  ['members', { kind: 'group', find: [], members: ['backup.cycle'] }],
])('names an attribute under "%s" that no file has', (_, changes) => {
  expect(lint([make(changes)])).toEqual(['backup.retention: unknown attribute backup.cycle'])
})

it('names an id that two attributes have', () => {
  expect(lint([make(), make()])).toEqual(['backup.retention: defined twice'])
})

it('wants members of a group, and of nothing else', () => {
  expect(lint([make({ kind: 'group', find: [] })])).toEqual([
    'backup.retention: a group, and only a group, has members',
  ])
  expect(lint([make({ members: ['backup.retention'] })])).toEqual([
    'backup.retention: a group, and only a group, has members',
  ])
})

it('wants a list of values of terms, and of nothing else', () => {
  expect(lint([make({ kind: 'terms' })])).toEqual(['backup.retention: terms, and only terms, name a list of values'])
  expect(lint([make({ values: 'clouds' })])).toEqual(['backup.retention: terms, and only terms, name a list of values'])
})

it('names a list of values that no file has', () => {
  expect(lint([make({ kind: 'terms', values: 'colours' })])).toEqual([
    'backup.retention: unknown list of values colours',
  ])
})

it('wants rules of what is found by rules, and of nothing else', () => {
  expect(lint([make({ find: [] })])).toEqual(['backup.retention: a duration needs at least one rule under "find"'])
  expect(lint([make({ kind: 'none' })])).toEqual(['backup.retention: a none has no rules'])
})

it('wants something that a rule is about', () => {
  expect(lint([make({ find: [{ with: ['backup'] }] })])).toEqual(['backup.retention: a rule needs "about"'])
})

it('lets only statements be yes or no', () => {
  expect(lint([make({ yesno: true })])).toEqual(['backup.retention: only a statement can be a yes/no matter'])
})

it('names a broken regular expression of a rule, of words and of a list', () => {
  expect(lint([make({ find: [{ about: ['backup'], like: '(取得' }] })])).toEqual([
    'backup.retention: not a regular expression: (取得',
  ])
  expect(lint([make({ kind: 'terms', values: 'clouds', in_words: '[自社' })])).toEqual([
    'backup.retention: not a regular expression: [自社',
  ])
  expect(lint([make()], { values: { clouds: { 架空クラウド: '架空(' } } })).toEqual([
    'values clouds: 架空クラウド is not a regular expression: 架空(',
  ])
})

it.each([
  ['ja', { ja: ['何日残る', '保管日数'], en: ['How long?', 'retention', 'days kept'] }, 2],
  ['en', { ja: ['保管期間は', '何日残る', '保管日数'], en: ['How long?'] }, 1],
  ['en', { ja: ['保管期間は', '何日残る', '保管日数'], en: ['How long?', 'how long?', 'ＨＯＷ ＬＯＮＧ?'] }, 1],
])('wants three different phrasings in %s', (language, asked, count) => {
  expect(lint([make({ asked })])).toEqual([`backup.retention: 3 phrasings are needed in ${language}, not ${count}`])
})

it('wants the phrasings of every kind, what is never looked for included', () => {
  const none = make({ kind: 'none', find: [], asked: { ja: ['料金は'], en: ['price'] } })
  expect(lint([none])).toEqual([
    'backup.retention: 3 phrasings are needed in ja, not 1',
    'backup.retention: 3 phrasings are needed in en, not 1',
  ])
})

it('names a surface form that stands twice under one concept', () => {
  expect(lint([make()], { concepts: { ...CONCEPTS, backup: ['退避', 'バックアップ', '退避'] } })).toEqual([
    'concept backup: 退避 twice',
  ])
})
