/** Pixels of an icon: red, green, blue and opacity of each, row by row. */
export interface IconPixels {
  readonly size: number
  readonly data: Uint8Array
}

type Point = readonly [x: number, y: number]

/** A shield, as the right half of its outline in a square from -1 to 1; the left half mirrors it. */
const SHIELD: readonly Point[] = [
  [0, -0.72],
  [0.56, -0.5],
  [0.56, 0.02],
  [0.5, 0.28],
  [0.34, 0.5],
  [0, 0.72],
]
/** A check mark as a line of two parts. */
const CHECK: readonly Point[] = [
  [-0.25, 0],
  [-0.06, 0.2],
  [0.27, -0.2],
]
/** Samples along each side of a pixel, for smooth edges. */
const SAMPLES = 4

/** Teams' colour icon, 192 pixels: a white shield with a check mark on the accent colour. */
export function drawColorIcon(size: number, background: readonly [number, number, number]): IconPixels {
  return draw(size, (point) => {
    const isWhite = isInShield(point) && distanceToCheck(point) > 0.075
    return isWhite ? [255, 255, 255, 255] : [...background, 255]
  })
}

/** Teams' outline icon, 32 pixels: the same in white lines on nothing. */
export function drawOutlineIcon(size: number): IconPixels {
  return draw(size, ([x, y]) => {
    const grown: Point = [x / 1.3, y / 1.3]
    const isLine = isInShield(grown) && !isInShield([x / 1.1, y / 1.1])
    return isLine || distanceToCheck(grown) < 0.075 ? [255, 255, 255, 255] : [255, 255, 255, 0]
  })
}

function draw(size: number, colorAt: (point: Point) => readonly number[]): IconPixels {
  const data = new Uint8Array(size * size * 4)
  for (let pixel = 0; pixel < size * size; pixel++) {
    const sum = [0, 0, 0, 0]
    for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
      const x = (pixel % size) + ((sample % SAMPLES) + 0.5) / SAMPLES
      const y = Math.floor(pixel / size) + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES
      for (const [i, value] of colorAt([(2 * x) / size - 1, (2 * y) / size - 1]).entries())
        sum[i] = (sum[i] ?? 0) + value
    }
    data.set(
      sum.map((value) => Math.round(value / (SAMPLES * SAMPLES))),
      pixel * 4,
    )
  }
  return { size, data }
}

/** Whether a point lies below the upper edge and above the lower edge of the half outline at its distance from the middle. */
function isInShield([x, y]: Point): boolean {
  const side = Math.abs(x)
  const edges = SHIELD.slice(1).flatMap((to, i) => {
    const from = SHIELD[i] ?? to
    const [low, high] = from[0] <= to[0] ? [from, to] : [to, from]
    if (side < low[0] || side > high[0] || low[0] === high[0]) return []
    return [low[1] + ((high[1] - low[1]) * (side - low[0])) / (high[0] - low[0])]
  })
  return edges.length >= 2 && y >= Math.min(...edges) && y <= Math.max(...edges)
}

function distanceToCheck(point: Point): number {
  return Math.min(...CHECK.slice(1).map((to, i) => distanceToLine(point, CHECK[i] ?? to, to)))
}

function distanceToLine([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
  return Math.hypot(x - ax - along * dx, y - ay - along * dy)
}
