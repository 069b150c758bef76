import { level, type Level, posterior, type Schedule } from '../../diffusion'

/** √(β̃/β) of a step: the standard deviation of the fresh noise by β̃, against that by β. */
export function deviationRatio(from: Level, to: Level): number {
  const { beta, betaTilde } = posterior(from, to)
  return Math.sqrt(betaTilde / beta)
}

/** The first t from which on the two standard deviations differ by less than a share. */
export function equalFrom(schedule: Schedule, share: number): number {
  const isApart = (t: number) => deviationRatio(level(schedule, t), level(schedule, t - 1)) <= 1 - share
  let t = schedule.T
  while (t > 1 && !isApart(t)) t--
  return t + 1
}

/** How strong the noise in a state really is, against what its level says: 1 where the state is as noisy as the network is told. */
export function noiseAgainstLevel(xt: Float32Array, x0Hat: Float32Array, { signal, noise }: Level): number {
  let sum = 0
  for (let i = 0; i < xt.length; i++) sum += (((xt[i] ?? NaN) - signal * (x0Hat[i] ?? NaN)) / noise) ** 2
  return Math.sqrt(sum / xt.length)
}

/** The mean of f = (v + 1)/2, where a network places log Σ between log β̃ (0) and log β (1), over the pixels that are chosen. */
export function meanPlace(v: Float32Array, isChosen: (pixel: number) => boolean): number {
  let [sum, count] = [0, 0]
  v.forEach((value, pixel) => {
    if (!isChosen(pixel)) return
    sum += (value + 1) / 2
    count++
  })
  return sum / count
}
