/** What stands on a printed page in place of the controls. */
export const print = {
  forward: (t: string, T: string, seed: string) =>
    `Into noise, at t\u00a0=\u00a0${t} of ${T}. Seed of the noise: ${seed}.`,
  reverse: (run: { frame: string; total: string; sampler: string; process: string; seed: string }) =>
    `Back to data, frame ${run.frame} of ${run.total}. Sampler: ${run.sampler}. Process: ${run.process}. Seed: ${run.seed}.`,
  asked: (network: string, asked: string, guidance: string) =>
    `Network: ${network}. Asked for: ${asked}, guidance ${guidance}.`,
  plane: (data: string, points: string, particles: string) =>
    `Data: ${data}, ${points} points; ${particles} particles.`,
}
