import { type Box, clip, type GrayImage } from './gray-image.ts'

/** The parts of a line that stand apart, however near, from left to right. */
export function findInkParts(image: GrayImage, within: Box, inkLimit: number): readonly Box[] {
  const { left, top, right, bottom } = clip(image, within)
  const counts = new Uint32Array(Math.max(0, right - left))
  for (let y = top; y < bottom; y++) {
    const row = y * image.width + left
    for (let x = 0; x < counts.length; x++) {
      if ((image.pixels[row + x] as number) <= inkLimit) counts[x] = (counts[x] ?? 0) + 1
    }
  }
  const parts: Box[] = []
  for (let x = 0; x < counts.length; ) {
    if (counts[x] === 0) {
      x++
      continue
    }
    const from = x
    while (x < counts.length && counts[x] !== 0) x++
    parts.push(toPart(image, { left: left + from, right: left + x, top, bottom }, inkLimit))
  }
  return parts
}

function toPart(image: GrayImage, column: Box, inkLimit: number): Box {
  let [top, bottom] = [column.bottom, column.top]
  for (let y = column.top; y < column.bottom; y++) {
    const row = image.pixels.subarray(y * image.width + column.left, y * image.width + column.right)
    if (!row.some((shade) => shade <= inkLimit)) continue
    top = Math.min(top, y)
    bottom = y + 1
  }
  return { ...column, top, bottom }
}
