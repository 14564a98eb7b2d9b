import type { Fact, Section } from '../../src/domain.ts'
import { findFacts } from '../../src/ingest/facts/find-facts.ts'
import { catalog } from './knowledge.ts'
import { makePaper, makeSection } from './paper-content.ts'

/** What a test says about a section; the rest is as in any section. */
export interface SectionWords extends Partial<Section> {
  readonly heading: string
  readonly body: string
}

/** The facts that the reviewed catalogue finds in these sections. */
export function readFacts(sections: readonly SectionWords[], variants: readonly string[] = []): readonly Fact[] {
  const paper = makePaper('hakoniwa', { product: 'ハコニワ便', variants, vendor: null, version: null, date: null })
  return findFacts(
    paper,
    sections.map(({ heading, body, ...changes }) =>
      makeSection('3.1', heading, body, { path: ['3 運用'], ...changes }),
    ),
    [],
    catalog,
  )
}

/** A fact in one line: `14日間 = 14 day (データベース) [ハコニワ便 Lite] yes`; what is not there is left out. */
function toLine({ value, normalized, qualifier, variant, polarity }: Fact): string {
  const op = { eq: '', gte: '>=', lte: '<=', about: '~' }[normalized?.op ?? 'eq']
  return [
    value,
    normalized ? `= ${op}${normalized.value} ${normalized.unit}` : '',
    qualifier === null ? '' : `(${qualifier})`,
    variant === null ? '' : `[${variant}]`,
    polarity ?? '',
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** The facts of one attribute in one section, a line each. */
export function readLines(
  attribute: string,
  heading: string,
  body: string,
  variants: readonly string[] = [],
): string[] {
  return readFacts([{ heading, body }], variants)
    .filter((fact) => fact.attribute === attribute)
    .map(toLine)
}
