import { describe, expect, it } from 'vitest'
import { type Edition, toDocumentName, toPlaceName, toSourceLine } from '../../../src/conversation/source-line.ts'

const EDITION: Edition = {
  product: 'Tsubomi Note',
  document: 'セキュリティ説明書',
  version: '1.2',
  date: '2024-04-01',
}

describe('the name of a document', () => {
  it.each<[string, Partial<Edition>, string]>([
    ['everything', {}, 'Tsubomi Note セキュリティ説明書 1.2版(2024-04-01)'],
    [
      'the product once, where the title holds it',
      { document: 'Tsubomi Note 説明書' },
      'Tsubomi Note 説明書 1.2版(2024-04-01)',
    ],
    ['no version', { version: null }, 'Tsubomi Note セキュリティ説明書(2024-04-01)'],
    ['no date', { date: null }, 'Tsubomi Note セキュリティ説明書 1.2版'],
    ['neither', { version: null, date: null }, 'Tsubomi Note セキュリティ説明書'],
    ['a month', { date: '2024-04' }, 'Tsubomi Note セキュリティ説明書 1.2版(2024-04)'],
  ])('has %s', (_, changes, name) => {
    expect(toDocumentName({ ...EDITION, ...changes }, 'ja')).toBe(name)
  })

  it('has an English version in English, and the title as it is printed', () => {
    expect(toDocumentName(EDITION, 'en')).toBe('Tsubomi Note セキュリティ説明書 v1.2(2024-04-01)')
    expect(toDocumentName({ ...EDITION, version: null }, 'en')).toBe('Tsubomi Note セキュリティ説明書(2024-04-01)')
  })
})

describe('the name of a place', () => {
  it.each([
    ['number and heading', '4.2.5', '情報のバックアップ', null, '§4.2.5 情報のバックアップ'],
    ['the page', '4.2.5', '情報のバックアップ', 12, '§4.2.5 情報のバックアップ p.12'],
    ['the heading alone, where there is no number', '目的', '目的', null, '目的'],
    ['that and the page', '目的', '目的', 3, '目的 p.3'],
    ['the number as printed', '第2章 22', 'ログ', null, '§第2章 22 ログ'],
  ])('has %s', (_, section, heading, page, name) => {
    expect(toPlaceName({ section, heading, page })).toBe(name)
  })
})

it('quotes on one line, without a change to the words', () => {
  const citation = {
    ...EDITION,
    marker: 3,
    paperId: 'tsubomi-note',
    vendor: '架空ノート株式会社',
    section: '2.1',
    heading: '情報のバックアップ',
    page: null,
    quote: '保管期間は次のとおりです。\n　・*DB*：21日間\r\n・ファイル：7日間',
    notice: null,
    isOutdated: false,
    isRecognized: false,
  }
  expect(toSourceLine(citation, 'ja')).toEqual({
    marker: 3,
    document: 'Tsubomi Note セキュリティ説明書 1.2版(2024-04-01)',
    place: '§2.1 情報のバックアップ',
    quote: '保管期間は次のとおりです。 / ・*DB*：21日間 / ・ファイル：7日間',
  })
})
