import { type Attribute, familyOf } from '../../knowledge/attributes.ts'
import { compareFacts } from '../../knowledge/edition-changes.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import type { ComparedEditions } from '../understand/edition-change.ts'
import { createCellReader } from './cells.ts'
import { describeCell } from './describe.ts'
import type { Composition, Draft } from './draft.ts'
import { labelOf } from './edition.ts'

/** Most changes that are listed where everything is asked. */
const MAX_CHANGES = 8

/**
 * What is different between two editions of a paper: of the attributes asked, else of all. `undefined` where that is not
 * asked.
 */
export async function composeChanges(
  composition: Composition,
  scope: readonly StoredPaper[],
  attributes: readonly Attribute[],
): Promise<Draft | undefined> {
  const { understanding, wording } = composition
  const [paper] = scope
  const { compared } = understanding
  if (!compared || scope.length !== 1 || !paper) return undefined
  const asked = attributes.filter(({ kind }) => kind !== 'document')
  const differences = await compareAll(composition, compared, asked)
  const isStated = differences.some(({ facts }) => facts.length > 0)
  // Where neither edition states it, what changed nearby may be what is meant.
  const near = asked.length > 0 && !isStated ? await findChanged(composition, compared, asked) : []
  const listed = asked.length > 0 ? near : await findChanged(composition, compared)
  const changes = await compareAll(composition, compared, listed.slice(0, MAX_CHANGES))
  const say = (change: Compared) => sayChange(composition, paper.product, change)
  const lines = [...sayEditions(composition, compared), ...differences.map(say)]
  if (asked.length === 0) lines.push(changesOf(composition, paper, listed.length))
  lines.push(...changes.map((change) => `・${say(change)}`))
  if (listed.length > MAX_CHANGES) lines.push(wording.moreChanges(listed.length - MAX_CHANGES))
  const isAnswered = asked.length === 0 || isStated || changes.length > 0
  const facts = [...differences, ...changes].flatMap((change) => [...change.facts])
  return { status: isAnswered ? 'answered' : 'not_stated', basis: 'facts', lines, table: null, facts, suggestions: [] }
}

/** Whether the newest edition is compared with the one before it. */
function isLastStep({ papers }: Composition, { before, now }: ComparedEditions): boolean {
  return papers.some(({ id, older }) => id === now.id && older[0]?.id === before.id)
}

function sayEditions(composition: Composition, compared: ComparedEditions): string[] {
  const { wording } = composition
  const [before, now] = [labelOf(compared.before, wording), labelOf(compared.now, wording)]
  if (before === '' || now === '') return []
  const say = isLastStep(composition, compared) ? wording.comparedEditions : wording.comparedTwo
  return [say(before, now)]
}

function changesOf(composition: Composition, { product }: StoredPaper, count: number): string {
  const { wording, understanding } = composition
  const isLast = understanding.compared !== null && isLastStep(composition, understanding.compared)
  return (isLast ? wording.changes : wording.changesBetween)(product, count)
}

/** What became of one attribute: values with their markers, `null` where the edition states none. */
interface Compared {
  readonly name: string
  readonly before: string | null
  readonly now: string | null
  readonly isSame: boolean
  readonly facts: Draft['facts']
}

function sayChange(composition: Composition, product: string, { name, before, now, isSame }: Compared): string {
  const { wording, understanding } = composition
  const isLast = understanding.compared !== null && isLastStep(composition, understanding.compared)
  const words = isLast ? wording : wording.between
  if (isSame && now !== null) return words.unchanged(product, name, now)
  if (before !== null && now !== null) return words.changed(product, name, before, now)
  if (now !== null) return words.newlyStated(product, name, now)
  return before === null ? wording.statedInNeither(product, name) : words.noLongerStated(product, name, before)
}

async function compareAll(
  composition: Composition,
  compared: ComparedEditions,
  attributes: readonly Attribute[],
): Promise<readonly Compared[]> {
  const changes: Compared[] = []
  for (const attribute of attributes) changes.push(await compareAttribute(composition, compared, attribute))
  return changes
}

async function compareAttribute(
  composition: Composition,
  editions: ComparedEditions,
  attribute: Attribute,
): Promise<Compared> {
  const { store, catalog, understanding, wording } = composition
  const reader = createCellReader(store, catalog, understanding.text)
  const [before, now] = [
    await reader.read(editions.before, null, attribute),
    await reader.read(editions.now, null, attribute),
  ]
  const isSame = before.facts.length > 0 && compareFacts(before.facts, now.facts).length === 0
  // What did not change is cited once, from the newest edition.
  const shownBefore = isSame || before.facts.length === 0 ? undefined : await describeCell(before, composition)
  const shown = now.facts.length === 0 ? undefined : await describeCell(now, composition)
  const join = (parts: readonly string[] | undefined) => parts?.join(wording.listSeparator) ?? null
  const name = attribute.name[understanding.language]
  // What only the older edition states is a fact of it.
  const facts = shown?.facts ?? shownBefore?.facts ?? []
  return { name, before: join(shownBefore?.parts), now: join(shown?.parts), isSame, facts }
}

/** The attributes whose values differ, figures before sentences; with `near`, those of the same topics. */
async function findChanged(
  { store, catalog }: Composition,
  compared: ComparedEditions,
  near: readonly Attribute[] = [],
): Promise<readonly Attribute[]> {
  const [before, now] = [
    await store.findFacts({ paperIds: [compared.before.id] }),
    await store.findFacts({ paperIds: [compared.now.id] }),
  ]
  const ids = [...new Set(compareFacts(before, now).map(({ attribute }) => attribute))]
  const isNear = (id: string) => near.some((one) => one.related.includes(id) || familyOf(one.id) === familyOf(id))
  const changed = ids
    .filter((id) => near.length === 0 || isNear(id))
    .flatMap((id) => catalog.find(id) ?? [])
    .filter(({ kind, id }) => kind !== 'document' && !id.startsWith('document.'))
  const isStatement = ({ kind }: Attribute) => kind === 'statement'
  return [...changed.filter((one) => !isStatement(one)), ...changed.filter(isStatement)]
}
