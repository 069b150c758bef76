/** Side of MNIST's pictures. */
export const SIZE = 28

/** The ink of a drawing of any size, 0 (none) to 1 (full), row by row. */
export interface Ink {
  readonly width: number
  readonly height: number
  readonly values: Float32Array
}

/** Side of the box into which MNIST's digits are scaled, in pixels. */
const BOX = 20
/** MNIST's digits have their centre of mass in the middle of pixel 14 (of 0…27), half a pixel beyond the picture's middle. */
export const CENTRE = SIZE / 2 + 0.5

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The smallest box around all ink, right and bottom exclusive; undefined if there is no ink. */
function inkBox({ width, height, values }: Ink): Box | undefined {
  let box: Box | undefined
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((values[y * width + x] ?? 0) < 0.1) continue
      box = box
        ? {
            left: Math.min(box.left, x),
            top: Math.min(box.top, y),
            right: Math.max(box.right, x + 1),
            bottom: Math.max(box.bottom, y + 1),
          }
        : { left: x, top: y, right: x + 1, bottom: y + 1 }
    }
  }
  return box
}

/** The mean ink of the source under one target pixel. MNIST's pixels became grey by such an area average. */
function average(ink: Ink, left: number, top: number, side: number): number {
  let sum = 0
  let weight = 0
  for (let y = Math.floor(top); y < top + side; y++) {
    const h = Math.min(y + 1, top + side) - Math.max(y, top)
    for (let x = Math.floor(left); x < left + side; x++) {
      const w = (Math.min(x + 1, left + side) - Math.max(x, left)) * h
      weight += w
      if (x >= 0 && y >= 0 && x < ink.width && y < ink.height) sum += w * (ink.values[y * ink.width + x] ?? 0)
    }
  }
  return weight > 0 ? sum / weight : 0
}

/** The ink's centre of mass, in pixels. */
export function centreOfMass(ink: Ink): { x: number; y: number } {
  let mass = 0
  let x = 0
  let y = 0
  ink.values.forEach((value, i) => {
    mass += value
    x += value * ((i % ink.width) + 0.5)
    y += value * (Math.floor(i / ink.width) + 0.5)
  })
  return mass > 0 ? { x: x / mass, y: y / mass } : { x: ink.width / 2, y: ink.height / 2 }
}

/**
 * Scales and centres a drawing as MNIST does its digits: it fits into 20×20 with its proportions kept, and its centre of mass is in
 * the middle pixel of 28×28 (LeCun et al. 1998, section on MNIST).
 * @returns [28·28] bytes, white ink on black; undefined if there is no ink
 */
export function likeMnist(ink: Ink): Uint8Array | undefined {
  const box = inkBox(ink)
  if (!box) return undefined
  const scale = Math.max(box.right - box.left, box.bottom - box.top) / BOX // source pixels per target pixel
  const sample = (left: number, top: number) => {
    const values = new Float32Array(SIZE * SIZE)
    for (let i = 0; i < values.length; i++)
      values[i] = average(ink, left + (i % SIZE) * scale, top + Math.floor(i / SIZE) * scale, scale)
    return values
  }
  // The box begins at a whole target pixel, so that moving a digit of the right size does not blur it.
  const margin = (side: number) => Math.floor((SIZE - side / scale) / 2) * scale
  const left = box.left - margin(box.right - box.left)
  const top = box.top - margin(box.bottom - box.top)
  const mass = centreOfMass({ width: SIZE, height: SIZE, values: sample(left, top) })
  // Shifts by whole pixels, as MNIST does, and at most by the margin of 4, so that no ink leaves the picture.
  const shift = (centre: number) => Math.max(-4, Math.min(4, Math.round(centre - CENTRE))) * scale
  const values = sample(left + shift(mass.x), top + shift(mass.y))
  return Uint8Array.from(values, (value) => Math.round(Math.min(1, value) * 255))
}
