import type { AnswerStatus } from '../../domain.ts'
import { compose } from './compose.ts'
import { composeContinued } from './continued.ts'
import type { Composition, Draft } from './draft.ts'

/** What became of a message is what became of the question in it that was answered best. */
const BEST_FIRST: readonly AnswerStatus[] = ['answered', 'not_stated', 'clarify', 'unknown_product', 'out_of_scope']

const MAX_SUGGESTIONS = 3

/**
 * Answers the questions of one message as one: a line each, and which of them nothing was found for. `earlier` is the
 * turn before, where there is one.
 */
export async function composeAll(
  compositions: readonly [Composition, ...Composition[]],
  earlier?: () => Composition,
): Promise<Draft> {
  const drafts: Draft[] = []
  for (const composition of compositions) {
    const draft = await compose(composition)
    const before = drafts.at(-1)
    drafts.push((before && livesOn(draft, before, composition) && composeContinued(composition, before)) || draft)
  }
  const [only, second] = drafts
  if (only && !second) return (await continueEarlier(only, compositions[0], earlier)) ?? only
  const isAnswered = drafts.some(({ status }) => status === 'answered')
  const lines = drafts.flatMap((draft, i) => {
    const { wording, understanding } = compositions[i] as Composition
    // What facts say is not stated is said by its name.
    const isNothing = isAnswered && draft.status === 'not_stated' && draft.basis !== 'facts'
    return isNothing ? [wording.nothingFor(understanding.text)] : [...draft.lines]
  })
  return {
    status: BEST_FIRST.find((status) => drafts.some((draft) => draft.status === status)) ?? 'not_stated',
    basis: drafts.find(({ basis }) => basis !== null)?.basis ?? null,
    lines: lines.filter((line, i) => !lines.some((other, k) => k < i && other.endsWith(line))),
    // A table would say what one of the questions is answered with; the lines say it all.
    table: null,
    facts: drafts.flatMap(({ facts }) => [...facts]),
    suggestions: [...new Set(drafts.flatMap(({ suggestions }) => [...suggestions]))].slice(0, MAX_SUGGESTIONS),
  }
}

/** What a follow-up asks about (「タブレットにも？」) may stand where the turn before was answered. */
async function continueEarlier(
  draft: Draft,
  composition: Composition,
  toEarlier: (() => Composition) | undefined,
): Promise<Draft | undefined> {
  const { features, context, products } = composition.understanding
  const isAlone = draft.status !== 'not_stated' || draft.basis === 'facts' || features === context
  if (!toEarlier || isAlone) return undefined
  const earlier = toEarlier()
  const isSame = products.every(({ paperId }) => earlier.understanding.products.some((one) => one.paperId === paperId))
  const before = isSame ? await compose(earlier) : undefined
  return before?.status === 'answered' ? composeContinued(composition, before, { mustShare: true }) : undefined
}

/** Nothing of its own is asked for, or only what has just been answered. */
function livesOn(draft: Draft, before: Draft, { understanding }: Composition): boolean {
  if (before.status !== 'answered' || understanding.isCourtesy || understanding.isAboutBot) return false
  if (draft.basis === null) return draft.status === 'not_stated' || draft.status === 'out_of_scope'
  if (understanding.shape.kind !== 'value') return false
  const isRepeated = draft.lines.every((line) => before.lines.some((other) => other.endsWith(line)))
  return isRepeated || understanding.attributes.length === 0
}
