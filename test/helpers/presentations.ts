import type { Presentation, Source } from '../../src/conversation/presentation.ts'

/** A source of an invented paper. */
export function makeSource(marker: number, changes: Partial<Source> = {}): Source {
  const document = 'Tsubomi Note セキュリティ説明書 1.2版(2024-04-01)'
  const quote = 'バックアップの保管期間は21日間です。'
  return {
    marker,
    document,
    place: '§2.1 情報のバックアップ',
    quote,
    citation: {
      marker,
      paperId: 'tsubomi-note',
      product: 'Tsubomi Note',
      vendor: '架空ノート株式会社',
      document: 'セキュリティ説明書',
      version: '1.2',
      date: '2024-04-01',
      section: '2.1',
      heading: '情報のバックアップ',
      page: null,
      quote,
      notice: null,
    },
    ...changes,
  }
}

/** As many sources, each with a section of its own. */
export function makeSources(count: number, changes: Partial<Source> = {}): readonly Source[] {
  return Array.from({ length: count }, (_, i) => {
    const source = makeSource(i + 1, changes)
    return { ...source, citation: { ...source.citation, section: `2.${i + 1}` } }
  })
}

/** An answer taken apart. */
export function makePresentation(changes: Partial<Presentation> = {}): Presentation {
  const lines = ['Tsubomi Noteのバックアップの保管期間は 21日間[1] です。']
  return { language: 'ja', lines, table: null, sources: [makeSource(1)], notices: [], suggestions: [], ...changes }
}
