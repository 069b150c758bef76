import { type Distribution, parity, part } from './distribution'

const { PI, cos, sin } = Math

/** The dark fields of a board of 4 × 4; classes alternate from row to row. */
export const checkerboard: Distribution = ({ u, v }) => {
  const [field, x] = part(u, 8)
  const row = Math.floor(field / 2)
  return [2 * (field % 2) + (row % 2) + x, row + v, parity(row)]
}

/** Eight Gaussians on a circle; classes alternate. */
export const gaussians: Distribution = ({ u, z, w }) => {
  const [k] = part(u, 8)
  return [2 * cos((PI * k) / 4) + 0.15 * z, 2 * sin((PI * k) / 4) + 0.15 * w, parity(k)]
}

/** 25 small Gaussians in rows and columns; classes alternate as on a chessboard. */
export const grid: Distribution = ({ u, z, w }) => {
  const [k] = part(u, 25)
  const row = Math.floor(k / 5)
  return [(k % 5) + 0.08 * z, row + 0.08 * w, parity(k)]
}

/** Two narrow, distant Gaussians. Class 1 has a third of the points: unequal shares show whether a sampler keeps them. */
export const twoBlobs: Distribution = ({ i, z, w }) => {
  const label = i % 3 === 2 ? 1 : 0
  const middle = label === 0 ? -1 : 1
  return [middle + 0.14 * z, middle + 0.14 * w, label]
}

/** One Gaussian, longer than broad and turned by 30°; each end is a class. */
export const oneGaussian: Distribution = ({ z, w }) => {
  const [long, broad] = [1.2 * z, 0.6 * w]
  return [long * cos(PI / 6) - broad * sin(PI / 6), long * sin(PI / 6) + broad * cos(PI / 6), z < 0 ? 0 : 1]
}

/**
 * Sierpiński's triangle by its chaos game, run backwards: each base-3 digit of one uniform number halves the way to a corner.
 * Twelve digits of u are finer than the eye can see. Class 1 is the top third.
 */
export const triangle: Distribution = ({ u }) => {
  let [x, y, rest] = [0, 0, u]
  for (let size = 1, digit = 0; digit < 12; digit++) {
    const [corner, within] = part(rest, 3)
    size /= 2
    x += size * (corner === 2 ? 0.5 : corner)
    y += size * (corner === 2 ? Math.sqrt(0.75) : 0)
    rest = within
  }
  return [x, y, u < 2 / 3 ? 0 : 1]
}
