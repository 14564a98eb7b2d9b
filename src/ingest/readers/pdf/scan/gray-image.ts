/** A picture in shades of grey: one byte a pixel, row by row from the top, 0 is black. */
export interface GrayImage {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** A rectangle in pixels, `right` and `bottom` outside of it. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** White of paper. */
export const PAPER = 255

/** A white picture. */
export function createImage(width: number, height: number): GrayImage {
  return { width, height, pixels: new Uint8Array(width * height).fill(PAPER) }
}

/** Paints a rectangle; what is outside of the picture is left out. */
export function fillBox(image: GrayImage, box: Box, shade: number): void {
  const { left, top, right, bottom } = clip(image, box)
  for (let y = top; y < bottom; y++) {
    if (right > left) image.pixels.fill(shade, y * image.width + left, y * image.width + right)
  }
}

/** Copies a rectangle into another picture, its upper left corner to `x` and `y`. */
export function copyBox(from: GrayImage, box: Box, to: GrayImage, x: number, y: number): void {
  const { left, top, right, bottom } = clip(from, box)
  for (let row = top; row < bottom; row++) {
    const line = from.pixels.subarray(row * from.width + left, row * from.width + right)
    to.pixels.set(line, (y + row - top) * to.width + x)
  }
}

/** The part of a rectangle that is inside of a picture. */
export function clip({ width, height }: GrayImage, box: Box): Box {
  const left = Math.min(width, Math.max(0, Math.round(box.left)))
  const top = Math.min(height, Math.max(0, Math.round(box.top)))
  return {
    left,
    top,
    right: Math.min(width, Math.max(left, Math.round(box.right))),
    bottom: Math.min(height, Math.max(top, Math.round(box.bottom))),
  }
}

/** Shades by which ink is darker than most of the paper, at least; what is nearer to it is grain. */
const MIN_CONTRAST = 60
const GRAIN = 40

/** Makes the paper white, so that its grain and colour are no ink. */
export function whitenPaper({ pixels }: GrayImage): void {
  const counts = countShades(pixels)
  const paper = counts.indexOf(Math.max(...counts))
  const limit = Math.max(MIN_CONTRAST, paper - GRAIN)
  const shades = counts.map((_, shade) => (shade >= limit ? PAPER : Math.round((shade * PAPER) / limit)))
  for (let i = 0; i < pixels.length; i++) pixels[i] = shades[pixels[i] as number] as number
}

/** The shade that parts ink from white paper best (Otsu, 1979). */
export function findInkLimit({ pixels }: GrayImage): number {
  const counts = countShades(pixels)
  const total = counts.reduce((sum, count, shade) => sum + count * shade, 0)
  let [below, sumBelow, best, limit] = [0, 0, -1, 127]
  for (let shade = 0; shade < PAPER; shade++) {
    below += counts[shade] ?? 0
    sumBelow += (counts[shade] ?? 0) * shade
    const above = pixels.length - below
    if (below === 0 || above === 0) continue
    const apart = (sumBelow / below - (total - sumBelow) / above) ** 2 * below * above
    if (apart > best) [best, limit] = [apart, shade]
  }
  return Math.min(limit, PAPER - MIN_CONTRAST)
}

function countShades(pixels: Uint8Array): Float64Array {
  const counts = new Float64Array(PAPER + 1)
  for (const shade of pixels) counts[shade] = (counts[shade] ?? 0) + 1
  return counts
}

/** The picture as a file that image tools read (Netpbm, binary PGM). */
export function toPgm({ width, height, pixels }: GrayImage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), pixels])
}
