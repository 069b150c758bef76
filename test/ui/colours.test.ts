import { describe, expect, test } from 'vitest'
import { rgbOf, type Rgb } from '../../src/plane/view/colour'
import { palettes } from '../../src/plane/view/palette'
import { contrast, difference, hex, looks, type Theme, tokens, type Vision, visions } from './colour-vision'

/** Differences in Oklab, of which 0.02 is just seen. A pair that means two things by colour and little else; lines, which have dashes too. */
const [OPPOSITES, LANES, LINES] = [0.1, 0.07, 0.05]
/** Of what is drawn, to what it is drawn on (WCAG 2.2, 1.4.11). */
const LEAST_CONTRAST = 3
/** As many lanes as a race has. */
const MOST_LANES = 6

const themes: readonly Theme[] = ['light', 'dark']
const eyes = themes.flatMap((theme) => visions.map((vision) => [theme, vision] as const))

const token = (theme: Theme, name: string): Rgb => tokens(theme)[name] ?? hex('#f0f')
const grounds = (theme: Theme): readonly Rgb[] => [token(theme, 'wall'), token(theme, 'panel')]

function alike(colours: readonly Rgb[], vision: Vision, least: number): string[] {
  return colours.flatMap((a, i) =>
    colours
      .slice(i + 1)
      .map((b, j) => ({ pair: `${i} and ${i + 1 + j}`, apart: difference(a, b, vision) }))
      .filter(({ apart }) => apart < least)
      .map(({ pair, apart }) => `${pair}: ${apart.toFixed(3)}`),
  )
}

test('the simulation leaves white and black alone, and takes red from green where it should', () => {
  for (const vision of visions) {
    expect(difference(hex('#fff'), hex('#ffffff'), vision)).toBe(0)
    expect(contrast(hex('#000'), hex('#fff'), vision)).toBeCloseTo(21, 0)
  }
  const [red, green] = [hex('#b04a00'), hex('#5a7800')]
  expect(difference(red, green, 'deuteranopia')).toBeLessThan(0.4 * difference(red, green, 'usual'))
  expect(difference(red, green, 'tritanopia')).toBeGreaterThan(0.8 * difference(red, green, 'usual'))
})

describe.each(eyes)('in the %s page, by %s', (theme, vision) => {
  test('the lines of charts differ, and those of a race more', () => {
    const { colours } = looks(theme)
    expect(colours).toHaveLength(10)
    expect(alike(colours.slice(0, MOST_LANES), vision, LANES)).toEqual([])
    expect(alike(colours, vision, LINES)).toEqual([])
  })

  test('signal and noise are opposites, in the page and in the plane, and so are two classes', () => {
    const { signal, noise, ofClass } = palettes[theme]
    expect(difference(token(theme, 'signal'), token(theme, 'noise'), vision)).toBeGreaterThan(OPPOSITES)
    expect(difference(rgbOf(signal), rgbOf(noise), vision)).toBeGreaterThan(OPPOSITES)
    expect(difference(rgbOf(ofClass[0]), rgbOf(ofClass[1]), vision)).toBeGreaterThan(OPPOSITES)
  })

  test('the map of two classes goes from one colour through the ground to another', () => {
    const { classes, ground } = palettes[theme]
    const [first, middle, last] = [0, 128, 255].map((i) => [...classes.slice(3 * i, 3 * i + 3)] as unknown as Rgb)
    for (const [a, b] of [
      [first, last],
      [first, middle],
      [middle, last],
    ])
      expect(a && b && difference(a, b, vision)).toBeGreaterThan(OPPOSITES)
    expect(middle && difference(middle, rgbOf(ground), vision)).toBeLessThan(0.02)
  })

  test('the names of a race’s lines, which have their colours, can be read', () => {
    if (vision !== 'usual') return // WCAG's contrast of text is defined for usual eyes
    for (const ground of grounds(theme))
      for (const [i, colour] of looks(theme).colours.slice(0, MOST_LANES).entries())
        expect(contrast(colour, ground, vision), `line ${i}`).toBeGreaterThan(4.5)
  })

  test('lines, marks and the focus stand out from what is behind them', () => {
    for (const ground of grounds(theme)) {
      for (const [i, colour] of looks(theme).colours.entries())
        expect(contrast(colour, ground, vision), `line ${i}`).toBeGreaterThan(LEAST_CONTRAST)
      for (const name of ['signal', 'noise', 'ink', 'ink-soft', 'focus', 'line-strong'])
        expect(contrast(token(theme, name), ground, vision), name).toBeGreaterThan(LEAST_CONTRAST)
    }
    const { ofClass, contour, arrow, ink, inkSoft, ground } = palettes[theme]
    for (const colour of [...ofClass, contour, arrow, ink, inkSoft])
      expect(contrast(rgbOf(colour), rgbOf(ground), vision), colour).toBeGreaterThan(LEAST_CONTRAST)
  })
})

test('colour is never alone: every line has dashes of its own', () => {
  const { dashes } = looks('light')
  expect(new Set(dashes).size).toBe(dashes.length)
})
