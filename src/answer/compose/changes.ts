import type { Attribute } from '../../knowledge/attributes.ts'
import { compareFacts } from '../../knowledge/edition-changes.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import { createCellReader } from './cells.ts'
import { describeCell } from './describe.ts'
import type { Composition, Draft } from './draft.ts'
import { labelOf } from './edition.ts'

/** Most changes that are listed where everything is asked. */
const MAX_CHANGES = 8

/**
 * What a paper changed against the edition before it: of the attributes asked, else of all. `undefined` where that is not
 * asked, or there is no edition before.
 */
export async function composeChanges(
  composition: Composition,
  scope: readonly StoredPaper[],
  attributes: readonly Attribute[],
): Promise<Draft | undefined> {
  const { understanding, wording } = composition
  const [paper] = scope
  const older = paper?.older[0]
  if (understanding.editionWords?.kind !== 'change' || scope.length !== 1 || !paper || !older) return undefined
  const [before, now] = [labelOf(older, wording), labelOf(paper, wording)]
  const head = before === '' || now === '' ? [] : [wording.comparedEditions(before, now)]
  const own = attributes.filter(({ kind }) => kind !== 'document')
  const changed = own.length > 0 ? own : await findChanged(composition, paper, older)
  const lines = own.length > 0 ? head : [...head, wording.changes(paper.product, changed.length)]
  const facts: Draft['facts'][number][] = []
  for (const attribute of changed.slice(0, MAX_CHANGES)) {
    const compared = await compareAttribute(composition, [older, paper], attribute)
    facts.push(...compared.facts)
    const line = sayChange(composition, paper.product, attribute.name[understanding.language], compared)
    lines.push(own.length > 0 ? line : `・${line}`)
  }
  if (changed.length > MAX_CHANGES) lines.push(wording.moreChanges(changed.length - MAX_CHANGES))
  const isAnswered = own.length === 0 || facts.some(({ stated }) => stated)
  return { status: isAnswered ? 'answered' : 'not_stated', basis: 'facts', lines, table: null, facts, suggestions: [] }
}

/** What became of one attribute: values with their markers, `null` where the edition states none. */
interface Compared {
  readonly before: string | null
  readonly now: string | null
  readonly isSame: boolean
  readonly facts: Draft['facts']
}

function sayChange({ wording }: Composition, product: string, name: string, { before, now, isSame }: Compared): string {
  if (isSame && now !== null) return wording.unchanged(product, name, now)
  if (before !== null && now !== null) return wording.changed(product, name, before, now)
  if (now !== null) return wording.newlyStated(product, name, now)
  return before === null ? wording.statedInNeither(product, name) : wording.noLongerStated(product, name, before)
}

async function compareAttribute(
  composition: Composition,
  editions: readonly [StoredPaper, StoredPaper],
  attribute: Attribute,
): Promise<Compared> {
  const { store, catalog, understanding, wording } = composition
  const reader = createCellReader(store, catalog, understanding.text)
  const [before, now] = [
    await reader.read(editions[0], null, attribute),
    await reader.read(editions[1], null, attribute),
  ]
  const isSame = before.facts.length > 0 && compareFacts(before.facts, now.facts).length === 0
  // What did not change is cited once, from the newest edition.
  const shownBefore = isSame || before.facts.length === 0 ? undefined : await describeCell(before, composition)
  const shown = now.facts.length === 0 ? undefined : await describeCell(now, composition)
  const join = (parts: readonly string[] | undefined) => parts?.join(wording.listSeparator) ?? null
  return { before: join(shownBefore?.parts), now: join(shown?.parts), isSame, facts: shown?.facts ?? [] }
}

/** The attributes whose values differ, figures before sentences. */
async function findChanged(
  { store, catalog }: Composition,
  paper: StoredPaper,
  older: StoredPaper,
): Promise<readonly Attribute[]> {
  const [before, now] = [
    await store.findFacts({ paperIds: [older.id] }),
    await store.findFacts({ paperIds: [paper.id] }),
  ]
  const ids = [...new Set(compareFacts(before, now).map(({ attribute }) => attribute))]
  const changed = ids
    .flatMap((id) => catalog.find(id) ?? [])
    .filter(({ kind, id }) => kind !== 'document' && !id.startsWith('document.'))
  const isStatement = ({ kind }: Attribute) => kind === 'statement'
  return [...changed.filter((one) => !isStatement(one)), ...changed.filter(isStatement)]
}
