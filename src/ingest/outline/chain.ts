import type { Candidate } from './candidates.ts'
import type { NumberStyle } from './heading-number.ts'

/** One system of numbering on the way down to a heading, with the number that it stands at. */
interface NumberGroup {
  readonly style: NumberStyle
  readonly vector: readonly number[]
}

/** A candidate that belongs to the document's numbering. */
export interface ChainedHeading {
  readonly candidate: Candidate
  /** The numberings around it, outermost first; the last one is its own. */
  readonly groups: readonly NumberGroup[]
  /** Numbers that are missing before it. */
  readonly gap: number
}

interface State {
  readonly score: number
  readonly heading: ChainedHeading | null
  readonly previous: State | null
  readonly groups: readonly NumberGroup[]
  /** Where each numbering stood last, also where it was left since: articles count on through the chapters. */
  readonly last: Readonly<Partial<Record<NumberStyle, readonly number[]>>>
}

/** Candidates below this weight cannot pay for themselves in any chain. */
const MIN_WEIGHT = -1

/** A heading follows within this many candidates of the one before; bounds the work on documents full of numbers. */
const WINDOW = 250

/** What a numbering may stand below: a smaller rank. Numberings of rank 4 may hold each other. */
const RANKS: Readonly<Record<NumberStyle, number>> = {
  part: 0,
  chapter: 1,
  clause: 2,
  article: 3,
  roman: 4,
  letter: 4,
  number: 4,
  dash: 4,
  control: 4,
  question: 4,
  paren: 5,
}

/** What one missing number costs. Papers that go control by control leave many out. */
const GAP_COSTS: Readonly<Partial<Record<NumberStyle, number>>> = { control: 0.05, question: 0.3, article: 0.5 }
const GAP_COST = 0.8
const MAX_GAP_COST = 4
/** An extract may begin anywhere: less than a gap in the middle. */
const MAX_START_COST = 2
const MISSING_PARENT_COST = 0.8
const NEW_STYLE_COST = 1

/**
 * The heaviest chain of candidates in which every number legally follows the one before: next sibling, first child,
 * an ancestor's next sibling. List items, revision rows and copies of headings fall out because no chain that holds
 * them holds the real headings too.
 */
export function findChain(candidates: readonly Candidate[]): readonly ChainedHeading[] {
  const root: State = { score: 0, heading: null, previous: null, groups: [], last: {} }
  const states: State[] = []
  let best = root
  for (const candidate of candidates) {
    if (candidate.weight < MIN_WEIGHT) continue
    const state = bestStep([root, ...states.slice(-WINDOW)], candidate)
    if (state === null) continue
    states.push(state)
    if (state.score > best.score) best = state
  }
  const chain: ChainedHeading[] = []
  for (let state: State | null = best; state !== null; state = state.previous) {
    if (state.heading !== null) chain.unshift(state.heading)
  }
  return chain
}

function bestStep(from: readonly State[], candidate: Candidate): State | null {
  let best: State | null = null
  for (const state of from) {
    if (best !== null && state.score + candidate.weight <= best.score) continue
    const move = step(state, candidate)
    if (move === null) continue
    const score = state.score + candidate.weight - move.cost
    if (best !== null && score <= best.score) continue
    best = {
      score,
      heading: { candidate, groups: move.groups, gap: move.gap },
      previous: state,
      groups: move.groups,
      last: { ...state.last, [candidate.style]: candidate.vector },
    }
  }
  return best
}

interface Move {
  readonly groups: readonly NumberGroup[]
  readonly cost: number
  readonly gap: number
}

function step(state: State, candidate: Candidate): Move | null {
  const { style, vector } = candidate
  const own: NumberGroup = { style, vector }
  const open = state.groups.findIndex((group) => group.style === style)
  const current = state.groups[open]
  if (current !== undefined) {
    const next = follow(current.vector, vector, style)
    return next === null ? null : { groups: [...state.groups.slice(0, open), own], ...next }
  }
  const rank = RANKS[style]
  const above = state.groups.filter((group) => RANKS[group.style] < rank || (RANKS[group.style] === rank && rank === 4))
  const opened = openNumbering(state, above, candidate)
  if (opened === null) return null
  const left = state.groups.length - above.length
  const cost =
    opened.cost +
    (rank >= 4 && above.length > 0 && RANKS[above.at(-1)?.style ?? 'part'] >= 4 ? NEW_STYLE_COST : 0) +
    left * 2
  return { groups: [...above, own], cost, gap: opened.gap }
}

/** A numbering begins: at its first number, at the number of the chapter above, or where it stopped before. */
function openNumbering(state: State, above: readonly NumberGroup[], candidate: Candidate): Omit<Move, 'groups'> | null {
  const { style, vector } = candidate
  const parent = above.at(-1)
  const choices = [follow([], vector, style)]
  if (parent !== undefined && vector.length > 1) choices.push(follow([parent.vector[0] ?? 0], vector, style))
  const last = state.last[style]
  if (last !== undefined && above.length > 0) choices.push(follow(last, vector, style))
  const legal = choices.filter((choice) => choice !== null)
  return legal.reduce<Omit<Move, 'groups'> | null>(
    (best, one) => (best === null || one.cost < best.cost ? one : best),
    null,
  )
}

/** What it costs that `next` follows `current`; `null` where it does not come after it. */
function follow(current: readonly number[], next: readonly number[], style: NumberStyle): Omit<Move, 'groups'> | null {
  let common = 0
  while (common < current.length && common < next.length && current[common] === next[common]) common++
  const at = next[common]
  if (at === undefined) return null
  const before = current[common]
  if (before !== undefined && at <= before) return null
  // `第3条の2` is the first article put in after `第3条`.
  const firstChild = style === 'article' && common > 0 ? 2 : 1
  let gap = before === undefined ? Math.max(0, at - firstChild) : at - before - 1
  let missing = 0
  for (const part of next.slice(common + 1)) {
    missing++
    gap += Math.max(0, part - 1)
  }
  const missingCost = style === 'control' ? 0 : missing * MISSING_PARENT_COST
  const limit = current.length === 0 ? MAX_START_COST : MAX_GAP_COST
  return { cost: Math.min(limit, gap * (GAP_COSTS[style] ?? GAP_COST) + missingCost), gap }
}
