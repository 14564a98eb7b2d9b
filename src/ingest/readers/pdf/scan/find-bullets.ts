import { type Box, fillBox, type GrayImage, PAPER } from './gray-image.ts'

/** Inches: sides of a dot or square before a line, and the white around it. */
const MIN_SIDE = 0.022
const MAX_SIDE = 0.2
const WHITE_LEFT = 0.15
/** A dot as large as this is no point between words. */
const LARGE = 0.07
const WHITE_LEFT_OF_LARGE = 0.02
const WHITE_RIGHT = 0.012
const MAX_TO_TEXT = 0.4
/** Share of ink in its rectangle that a dot or a square has and no letter, and how far its sides may differ. */
const MIN_FILL = 0.68
const INNER_FILL = 0.97
const SQUARE_FILL = 0.92
const MAX_UNEVEN = 1.3

/** A dot or square before a line. */
export interface Bullet extends Box {
  readonly isSquare: boolean
}

/** Takes the dots and squares that begin a line off the picture: they come back as any letter. */
export function takeBullets(image: GrayImage, inkLimit: number, dpi: number): readonly Bullet[] {
  const bullets: Box[] = []
  const isInk = (x: number, y: number) => (image.pixels[y * image.width + x] ?? PAPER) <= inkLimit
  const max = MAX_SIDE * dpi
  const step = Math.max(1, Math.floor(MIN_SIDE * dpi * 0.5))
  const last = new Int32Array(image.height).fill(-dpi)
  for (let y = 0; y < image.height; y += step) {
    for (let x = 0; x < image.width; x++) {
      if (!isInk(x, y)) continue
      const isFree = x - (last[y] ?? 0) > WHITE_LEFT_OF_LARGE * dpi
      last[y] = x
      if (!isFree || !isInk(x + step, y)) continue
      const box = growBox(isInk, x, y, max)
      if (box !== null && isBullet(image, box, isInk, dpi)) bullets.push(box)
    }
  }
  const found = bullets.map((box) => ({ ...box, isSquare: share(isInk, box) >= SQUARE_FILL }))
  for (const { left, top, right, bottom } of bullets) {
    fillBox(image, { left: left - 1, top: top - 1, right: right + 1, bottom: bottom + 1 }, PAPER)
  }
  return found.filter((box, i) => found.findIndex((other) => other.left === box.left && other.top === box.top) === i)
}

type IsInk = (x: number, y: number) => boolean

/** The rectangle of what hangs together with a point; `null` where that is larger than `max`. */
function growBox(isInk: IsInk, startX: number, startY: number, max: number): Box | null {
  const box = { left: startX, top: startY, right: startX + 1, bottom: startY + 1 }
  const seen = new Set<number>()
  const waiting: [number, number][] = [[startX, startY]]
  for (let point = waiting.pop(); point !== undefined; point = waiting.pop()) {
    const [x, y] = point
    const key = (y - startY + 4096) * 8192 + (x - startX + 4096)
    if (seen.has(key) || !isInk(x, y)) continue
    seen.add(key)
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x + 1)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y + 1)
    if (box.right - box.left > max || box.bottom - box.top > max) return null
    waiting.push([x + 1, y], [x - 1, y], [x, y + 1], [x, y - 1])
  }
  return box
}

function isBullet({ width }: GrayImage, box: Box, isInk: IsInk, dpi: number): boolean {
  const [wide, high] = [box.right - box.left, box.bottom - box.top]
  if (Math.min(wide, high) < MIN_SIDE * dpi || Math.max(wide, high) > Math.min(wide, high) * MAX_UNEVEN) return false
  const inner = {
    left: box.left + wide / 4,
    right: box.right - wide / 4,
    top: box.top + high / 4,
    bottom: box.bottom - high / 4,
  }
  if (share(isInk, box) < MIN_FILL || share(isInk, roundBox(inner)) < INNER_FILL) return false
  const reach = 0.5 * high
  const beside = { top: Math.round(box.top - reach), bottom: Math.round(box.bottom + reach) }
  const white = high >= LARGE * dpi ? WHITE_LEFT_OF_LARGE : WHITE_LEFT
  const [right, left] = [box.right + WHITE_RIGHT * dpi, box.left - white * dpi]
  const isAlone =
    share(isInk, { ...beside, left: Math.max(0, Math.round(left)), right: box.left }) === 0 &&
    share(isInk, { ...beside, left: box.right, right: Math.round(right) }) === 0
  const ahead = {
    ...beside,
    left: Math.round(right),
    right: Math.min(width, Math.round(box.right + MAX_TO_TEXT * dpi)),
  }
  return isAlone && share(isInk, ahead) > 0
}

function roundBox({ left, top, right, bottom }: Box): Box {
  return { left: Math.round(left), top: Math.round(top), right: Math.round(right), bottom: Math.round(bottom) }
}

/** Share of ink in a rectangle. */
function share(isInk: IsInk, { left, top, right, bottom }: Box): number {
  let ink = 0
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) if (isInk(x, y)) ink++
  return ink / Math.max(1, (right - left) * (bottom - top))
}
