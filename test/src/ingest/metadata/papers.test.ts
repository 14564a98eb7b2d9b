import { describe, expect, it } from 'vitest'
import { readMetadata } from '../../../../src/ingest/metadata.ts'
import { buildOutline } from '../../../../src/ingest/outline/build-outline.ts'
import { readMarkdown } from '../../../../src/ingest/readers/markdown.ts'
import { readText } from '../../../../src/ingest/readers/text.ts'
import { ENGLISH_PAPERS } from './papers/english-papers.ts'
import { JAPANESE_BODIES } from './papers/japanese-bodies.ts'
import { JAPANESE_COVERS } from './papers/japanese-covers.ts'
import { JAPANESE_NAMES } from './papers/japanese-names.ts'
import { LAST_ENGLISH } from './papers/last-english-papers.ts'
import { LAST_JAPANESE } from './papers/last-japanese-covers.ts'
import { MORE_ENGLISH } from './papers/more-english-papers.ts'
import { MORE_JAPANESE } from './papers/more-japanese-covers.ts'
import { PAPERS_TO_REFUSE } from './papers/papers-to-refuse.ts'
import type { SamplePaper } from './papers/sample-paper.ts'
import { STILL_MORE_JAPANESE } from './papers/still-more-japanese-covers.ts'

function read({ text, file = 'paper.txt' }: SamplePaper) {
  const isMarkdown = text.startsWith('# ')
  const lines = isMarkdown ? readMarkdown(text) : readText(text)
  const format = isMarkdown ? 'markdown' : 'text'
  const { sections } = buildOutline({ path: file, format, sha256: '', lines, frontMatter: {} })
  return readMetadata({ sections, frontMatter: {}, overrides: {}, fileName: file })
}

function check(papers: readonly (readonly [title: string, paper: SamplePaper])[]) {
  it.each(papers)('%s', (_, sample) => {
    const { text, file, product, ...fields } = sample
    const result = read(sample)
    if (product === undefined) expect(result).toHaveProperty('refused')
    else expect(result).toMatchObject({ paper: { product, ...fields } })
  })
}

/** Papers by their first line. */
function byFirstLine(papers: readonly SamplePaper[]) {
  return papers.map((sample): [string, SamplePaper] => [sample.text.split('\n')[0] ?? '', sample])
}

describe('a Japanese cover says product, company, version and date', () => {
  check(Object.entries(JAPANESE_COVERS))
  check(Object.entries(JAPANESE_NAMES))
  check(byFirstLine([...MORE_JAPANESE, ...STILL_MORE_JAPANESE, ...LAST_JAPANESE]))
})

describe('a Japanese body says what the cover leaves out', () => check(Object.entries(JAPANESE_BODIES)))

describe('an English paper says product, company, version and date', () => {
  check(Object.entries(ENGLISH_PAPERS))
  check(byFirstLine([...MORE_ENGLISH, ...LAST_ENGLISH]))
})

describe('a paper that does not tell its product is refused', () => check(byFirstLine(PAPERS_TO_REFUSE)))
