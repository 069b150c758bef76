import fc from 'fast-check'

/** Property tests draw from one seed, so that what failed fails again; `SEED=7 npm test` tries another. A failure prints it. */
export const seed = Number(process.env['SEED'] ?? 1)

fc.configureGlobal({ seed })
