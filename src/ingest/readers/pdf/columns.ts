import type { Run } from './runs.ts'

/** Fewest lines of a column, and of what is set in one beside it. */
const MIN_LINES = 5
const MIN_GROUP = 3
/** Shares of the width of the text between which a second column begins. */
const MIDDLE = [0.35, 0.65] as const
/** Share of the lines that may run over both columns, or stand in neither for long. */
const MAX_OTHER = 0.3
/** Share of the lines of the first column that come near to the second one; those of a list do not. */
const FULL_SHARE = 0.15
const NEAR = 4

/**
 * Sets the second column of a page below the first one: its lines are drawn after all of those of the first. A table of
 * two columns is drawn line by line and stays as it is.
 */
export function unfoldColumns(runs: readonly Run[]): readonly Run[] {
  const edge = Math.min(...runs.map(({ left }) => left))
  const width = Math.max(...runs.map(({ right }) => right)) - edge
  const starts = runs
    .map(({ left }) => left)
    .filter((left) => MIDDLE[0] * width < left - edge && left - edge < MIDDLE[1] * width)
  const start = [...new Set(starts)].sort((a, b) => a - b).find((left) => isColumn(runs, left))
  if (start === undefined) return runs
  const columns = groupsOf(runs, start).filter(({ own }) => own.length >= MIN_GROUP)
  const linesOf = (of: Group['side']) => columns.flatMap(({ side, own }) => (side === of ? own : []))
  const moved = new Set(linesOf('right'))
  const shift = start - Math.min(...linesOf('left').map(({ left }) => left))
  return runs.map((run) => (moved.has(run) ? { ...run, left: run.left - shift, right: run.right - shift } : run))
}

interface Group {
  readonly side: 'left' | 'right' | 'both'
  readonly own: Run[]
}

/** What is drawn one after the other on one side of a place. */
function groupsOf(runs: readonly Run[], start: number): readonly Group[] {
  const groups: Group[] = []
  for (const run of runs) {
    const side = run.left >= start - 1 ? 'right' : run.right <= start ? 'left' : 'both'
    const last = groups.at(-1)
    if (last?.side === side) last.own.push(run)
    else groups.push({ side, own: [run] })
  }
  return groups
}

function isColumn(runs: readonly Run[], start: number): boolean {
  const groups = groupsOf(runs, start)
  const follows = groups.some(({ side, own }, i) => {
    const next = groups[i + 1]
    return side === 'left' && next?.side === 'right' && Math.min(own.length, next.own.length) >= MIN_LINES
  })
  if (!follows) return false
  const others = groups.filter(({ side, own }) => side === 'both' || own.length < MIN_GROUP).flatMap(({ own }) => own)
  const left = groups.filter(({ side }) => side === 'left').flatMap(({ own }) => own)
  const full = left.filter(({ right, size }) => right > start - NEAR * size)
  return others.length <= runs.length * MAX_OTHER && full.length >= left.length * FULL_SHARE
}
