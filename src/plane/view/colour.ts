/** Red, green and blue, each in [0, 255]. */
export type Rgb = readonly [number, number, number]

/** Encodes a linear channel in [0, 1] as sRGB in [0, 255]. */
const encodeSrgb = (linear: number): number => {
  const c = Math.max(0, Math.min(1, linear))
  return 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055)
}

/**
 * The colour with a perceived lightness in [0, 1], a chroma ≥ 0 and a hue in degrees; what sRGB cannot show is clipped. Oklab: Ottosson 2020, "A perceptual color space for image processing".
 */
export function oklch(lightness: number, chroma: number, hue: number): Rgb {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    encodeSrgb(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encodeSrgb(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encodeSrgb(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

export const css = ([r, g, b]: Rgb, alpha = 1): string =>
  `rgb(${Math.round(r)} ${Math.round(g)} ${Math.round(b)} / ${alpha})`

/** Reads a colour that `css` has written. */
export function rgbOf(colour: string): Rgb {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number)
  return [r, g, b]
}

/** A colour for each of 256 shares from 0 to 1: [256·3] bytes. */
export type Ramp = Uint8ClampedArray

export function ramp(colourAt: (share: number) => Rgb): Ramp {
  const bytes = new Uint8ClampedArray(256 * 3)
  for (let i = 0; i < 256; i++) bytes.set(colourAt(i / 255), 3 * i)
  return bytes
}

export type Lch = readonly [lightness: number, chroma: number, hue: number]

/** A colour between two, along a straight line in Oklab: its lightness changes evenly, and no third hue appears. */
export function mixed(from: Lch, to: Lch, share: number): Rgb {
  const part = (at: (angle: number) => number) =>
    [from, to].map(([, chroma, hue]) => chroma * at((hue * Math.PI) / 180)) as [number, number]
  const between = ([start, end]: readonly [number, number]) => start + share * (end - start)
  const [a, b] = [between(part(Math.cos)), between(part(Math.sin))]
  return oklch(between([from[0], to[0]]), Math.hypot(a, b), (Math.atan2(b, a) * 180) / Math.PI)
}

/**
 * Paints values with the colours of a ramp into the bytes of a picture, [values·4]; a NaN is transparent.
 *
 * @param share the position of a value on the ramp, in [0, 1]; what lies beyond is clipped.
 */
export function paintRamp(
  out: Uint8ClampedArray,
  values: Float32Array,
  colours: Ramp,
  share: (value: number) => number,
): void {
  for (let i = 0; i < values.length; i++) {
    const part = share(values[i] ?? NaN)
    const k = 3 * Math.round(255 * Math.max(0, Math.min(1, part)))
    out[4 * i] = colours[k] ?? 0
    out[4 * i + 1] = colours[k + 1] ?? 0
    out[4 * i + 2] = colours[k + 2] ?? 0
    out[4 * i + 3] = Number.isNaN(part) ? 0 : 255
  }
}
