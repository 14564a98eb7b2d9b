import type { Box, GrayImage } from './gray-image.ts'

/** One cell of a table, with the rows and columns that it takes, counted from 0; `rowEnd` and `columnEnd` outside of it. */
export interface RuledCell {
  readonly box: Box
  readonly row: number
  readonly rowEnd: number
  readonly column: number
  readonly columnEnd: number
}

/** A table that is drawn with lines. A frame around text is one with a single cell. */
export interface RuledTable {
  readonly box: Box
  readonly cells: readonly RuledCell[]
  /** The lines, to be taken off the picture. */
  readonly rules: readonly Box[]
}

/** Lengths in inches: shorter lines are strokes of letters, thicker ones are areas. */
const MIN_ACROSS = 0.4
const MIN_DOWN = 0.16
const MAX_THICK = 0.06
/** Inches within which lines meet or are the same. */
const NEAR = 0.03
/** Inches of a line that may be missing. */
const MAX_HOLE = 0.012
/** Lines of one page: more are a picture. */
const MAX_RULES = 2000

/** Finds the tables that are drawn with lines on a level page; `dpi` is the number of pixels an inch. */
export function findRuledTables(image: GrayImage, inkLimit: number, dpi: number): readonly RuledTable[] {
  const across = findRules(image, inkLimit, false, dpi)
  const near = NEAR * dpi
  const isMet = (box: Box) => across.filter((rule) => touches(rule, box, near)).length >= 2
  const down = findRules(image, inkLimit, true, dpi).filter(isMet)
  if (across.length + down.length > MAX_RULES) return []
  const groups = groupRules(across, down, near)
  return groups.flatMap((group) => {
    const table = toTable(group.across, group.down, near)
    return table === null ? [] : [table]
  })
}

/** Lines across, or down where `isDown`, in the rows or columns of pixels that they take. */
function findRules(
  { width, height, pixels }: GrayImage,
  inkLimit: number,
  isDown: boolean,
  dpi: number,
): readonly Box[] {
  const [lanes, length] = isDown ? [width, height] : [height, width]
  const [laneStep, step] = isDown ? [1, width] : [width, 1]
  const minLength = (isDown ? MIN_DOWN : MIN_ACROSS) * dpi
  const maxHole = Math.max(1, MAX_HOLE * dpi)
  const open: Strip[] = []
  const done: Strip[] = []
  for (let lane = 0; lane < lanes; lane++) {
    for (const run of runsIn(pixels, lane * laneStep, step, length, inkLimit, maxHole, minLength)) {
      const strip = open.find((other) => other.last >= lane - 2 && other.from < run.to && run.from < other.to)
      if (strip === undefined) open.push({ ...run, first: lane, last: lane })
      else {
        strip.from = Math.min(strip.from, run.from)
        strip.to = Math.max(strip.to, run.to)
        strip.last = lane
      }
    }
    for (let i = open.length - 1; i >= 0; i--) {
      const strip = open[i]
      if (strip !== undefined && strip.last < lane - 2) done.push(...open.splice(i, 1))
    }
  }
  const thin = [...done, ...open].filter(({ first, last }) => last - first < MAX_THICK * dpi)
  return thin.map(({ from, to, first, last }) =>
    isDown
      ? { left: first, right: last + 1, top: from, bottom: to }
      : { left: from, right: to, top: first, bottom: last + 1 },
  )
}

interface Span {
  from: number
  to: number
}

interface Strip extends Span {
  readonly first: number
  last: number
}

function runsIn(
  pixels: Uint8Array,
  start: number,
  step: number,
  length: number,
  inkLimit: number,
  maxHole: number,
  minLength: number,
): readonly Span[] {
  const runs: Span[] = []
  let [from, last] = [-1, -1]
  for (let i = 0, at = start; i < length; i++, at += step) {
    if ((pixels[at] as number) > inkLimit) continue
    if (from < 0 || i - last > maxHole + 1) {
      if (from >= 0 && last - from >= minLength) runs.push({ from, to: last + 1 })
      from = i
    }
    last = i
  }
  if (from >= 0 && last - from >= minLength) runs.push({ from, to: last + 1 })
  return runs
}

