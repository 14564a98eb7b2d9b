import type { BuildReport } from '../../src/build-index.ts'
import type { Whitepaper } from '../../src/domain.ts'
import type { IngestResult } from '../../src/ingest/ingest-paper.ts'
import type { ProposedFacts } from '../../src/ingest/proposals/propose-facts.ts'
import type { EditionChanges } from '../../src/knowledge/edition-changes.ts'

/** One file of the report; what does not apply is `null` or empty. */
interface FileEntry extends PaperEntry {
  readonly status: IngestResult['status']
  readonly file: string
  readonly sections: number | null
  readonly facts: number | null
  /** Id of the edition before, or of the same one as it was read before. */
  readonly before: string | null
  /** Id of the current edition, where this one is superseded, or of the same one from another file. */
  readonly by: string | null
  readonly warnings: readonly string[]
  readonly changes: EditionChanges
  /** What a model found beside the rules; `null` where none was asked. */
  readonly proposed: ProposedFacts | null
  readonly error: { readonly reason: string; readonly message: string } | null
}

/** Which paper it is. */
interface PaperEntry {
  readonly id: string | null
  readonly product: string | null
  readonly vendor: string | null
  readonly document: string | null
  readonly version: string | null
  readonly date: string | null
}

/** The report as one JSON document; the README describes it. */
export function toReportJson(report: BuildReport): string {
  const document = {
    index: report.index,
    isInPlace: report.isInPlace,
    failed: report.results.filter(({ status }) => status === 'failed').length,
    files: report.results.map(toFileEntry),
    removed: report.removed.map(({ paper, now }) => ({
      ...toPaperEntry(paper),
      file: paper.source.path,
      answersAgain: now?.id ?? null,
    })),
  }
  return JSON.stringify(document, null, 2)
}

function toFileEntry(result: IngestResult): FileEntry {
  const { status, path: file } = result
  const common = { status, file, ...NOTHING }
  switch (result.status) {
    case 'failed': {
      const { error } = result
      const reason = 'reason' in error ? error.reason : error.code
      return { ...common, error: { reason, message: error.message } }
    }
    case 'skipped':
      return { ...common, warnings: [result.reason] }
    case 'unchanged': {
      const { sectionCount, factCount } = result.paper
      return { ...common, ...toPaperEntry(result.paper), sections: sectionCount, facts: factCount }
    }
    case 'duplicate':
      return { ...common, ...toPaperEntry(result.paper), by: result.of.id }
    case 'added':
    case 'replaced':
    case 'superseded': {
      const { paper, sections, facts, warnings, changes, before, by, proposed = null } = result
      const others = { before: before?.id ?? null, by: by?.id ?? null }
      return { ...common, ...toPaperEntry(paper), sections, facts, ...others, warnings, changes, proposed }
    }
    default:
      return result satisfies never
  }
}

const NOTHING = {
  ...{ id: null, product: null, vendor: null, document: null, version: null, date: null },
  ...{ sections: null, facts: null, before: null, by: null, warnings: [], changes: { facts: [], sections: [] } },
  proposed: null,
  error: null,
}

function toPaperEntry({ id, product, vendor, title, version, date }: Whitepaper): PaperEntry {
  return { id, product, vendor, document: title, version, date }
}
