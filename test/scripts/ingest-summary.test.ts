import { expect, it } from 'vitest'
import { toSummary } from '../../scripts/ingest/summary.ts'
import { IngestError } from '../../src/errors.ts'
import type { IngestResult } from '../../src/ingest/ingest-paper.ts'
import type { StoredPaper } from '../../src/store/knowledge-store.ts'
import { makePaper } from '../helpers/paper-content.ts'

const source = { path: 'a.txt', fingerprint: 'f', given: {}, sha256: '01' }
const paper: StoredPaper = { ...makePaper('a'), source, sectionCount: 7, factCount: 13, older: [] }
const RESULTS = {
  unchanged: { status: 'unchanged', path: 'a.txt', paper },
  duplicate: { status: 'duplicate', path: 'b.txt', paper, of: paper },
  failed: { status: 'failed', path: 'c.txt', error: new IngestError('empty', 'c.txt is empty') },
  skipped: { status: 'skipped', path: 'd.txt', reason: 'it is a link that leads nowhere' },
} satisfies Record<string, IngestResult>
const { unchanged, duplicate, failed, skipped } = RESULTS

it.each([
  [[unchanged, failed], '1 of 2 files are in the index here'],
  [[duplicate, duplicate], '2 of 2 files are in the index here, 2 of them from another file with the same edition'],
  [[unchanged, skipped], '1 of 1 files are in the index here, 1 skipped'],
])('says how many files the index has: %#', (results, summary) => {
  expect(toSummary({ results, removed: [], isInPlace: true, index: 'here' })).toBe(summary)
})