function touches(a: Box, b: Box, near: number): boolean {
  return a.left - near <= b.right && b.left - near <= a.right && a.top - near <= b.bottom && b.top - near <= a.bottom
}

interface Group {
  readonly across: readonly Box[]
  readonly down: readonly Box[]
}

/** Lines that meet belong together. */
function groupRules(across: readonly Box[], down: readonly Box[], near: number): readonly Group[] {
  const groups: { across: Box[]; down: Box[] }[] = []
  for (const rule of down) {
    const met = across.filter((other) => touches(rule, other, near))
    const own = groups.filter((group) => met.some((other) => group.across.includes(other)))
    const [first, ...others] = own
    const group = first ?? { across: [], down: [] }
    if (first === undefined) groups.push(group)
    for (const other of others) {
      group.across.push(...other.across)
      group.down.push(...other.down)
      groups.splice(groups.indexOf(other), 1)
    }
    group.down.push(rule)
    group.across.push(...met.filter((other) => !group.across.includes(other)))
  }
  return groups
}

function toTable(across: readonly Box[], down: readonly Box[], near: number): RuledTable | null {
  const ys = distinct(
    across.map(({ top, bottom }) => (top + bottom) / 2),
    near,
  )
  const edges = [Math.min(...across.map(({ left }) => left)), Math.max(...across.map(({ right }) => right))]
  const middles = down.map(({ left, right }) => (left + right) / 2)
  // Many tables have no lines at their sides.
  const xs = distinct([...middles, ...edges], 2 * near)
  if (ys.length < 2 || xs.length < 2) return null
  const isWalled = {
    right: (row: number, column: number) => {
      const [x, y] = [xs[column + 1] ?? 0, ((ys[row] ?? 0) + (ys[row + 1] ?? 0)) / 2]
      return down.some(
        (rule) => Math.abs((rule.left + rule.right) / 2 - x) <= near && rule.top <= y && rule.bottom >= y,
      )
    },
    below: (row: number, column: number) => {
      const [x, y] = [((xs[column] ?? 0) + (xs[column + 1] ?? 0)) / 2, ys[row + 1] ?? 0]
      return across.some(
        (rule) => Math.abs((rule.top + rule.bottom) / 2 - y) <= near && rule.left <= x && rule.right >= x,
      )
    },
  }
  const box = { left: xs[0] ?? 0, right: xs.at(-1) ?? 0, top: ys[0] ?? 0, bottom: ys.at(-1) ?? 0 }
  return { box, cells: mergeCells(xs, ys, isWalled), rules: [...across, ...down] }
}

function distinct(places: readonly number[], near: number): readonly number[] {
  const sorted = [...places].sort((a, b) => a - b)
  return sorted.filter((place, i) => i === 0 || place - (sorted[i - 1] ?? 0) > near)
}

interface Walls {
  right(row: number, column: number): boolean
  below(row: number, column: number): boolean
}

/** Fields without a line between them are one cell. */
function mergeCells(xs: readonly number[], ys: readonly number[], isWalled: Walls): readonly RuledCell[] {
  const [rows, columns] = [ys.length - 1, xs.length - 1]
  const taken = new Set<number>()
  const cells: RuledCell[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (taken.has(row * columns + column)) continue
      let [columnEnd, rowEnd] = [column + 1, row + 1]
      while (columnEnd < columns && !isWalled.right(row, columnEnd - 1)) columnEnd++
      while (rowEnd < rows && !isWalled.below(rowEnd - 1, column)) rowEnd++
      for (let r = row; r < rowEnd; r++) for (let c = column; c < columnEnd; c++) taken.add(r * columns + c)
      const [left, right] = [xs[column] ?? 0, xs[columnEnd] ?? 0]
      const [top, bottom] = [ys[row] ?? 0, ys[rowEnd] ?? 0]
      cells.push({ box: { left, right, top, bottom }, row, rowEnd, column, columnEnd })
    }
  }
  return cells
}
