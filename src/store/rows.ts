import type { DocumentKind, Polarity, StoredFact, StoredSection } from '../domain.ts'
import type { StoredPaper } from './knowledge-store.ts'
import { parseNormalizedJson } from './normalized-json.ts'

/** A row of `papers`; lists are JSON. */
export interface PaperRow {
  readonly id: string
  readonly document_id: string
  readonly kind: DocumentKind
  readonly product: string
  readonly variants: string
  readonly aliases: string
  readonly vendor: string | null
  readonly title: string
  readonly version: string | null
  readonly date: string | null
  readonly notice: string | null
  readonly source_path: string
  readonly source_fingerprint: string
  readonly source_given: string
  readonly source_sha256: string
  readonly section_count: number
  readonly fact_count: number
}

/** A row of `sections` with the id of its paper. SQLite has no booleans. */
export interface SectionRow {
  readonly id: number
  readonly paper_id: string
  readonly number: string
  readonly heading: string
  readonly controls: string
  readonly level: number
  readonly path: string
  readonly body: string
  readonly page: number | null
  readonly is_recognized: number | boolean
}

/** A row of `facts` with the id of its paper. */
export interface FactRow {
  readonly id: number
  readonly paper_id: string
  readonly section_id: number
  readonly attribute: string
  readonly variant: string | null
  readonly qualifier: string | null
  readonly value: string
  readonly normalized: string | null
  readonly polarity: Polarity
  readonly quote: string
}

/** The paper of a row, without the editions that it supersedes. */
export function toPaper(row: PaperRow): StoredPaper {
  return {
    id: row.id,
    documentId: row.document_id,
    kind: row.kind,
    product: row.product,
    variants: parseList(row.variants),
    aliases: parseList(row.aliases),
    vendor: row.vendor,
    title: row.title,
    version: row.version,
    date: row.date,
    notice: row.notice,
    source: {
      path: row.source_path,
      fingerprint: row.source_fingerprint,
      given: JSON.parse(row.source_given) as Readonly<Record<string, unknown>>,
      sha256: row.source_sha256,
    },
    sectionCount: row.section_count,
    factCount: row.fact_count,
    older: [],
  }
}

/** The section of a row. */
export function toSection({ paper_id, controls, path, is_recognized, ...rest }: SectionRow): StoredSection {
  const lists = { controls: parseList(controls), path: parseList(path) }
  return { ...rest, ...lists, paperId: paper_id, isRecognized: Boolean(is_recognized) }
}

/** The fact of a row. */
export function toFact({ paper_id, section_id, normalized, ...rest }: FactRow): StoredFact {
  return { ...rest, paperId: paper_id, sectionId: section_id, ...parseNormalizedJson(normalized) }
}

/** The current papers, each with the editions that it supersedes; `editions` come newest first. */
export function withOlderEditions<T extends { readonly paper: StoredPaper; readonly isCurrent: boolean }>(
  editions: readonly T[],
): readonly T[] {
  const older = new Map<string, StoredPaper[]>()
  for (const { paper, isCurrent } of editions) {
    if (!isCurrent) older.set(paper.documentId, [...(older.get(paper.documentId) ?? []), paper])
  }
  return editions
    .filter(({ isCurrent }) => isCurrent)
    .map((entry) => ({ ...entry, paper: { ...entry.paper, older: older.get(entry.paper.documentId) ?? [] } }))
}

function parseList(json: string): readonly string[] {
  return JSON.parse(json) as readonly string[]
}
