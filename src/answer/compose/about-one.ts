import type { Attribute } from '../../knowledge/attributes.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import { fold } from '../../text/fold.ts'
import { isYesNoQuestion } from '../understand/shape.ts'
import { type Cell, createCellReader } from './cells.ts'
import { type Description, describeCell } from './describe.ts'
import type { Composition, Draft } from './draft.ts'
import { isContradiction, premiseOf } from './premise.ts'

/** What one paper says about the attributes asked: a sentence each, and what belongs beside it. */
export async function composeAboutOne(
  composition: Composition,
  paper: StoredPaper,
  variant: string | null,
  attributes: readonly Attribute[],
): Promise<Draft> {
  const reader = createCellReader(composition.store, composition.catalog, composition.understanding.text)
  const lines: string[] = []
  const facts = []
  let stated = 0
  for (const attribute of attributes) {
    const cell = await reader.read(paper, variant, attribute)
    const description = await describeCell(cell, composition)
    if (cell.facts.length > 0 || cell.derived.length > 0) stated++
    lines.push(...sayCell(cell, description, composition))
    facts.push(...description.facts)
  }
  return {
    status: stated > 0 ? 'answered' : 'not_stated',
    basis: 'facts',
    lines,
    table: null,
    facts,
    suggestions: [],
  }
}

function sayCell(cell: Cell, description: Description, composition: Composition): string[] {
  const { wording, understanding } = composition
  const name = cell.attribute.name[understanding.language]
  const product = cell.variant ?? cell.paper.product
  if (cell.facts.length === 0)
    return [wording.notStated(product, name), ...description.notes.map((note) => `・${note}`)]
  const lines: string[] = []
  const premise = premiseOf(cell.facts, understanding.conditions)
  if (premise !== undefined) lines.push(wording.premise(premise))
  if (isContradiction(cell)) lines.push(wording.differs)
  const isSaid = cell.facts.every((fact) => fact.normalized === null)
  const first = description.parts[0] ?? ''
  if (description.parts.length > 1) {
    lines.push(wording.values(product, name), ...description.parts.map((part) => `・${part}`))
  } else if (isSaid) {
    lines.push(`${answerWord(cell, composition)}${wording.says(product, first)}`)
  } else {
    lines.push(wording.value(product, name, first))
  }
  return [...lines, ...description.notes.map((note) => `・${note}`)]
}

/** はい / いいえ before a quoted statement, where the question asked for one and the statement decides it. */
function answerWord(cell: Cell, { wording, understanding, catalog }: Composition): string {
  const [fact] = cell.facts
  const polarity = fact?.polarity ?? null
  if (!cell.attribute.yesno || polarity === null || !isYesNoQuestion(understanding.text)) return ''
  // 「バックアップは暗号化されていますか」 is not answered with a yes about taking backups.
  const match = understanding.attributes.find(({ attribute }) => attribute.id === cell.attribute.id)
  const said = new Set(catalog.vocabulary.find(fold(fact?.quote ?? '')).map((hit) => hit.concept))
  const isDecided = [...understanding.features.concepts].every(
    (c) => match === undefined || match.covered.has(c) || said.has(c),
  )
  if (!isDecided) return ''
  return wording.answerWord[polarity]
}
