import type { StagePicture } from '../run/stage-pictures'
import { ownSize } from './paint-cells'
import { sideOf } from './cells'

/** By how much a picture's pixels are enlarged. */
export const SCALES = [1, 8, 16] as const
export type Scale = (typeof SCALES)[number]

/** How its pixels are enlarged: each a square, or blending into the next. */
export const SCALINGS = ['nearest', 'smooth'] as const
export type Scaling = (typeof SCALINGS)[number]

/** A picture alone on a canvas: one byte of it a pixel at scale 1. What stands between several pictures is transparent. */
export function pictureCanvas(picture: StagePicture, scale: Scale, scaling: Scaling): HTMLCanvasElement {
  const side = scale * sideOf(picture)
  const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side })
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser has no canvas.')
  context.imageSmoothingEnabled = scaling === 'smooth'
  context.imageSmoothingQuality = 'high'
  context.drawImage(ownSize(picture), 0, 0, side, side)
  return canvas
}
