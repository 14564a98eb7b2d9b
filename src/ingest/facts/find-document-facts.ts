import type { Fact, Normalized, Section, Whitepaper } from '../../domain.ts'
import { squash } from '../../text/fold.ts'
import { findQuantities } from '../../text/quantities.ts'
import type { Statement } from '../../text/statement.ts'
import { toStatements } from '../../text/statements.ts'
import type { Revision } from '../metadata/revisions.ts'

/** Facts about the document itself: who published it, its title, version, dates and revisions, where it prints them. */
export function findDocumentFacts(
  paper: Whitepaper,
  sections: readonly Section[],
  revisions: readonly Revision[],
): Fact[] {
  const facts: (Fact | undefined)[] = [
    paper.vendor === null ? undefined : stated('vendor.name', paper.vendor, null, locate(sections, paper.vendor)),
    stated('document.title', paper.title, null, locate(sections.slice(0, 1), paper.title)),
    versionFact(paper, sections, revisions),
    dateFact(paper, sections, revisions),
    firstEdition(revisions),
    productList(paper, sections),
    ...revisions.map((revision) => ({
      ...base('document.revision', revision.quote.replace(/\s+/gu, ' '), dateOf(revision.date)),
      qualifier: revision.version,
      section: revision.section,
      quote: revision.quote,
    })),
  ]
  return facts.filter((fact): fact is Fact => fact !== undefined)
}

interface Place {
  readonly section: number
  readonly quote: string
}

function base(attribute: string, value: string, normalized: Normalized | null) {
  return { attribute, variant: null, qualifier: null, value, normalized, polarity: null } as const
}

function stated(
  attribute: string,
  value: string,
  normalized: Normalized | null,
  place: Place | undefined,
): Fact | undefined {
  return place && { ...base(attribute, value, normalized), ...place }
}

function dateOf(date: string | null): Normalized | null {
  return date === null ? null : { value: date, unit: 'date', op: 'eq' }
}

/** The first statement that holds the words. */
function locate(sections: readonly Section[], words: string): Place | undefined {
  const wanted = squash(words)
  for (const [index, section] of sections.entries()) {
    if (!squash(section.body).includes(wanted)) continue
    const statement = toStatements(section.body).find(({ text }) => squash(text).includes(wanted))
    return { section: index, quote: statement?.quote ?? section.body.trim().slice(0, 200) }
  }
  return undefined
}

function versionFact(
  paper: Whitepaper,
  sections: readonly Section[],
  revisions: readonly Revision[],
): Fact | undefined {
  const { version } = paper
  if (version === null) return undefined
  const normalized: Normalized = { value: version, unit: 'version', op: 'eq' }
  const cover = sections[0]?.level === 0 ? sections[0] : undefined
  const pattern = new RegExp(
    `(?:第|ver(?:sion)?\\.?|v|rev\\.?|\\(|（|^|\\s)\\s*${version.replace(/\./g, '\\.')}\\s*版?`,
    'iu',
  )
  const line =
    cover &&
    toStatements(cover.body).find(
      ({ text }) => pattern.test(text.normalize('NFKC')) && /版|ver|rev|v\d/iu.test(text.normalize('NFKC')),
    )
  const words =
    line &&
    pattern
      .exec(line.text.normalize('NFKC'))?.[0]
      .replace(/^[\s(（]+/u, '')
      .trim()
  if (line) return stated('document.version', words ?? version, normalized, { section: 0, quote: line.quote })
  const row = revisions.find((revision) => Number(revision.version) === Number(version) || revision.version === version)
  return row && stated('document.version', version, normalized, { section: row.section, quote: row.quote })
}

/** Where the paper prints its date: the cover, its newest revision row, or anywhere else. */
function dateFact(paper: Whitepaper, sections: readonly Section[], revisions: readonly Revision[]): Fact | undefined {
  const { date } = paper
  if (date === null) return undefined
  const order = [...sections.keys()].sort((a, b) => rank(sections[a]) - rank(sections[b]))
  for (const index of order) {
    for (const statement of toStatements(sections[index]?.body ?? '')) {
      const found = findQuantities(statement.text).find((quantity) => quantity.normalized.value === date)
      if (found) return stated('document.date', found.text, dateOf(date), { section: index, quote: statement.quote })
    }
  }
  const row = revisions.find((revision) => revision.date === date)
  return row && stated('document.date', date, dateOf(date), { section: row.section, quote: row.quote })
}

function rank(section: Section | undefined): number {
  if (section?.level === 0) return 0
  return /改訂|改定|履歴|附則|revision/iu.test(section?.heading ?? '') ? 1 : 2
}

/** Where a paper of several products names them all: in one statement, or in a list with one in each. */
function productList({ variants, product }: Whitepaper, sections: readonly Section[]): Fact | undefined {
  if (variants.length < 2) return undefined
  const rests = variants.map((name) => squash(name).replace(squash(product), ''))
  for (const [index, section] of sections.entries()) {
    const statements = toStatements(section.body)
    const whole = statements.find(({ text }) => rests.every((rest) => squash(text).includes(rest)))
    const items = variants.map((name, i) =>
      statements.find(
        ({ text, listed }) => listed && [squash(name), rests[i] ?? ''].some((start) => squash(text).startsWith(start)),
      ),
    )
    const quote = whole?.quote ?? quoteOfList(section.body, items)
    if (quote === undefined) continue
    const value = (whole?.text ?? quote).replace(/[。．]$/u, '')
    return { ...base('service.list', value, null), section: index, quote }
  }
  return undefined
}

/** Characters of a list of products that a reader is shown. */
const MAX_LIST = 300

function quoteOfList(body: string, items: readonly (Statement | undefined)[]): string | undefined {
  const found = items.filter((item) => item !== undefined)
  if (found.length < items.length) return undefined
  const start = Math.min(...found.map((item) => item.start))
  const end = Math.max(...found.map((item) => item.start + item.text.length))
  return end - start <= MAX_LIST ? body.slice(start, end) : undefined
}

function firstEdition(revisions: readonly Revision[]): Fact | undefined {
  const dated = revisions.filter((revision) => revision.date !== null)
  const first = dated.reduce<Revision | undefined>((a, b) => (a && (a.date ?? '') <= (b.date ?? '') ? a : b), undefined)
  if (!first) return undefined
  const printed = findQuantities(first.quote).find((quantity) => quantity.normalized.value === first.date)
  return {
    ...base('document.first_edition_date', printed?.text ?? first.date ?? '', dateOf(first.date)),
    section: first.section,
    quote: first.quote,
  }
}
