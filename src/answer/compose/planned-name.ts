import type { StoredFact } from '../../domain.ts'
import type { Attribute } from '../../knowledge/attributes.ts'
import { escapePattern } from '../../text/escape-pattern.ts'
import { fold } from '../../text/fold.ts'
import { toSaid } from '../../text/instructions.ts'
import { announcesPlans, polarityOf } from '../../text/polarity.ts'
import { isAskedFor } from '../../text/rows.ts'
import { holdsName, isPhraseOf } from '../understand/asked-names.ts'
import { isYesNoQuestion } from '../understand/shape.ts'
import type { Cell } from './cells.ts'
import type { Composition } from './draft.ts'

/** Whether a text holds a name. */
export type HoldsKind = (text: string) => boolean

/**
 * A cell with the plan that a paper has for the kind of a matter that is asked for by name (passkeys, of multi-factor
 * authentication) where nothing that it states today holds the name: another kind is no answer to it.
 */
export async function withPlanned(cell: Cell, composition: Composition): Promise<Cell> {
  const { attribute, paper } = cell
  if (!attribute.yesno || !isYesNoQuestion(composition.understanding.text)) return cell
  const forms = kindsAsked(attribute, composition)
  const isToday = ({ polarity }: StoredFact) => polarity !== 'planned'
  const form = forms.find((one) => !cell.facts.filter(isToday).some((fact) => one(`${fact.qualifier}\n${fact.quote}`)))
  if (form === undefined) return cell
  const sections = await composition.store.listSections(paper.id)
  const holding = sections.flatMap((section) =>
    toSaid(section.body)
      .filter((statement) => !isAskedFor(statement) && !statement.isHead && form(statement.text))
      .map((statement) => ({ section, statement, polarity: polarityOf(statement.text) })),
  )
  const [first] = holding
  const isPlanned = holding.every(
    ({ section, polarity }) => polarity === 'planned' || (polarity === 'yes' && announcesPlans(section.heading)),
  )
  if (first === undefined || !isPlanned) return cell
  const { section, statement } = first
  const fact: StoredFact = {
    id: 0,
    paperId: paper.id,
    sectionId: section.id,
    attribute: attribute.id,
    variant: null,
    qualifier: null,
    value: statement.text.replace(/[。．]$/u, ''),
    normalized: null,
    polarity: 'planned',
    quote: statement.quote,
  }
  return { ...cell, facts: [fact], derived: [], related: [], topic: null }
}

/** What tells whether a text holds a word of a question that is of one kind of the matter, and no name of the matter itself. */
export function kindsAsked(attribute: Attribute, { understanding, catalog }: Composition): readonly HoldsKind[] {
  const { vocabulary } = catalog
  const about = new Set(attribute.find.flatMap((rule) => rule.about))
  const folded = fold(understanding.text)
  const isAbout = (text: string) => vocabulary.find(fold(text)).some(({ concept }) => about.has(concept))
  const kinds = vocabulary
    .find(folded)
    .filter(({ concept }) => about.has(concept))
    .map(({ start, end }) => folded.slice(start, end).replace(/(?<=[a-z]{2})s$/u, ''))
    .filter((kind) => !isPhraseOf(kind, attribute))
  const names = understanding.names.map(
    (name): HoldsKind =>
      (text) =>
        isAbout(text) && holdsName(text, name),
  )
  return [...names, ...[...new Set(kinds)].map((kind) => (text: string) => holdsKind(fold(text), kind))]
}

function holdsKind(folded: string, kind: string): boolean {
  return /^[a-z]/u.test(kind)
    ? new RegExp(`(?<![a-z0-9])${escapePattern(kind)}s?(?![a-z0-9])`, 'u').test(folded)
    : folded.includes(kind)
}
