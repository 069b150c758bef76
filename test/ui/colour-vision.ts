import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Rgb } from '../../src/plane/view/colour'

// What a colour is to people who see two kinds of cones. Pure numbers, for the tests of the page's colours.

export type Vision = 'usual' | 'protanopia' | 'deuteranopia' | 'tritanopia'
type Matrix = readonly (readonly [number, number, number])[]

/**
 * Of linear sRGB, severity 1: Machado, Oliveira & Fernandes 2009, "A physiologically-based model for simulation of color vision
 * deficiency", table 1 and the authors' page. Its tritanopia is the least sure of the three.
 */
const machado: Readonly<Record<Vision, Matrix>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

export const visions = Object.keys(machado) as readonly Vision[]

/** A channel of sRGB in [0, 255] as linear light in [0, 1] (IEC 61966-2-1). */
const linear = (channel: number): number => {
  const c = channel / 255
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
}

const dot = (row: readonly [number, number, number], [r, g, b]: Rgb): number => row[0] * r + row[1] * g + row[2] * b

/** A colour's linear light as this vision sees it, within what a screen can show. */
function simulateVision(colour: Rgb, vision: Vision): Rgb {
  const light = colour.map(linear) as unknown as Rgb
  return machado[vision].map((row) => Math.max(0, Math.min(1, dot(row, light)))) as unknown as Rgb
}

/** Linear sRGB in Oklab (Ottosson 2020). */
function oklab(light: Rgb): Rgb {
  const [l, m, s] = [
    Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], light)),
    Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], light)),
    Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], light)),
  ]
  const lms: Rgb = [l, m, s]
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], lms),
    dot([1.9779984951, -2.428592205, 0.4505937099], lms),
    dot([0.0259040371, 0.7827717662, -0.808675766], lms),
  ]
}

/** How different two colours are to this vision: their distance in Oklab, of which 0.02 is just seen by one who looks for it. */
export function difference(a: Rgb, b: Rgb, vision: Vision): number {
  const [one, other] = [oklab(simulateVision(a, vision)), oklab(simulateVision(b, vision))]
  return Math.hypot(...one.map((value, i) => value - (other[i] ?? NaN)))
}

const luminance = (colour: Rgb, vision: Vision): number => dot([0.2126, 0.7152, 0.0722], simulateVision(colour, vision))

/** The contrast of two colours, in [1, 21] (WCAG 2.2), to this vision. */
export function contrast(a: Rgb, b: Rgb, vision: Vision): number {
  const [dark = NaN, bright = NaN] = [luminance(a, vision), luminance(b, vision)].toSorted((x, y) => x - y)
  return (bright + 0.05) / (dark + 0.05)
}

/** A colour of a stylesheet, #rgb or #rrggbb. */
export function hex(text: string): Rgb {
  const digits = text.length === 4 ? text.replace(/[0-9a-f]/gi, '$&$&') : text
  return [1, 3, 5].map((at) => parseInt(digits.slice(at, at + 2), 16)) as unknown as Rgb
}

const css = (file: string): string => readFileSync(join(import.meta.dirname, '../../src/ui', file), 'utf8')

export type Theme = 'light' | 'dark'

/** The tokens of a theme that are colours, by their names without hyphens. */
export function tokens(theme: Theme): Readonly<Record<string, Rgb>> {
  const rules = css('tokens.css').split(/(?=:root)/)
  const rule = rules.find((each) => each.startsWith(theme === 'light' ? ':root {' : ":root[data-theme='dark']")) ?? ''
  return Object.fromEntries(
    [...rule.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)].map(([, name = '', colour = '']) => [name, hex(colour)]),
  )
}

/** The lines of charts: their colours in a theme, and their dashes. */
export function looks(theme: Theme): { readonly colours: readonly Rgb[]; readonly dashes: readonly string[] } {
  const matches = [...css('looks.css').matchAll(/light-dark\((#\w+), (#\w+)\);\s*--dash: ([^;]+);/g)]
  return {
    colours: matches.map(([, light = '', dark = '']) => hex(theme === 'light' ? light : dark)),
    dashes: matches.map(([, , , dash = '']) => dash),
  }
}
