import type { Presentation, Source } from '../../src/conversation/presentation.ts'
import type { Answer, Citation } from '../../src/domain.ts'

/** A citation of an invented paper. */
export function makeCitation(marker: number, changes: Partial<Citation> = {}): Citation {
  return {
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
    quote: 'バックアップの保管期間は21日間です。',
    notice: null,
    isOutdated: false,
    isRecognized: false,
    ...changes,
  }
}

/** An answer of the engine; nothing is in it but what is given. */
export function makeAnswer(changes: Partial<Answer>): Answer {
  const empty = { table: null, facts: [], citations: [], suggestions: [], ms: 1 }
  return { status: 'answered', basis: 'facts', language: 'ja', text: '', ...empty, ...changes }
}

/** A source of an invented paper. */
export function makeSource(marker: number, changes: Partial<Source> = {}): Source {
  const citation = makeCitation(marker)
  return {
    marker,
    document: 'Tsubomi Note セキュリティ説明書 1.2版(2024-04-01)',
    place: '§2.1 情報のバックアップ',
    quote: citation.quote,
    citation,
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
