import { css, type Lch, mixed, oklch, type Ramp, ramp, type Rgb } from './colour'

/** Every colour of the picture in one theme. */
export interface Palette {
  /** The empty plane. */
  readonly ground: string
  readonly ink: string
  readonly inkSoft: string
  readonly signal: string
  readonly noise: string
  readonly contour: string
  readonly arrow: string
  /** Ramps from little to much, each of one hue. */
  readonly density: Ramp
  readonly error: Ramp
  /** A ramp from class 0 through undecided to class 1. */
  readonly classes: Ramp
  /** The colours of the data, and of particles, by class. */
  readonly ofClass: readonly [string, string]
  /** The colour of a particle that began at this angle, and this far from the middle (0 to 1). */
  readonly start: (angle: number, far: number) => Rgb
}

interface Tones {
  readonly ground: Lch
  readonly dense: Lch
  readonly wrong: Lch
  readonly class0: Lch
  readonly class1: Lch
  readonly class0Ground: Lch
  readonly class1Ground: Lch
  readonly ink: Lch
  readonly inkSoft: Lch
  readonly contour: Lch
  /** Lightness and chroma of particles that began in the middle, and far from it. */
  readonly near: readonly [number, number]
  readonly far: readonly [number, number]
}

const light: Tones = {
  ground: [0.988, 0.006, 85],
  dense: [0.75, 0.085, 228],
  wrong: [0.68, 0.15, 42],
  class0: [0.5, 0.1, 228],
  class1: [0.56, 0.15, 48],
  class0Ground: [0.78, 0.08, 228],
  class1Ground: [0.8, 0.1, 58],
  ink: [0.22, 0.01, 80],
  inkSoft: [0.46, 0.015, 80],
  contour: [0.5, 0.06, 228],
  near: [0.42, 0.12],
  far: [0.62, 0.16],
}
const dark: Tones = {
  ground: [0.175, 0.005, 80],
  dense: [0.46, 0.075, 225],
  wrong: [0.58, 0.14, 42],
  class0: [0.78, 0.1, 220],
  class1: [0.8, 0.13, 62],
  class0Ground: [0.42, 0.07, 225],
  class1Ground: [0.46, 0.09, 55],
  ink: [0.95, 0.008, 80],
  inkSoft: [0.74, 0.012, 80],
  contour: [0.66, 0.06, 222],
  near: [0.9, 0.07],
  far: [0.74, 0.15],
}

function paletteOf(tones: Tones): Palette {
  const { ground, ink, near, far } = tones
  const solid = (tone: Lch) => css(oklch(...tone))
  const twoSided = (share: number) =>
    share < 0.5 ? mixed(tones.class0Ground, ground, 2 * share) : mixed(ground, tones.class1Ground, 2 * share - 1)
  return {
    ground: solid(ground),
    ink: solid(ink),
    inkSoft: solid(tones.inkSoft),
    signal: solid(tones.class0),
    noise: solid(tones.class1),
    contour: solid(tones.contour),
    arrow: solid(tones.inkSoft),
    density: ramp((share) => mixed(ground, tones.dense, share)),
    error: ramp((share) => mixed(ground, tones.wrong, share)),
    classes: ramp(twoSided),
    ofClass: [solid(tones.class0), solid(tones.class1)],
    start: (angle, outward) =>
      oklch(
        near[0] + outward * (far[0] - near[0]),
        near[1] + outward * (far[1] - near[1]),
        (angle * 180) / Math.PI + 30,
      ),
  }
}

export const palettes = { light: paletteOf(light), dark: paletteOf(dark) }

/** The palette of the theme that is on. */
export const palette = (): Palette => palettes[document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light']
