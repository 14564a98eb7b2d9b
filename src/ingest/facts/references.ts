import type { Fact, Section } from '../../domain.ts'
import type { Catalog } from '../../knowledge/catalog.ts'
import { toSaid } from '../../text/instructions.ts'
import type { ScopedPaper, ScopedSection } from './scope.ts'

/** A section that only names another one: 「2.11をご参照ください。」, "See section 4.2." */
const REFERENCE =
  /^[^。\n]{0,40}?(?:第?(\d{1,2}(?:\.\d{1,2}){0,3})[.条章節項]?)[^。\n]{0,40}(?:参照|ご覧)[^。\n]{0,12}。?$|^(?:please )?(?:see|refer to) (?:section|chapter|clause)? ?(\d{1,2}(?:\.\d{1,2}){0,3})[^.\n]{0,40}\.?$/iu

const MAX_WORDS = 300

/**
 * What a section leaves to another one: for attributes that the paper states nowhere else and that the heading is
 * about, the first words of the section that it names. They are no yes or no.
 */
export function followReferences(paper: ScopedPaper, known: ReadonlySet<string>, catalog: Catalog): Fact[] {
  const sections = paper.sections.map(({ section }) => section)
  return paper.sections.flatMap((scoped) => {
    const match = REFERENCE.exec(scoped.section.body.trim().normalize('NFKC'))
    const number = match?.[1] ?? match?.[2]
    const target = number === undefined ? -1 : sections.findIndex((one) => one.number === number)
    const words = target < 0 || target === scoped.index ? '' : firstWords(sections[target])
    if (words === '') return []
    return catalog.attributes
      .filter(
        (attribute) => attribute.kind === 'statement' && !known.has(attribute.id) && isHeaded(attribute.find, scoped),
      )
      .map(
        (attribute): Fact => ({
          attribute: attribute.id,
          variant: null,
          qualifier: null,
          value: words.replace(/[。．]$/u, ''),
          normalized: null,
          polarity: null,
          section: target,
          quote: words,
        }),
      )
  })
}

function isHeaded(rules: Catalog['attributes'][number]['find'], { heading }: ScopedSection): boolean {
  return rules.some(
    ({ about, with: others, without, not_under: notUnder }) =>
      about.some((concept) => heading.has(concept)) &&
      (others.length === 0 || others.some((concept) => heading.has(concept))) &&
      ![...without, ...notUnder].some((concept) => heading.has(concept)),
  )
}

/** Whole sentences up to a length that a reader takes in. */
function firstWords(section: Section | undefined): string {
  if (section === undefined) return ''
  const statements = toSaid(section.body).filter(({ isHead }) => !isHead)
  const last = statements.findLast(({ start, text }) => start + text.length <= MAX_WORDS) ?? statements[0]
  return last === undefined ? '' : section.body.slice(0, last.start + last.text.length).trim()
}
