import { createImage, type GrayImage, PAPER } from './gray-image.ts'

/** Degrees that a page may lie askew, and how finely that is found. */
const MAX_ANGLE = 3
const STEP = 0.1
/** Fewer degrees do no harm. */
const LEVEL = 0.15
/** Every so many pixels one is looked at. */
const SAMPLE = 4

/** Turns a page that was laid askew on the scanner, so that its lines are level. */
export function levelImage(image: GrayImage, inkLimit: number): GrayImage {
  const angle = findAngle(image, inkLimit)
  return Math.abs(angle) < LEVEL ? image : turn(image, angle)
}

/** Degrees by which lines fall to the right: where they are level, the ink is gathered in the fewest rows. */
function findAngle(image: GrayImage, inkLimit: number): number {
  const points = inkPoints(image, inkLimit)
  if (points.x.length === 0) return 0
  let [best, found] = [sharpness(points, 0, image.height) * 1.02, 0]
  for (let step = -MAX_ANGLE / STEP; step <= MAX_ANGLE / STEP; step++) {
    const value = sharpness(points, step * STEP, image.height)
    if (value > best) [best, found] = [value, step * STEP]
  }
  return found
}

interface Points {
  readonly x: readonly number[]
  readonly y: readonly number[]
}

function inkPoints({ width, height, pixels }: GrayImage, inkLimit: number): Points {
  const points: { x: number[]; y: number[] } = { x: [], y: [] }
  for (let y = 0; y < height; y += SAMPLE) {
    for (let x = 0; x < width; x += SAMPLE) {
      if ((pixels[y * width + x] ?? PAPER) > inkLimit) continue
      points.x.push(x)
      points.y.push(y)
    }
  }
  return points
}

function sharpness({ x, y }: Points, angle: number, height: number): number {
  const slope = Math.tan((angle * Math.PI) / 180)
  const rows = new Float64Array(Math.ceil((height * 3) / SAMPLE))
  for (let i = 0; i < x.length; i++) {
    const row = Math.round(((y[i] ?? 0) - (x[i] ?? 0) * slope + height) / SAMPLE)
    rows[row] = (rows[row] ?? 0) + 1
  }
  return rows.reduce((sum, count) => sum + count * count, 0)
}

function turn(image: GrayImage, angle: number): GrayImage {
  const { width, height, pixels } = image
  const turned = createImage(width, height)
  const [sin, cos] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)]
  const [cx, cy] = [width / 2, height / 2]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const fromX = cx + (x - cx) * cos - (y - cy) * sin
      const fromY = cy + (x - cx) * sin + (y - cy) * cos
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)]
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue
      const [dx, dy, at] = [fromX - left, fromY - top, top * width + left]
      const above = (pixels[at] ?? PAPER) * (1 - dx) + (pixels[at + 1] ?? PAPER) * dx
      const below = (pixels[at + width] ?? PAPER) * (1 - dx) + (pixels[at + width + 1] ?? PAPER) * dx
      turned.pixels[y * width + x] = above * (1 - dy) + below * dy
    }
  }
  return turned
}
