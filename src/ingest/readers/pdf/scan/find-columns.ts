import { type GrayImage, PAPER } from './gray-image.ts'

/** Share of the width in which the white between two columns of text lies, and its width in inches. */
const MIDDLE = [0.35, 0.65] as const
const GUTTER = 0.12
/** Rows of pixels that are looked at together. */
const BAND = 8
/** Inches from the gutter within which full lines end, and shares of the lines that do and that stand on both sides. */
const FULL = 0.2
const FULL_SHARE = 0.5
const BOTH_SHARE = 0.5

/** The page has its text in columns: white in the middle that most lines to the left of it reach. */
export function hasColumns({ width, height, pixels }: GrayImage, inkLimit: number, dpi: number): boolean {
  const [from, to] = MIDDLE.map((share) => Math.round(share * width)) as [number, number]
  const bands = Math.floor(height / BAND)
  const isInk = (x: number, band: number) => {
    for (let y = band * BAND; y < (band + 1) * BAND; y += 2)
      if ((pixels[y * width + x] ?? PAPER) <= inkLimit) return true
    return false
  }
  const filled = Array.from({ length: bands }, (_, band) => ({
    left: lastInk(isInk, band, 0, from),
    right: lastInk(isInk, band, to, width),
  }))
  const both = filled.flatMap(({ left, right }, band) => (left >= 0 && right >= 0 ? [band] : []))
  const any = filled.filter(({ left, right }) => left >= 0 || right >= 0).length
  if (both.length < any * BOTH_SHARE || both.length < dpi / BAND) return false
  const white = Array.from({ length: to - from }, (_, i) => both.filter((band) => !isInk(from + i, band)).length)
  const gutter = longestRun(white, both.length * 0.97)
  if (gutter.length < GUTTER * dpi) return false
  const edge = from + gutter.start
  const full = both.filter((band) => lastInk(isInk, band, Math.max(0, edge - Math.round(FULL * dpi)), edge) >= 0).length
  return full >= both.length * FULL_SHARE
}

function lastInk(isInk: (x: number, band: number) => boolean, band: number, from: number, to: number): number {
  for (let x = to - 1; x >= from; x -= 2) if (isInk(x, band)) return x
  return -1
}

function longestRun(counts: readonly number[], least: number): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 }
  let start = 0
  for (let i = 0; i <= counts.length; i++) {
    if (i < counts.length && (counts[i] ?? 0) >= least) continue
    if (i - start > best.length) best = { start, length: i - start }
    start = i + 1
  }
  return best
}
