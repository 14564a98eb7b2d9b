import type { Citation, Language } from '../domain.ts'

/** A source in the words that every channel shows it in. */
export interface SourceLine {
  readonly marker: number
  /** Document, version and date: `KUMO セキュリティ説明書 1.3版(2023-08-07)`, with the product before where it is not in the title. */
  readonly document: string
  /** `§4.2.5 情報のバックアップ p.12`. */
  readonly place: string
  /** Verbatim, lines joined by ` / `. */
  readonly quote: string
}

/** Product, document, version, date, section, heading, page and quote of a source. */
export function toSourceLine(citation: Citation, language: Language): SourceLine {
  return {
    marker: citation.marker,
    document: toDocumentName(citation, language),
    place: toPlaceName(citation),
    quote: citation.quote.replace(/\s*\n\s*/gu, ' / '),
  }
}

/** What names an edition of a document. */
export type Edition = Pick<Citation, 'product' | 'document' | 'version' | 'date'>

/** `製品 文書名 1.3版(2023-08-07)`; what the paper does not give is left out. */
export function toDocumentName({ product, document, version, date }: Edition, language: Language): string {
  const edition = version === null ? '' : language === 'ja' ? ` ${version}版` : ` v${version}`
  return `${document.includes(product) ? '' : `${product} `}${document}${edition}${date === null ? '' : `(${date})`}`
}

/** `§4.2.5 情報のバックアップ`, the heading alone where there is no number; with the page where it is known. */
export function toPlaceName({ section, heading, page }: Pick<Citation, 'section' | 'heading' | 'page'>): string {
  const place = section === heading ? heading : `§${section} ${heading}`
  return page === null ? place : `${place} p.${page}`
}
