import { asChosen, integer } from '../format/numbers'
import { plural } from '../format/plural'

/** What stands on a printed page in place of the controls. */
export const print = {
  forward: (t: number, T: number, seed: number) =>
    `Into noise, at t\u00a0=\u00a0${integer(t)} of ${integer(T)}. Seed of the noise: ${integer(seed)}.`,
  reverse: (run: { frame: number; total: number; sampler: string; process: string; seed: number }) =>
    `Back to data, frame ${integer(run.frame)} of ${integer(run.total)}. Sampler: ${run.sampler}. Process: ${run.process}. Seed: ${integer(run.seed)}.`,
  /** Of a branch, before its own settings. */
  branch: (frame: number) =>
    `A branch: up to frame ${integer(frame)} it was made with other settings, which the link carries; from there on with these.`,
  asked: (network: string, askedClass: string, guidance: number) =>
    `Network: ${network}. Asked for: ${askedClass}, guidance ${asChosen(guidance)}.`,
  schedule: (schedule: string) => `Schedule: ${schedule}.`,
  plane: (data: string, points: number, particles: number) =>
    `Data: ${data}, ${integer(points)} ${plural(points, { one: 'point', other: 'points' })}; ${integer(particles)} ${plural(particles, { one: 'particle', other: 'particles' })}.`,
  code: 'QR code of the link',
  noCode: 'The link is too long for a QR code: it carries a picture, or points, of one’s own.',
}
