import type { CSSProperties } from 'react'
import { css, type Ramp } from '../view/colour'
import { palettes, type Palette } from '../view/palette'

/** A ramp as a CSS gradient, from left to right. */
export const gradient = (ramp: Ramp): string =>
  `linear-gradient(90deg, ${[0, 1, 2, 3, 4, 5, 6]
    .map((i) => 3 * Math.round((i / 6) * 255))
    .map((k) => css([ramp[k] ?? 0, ramp[k + 1] ?? 0, ramp[k + 2] ?? 0]))
    .join(', ')})`

/** A value for each theme; the style sheet takes that of the theme that is on. */
export const inThemes = (valueOf: (palette: Palette) => string): CSSProperties =>
  Object.fromEntries((['light', 'dark'] as const).map((theme) => [`--in-${theme}`, valueOf(palettes[theme])]))
