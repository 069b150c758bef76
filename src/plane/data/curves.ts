import { type Distribution, parity, part } from './distribution'

const { PI, cos, sin, sqrt } = Math

/** Two interlocking half-circles, each a class. As scikit-learn's `make_moons` with noise 0.08. */
export const moons: Distribution = ({ i, u, z, w }) => {
  const label = parity(i)
  const [x, y] = label === 0 ? [cos(PI * u), sin(PI * u)] : [1 - cos(PI * u), 0.5 - sin(PI * u)]
  return [x + 0.08 * z, y + 0.08 * w, label]
}

/** Two circles around one centre; class 0 is the inner one. */
export const rings: Distribution = ({ i, u, z, w }) => {
  const label = parity(i)
  const radius = label === 0 ? 0.45 : 1
  return [radius * cos(2 * PI * u) + 0.05 * z, radius * sin(2 * PI * u) + 0.05 * w, label]
}

/** A roll seen from its end; class 0 is its inner half. As scikit-learn's `make_swiss_roll`, without the depth. */
export const swissRoll: Distribution = ({ u, z, w }) => {
  const angle = 1.5 * PI * (1 + 2 * u)
  return [angle * cos(angle) + 0.3 * z, angle * sin(angle) + 0.3 * w, u < 0.5 ? 0 : 1]
}

/** Two arms around one centre, each a class. Points are equally dense along an arm, except near the centre. */
export const spirals: Distribution = ({ i, u, z, w }) => {
  const label = parity(i)
  const angle = 3 * PI * sqrt(0.02 + 0.98 * u)
  const side = label === 0 ? 1 : -1
  return [side * angle * cos(angle) + 0.25 * z, side * angle * sin(angle) + 0.25 * w, label]
}

/** Six arms that bend as they leave the centre; classes alternate. After Johnson et al. 2016, who have five arms. */
export const pinwheel: Distribution = ({ u, z, w }) => {
  const [arm] = part(u, 6)
  const along = 1 + 0.3 * z
  const across = 0.07 * w
  const angle = (2 * PI * arm) / 6 + 0.25 * Math.exp(along)
  return [along * cos(angle) - across * sin(angle), along * sin(angle) + across * cos(angle), parity(arm)]
}

/** Two periods of a sine; class 1 is above the axis. */
export const wave: Distribution = ({ u, z, w }) => {
  const angle = 4 * PI * (u - 0.5)
  return [angle + 0.12 * z, 2.2 * sin(angle) + 0.12 * w, sin(angle) > 0 ? 1 : 0]
}
