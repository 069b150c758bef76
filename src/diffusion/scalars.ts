declare const kind: unique symbol

/** A number of one kind: a plain number may stand for it, a number of another kind may not. What is computed with it is plain again. */
type Scalar<Kind extends string> = number & { readonly [kind]?: Kind }

/** A process's own time: 0 is the data. What it is at the noise is the process's (`Level.t`). */
export type Time = Scalar<'time of a process'>

/** What a network trained on T steps is told, in [0, T − 1]: its process's time, less 1. */
export type Timestep = Scalar<'timestep of a network'>

/** σ̂ = σ/α, in [0, ∞]. */
export type Sigma = Scalar<'noise over signal'>

/** λ = log(α²/σ²), in [−∞, ∞]. */
export type LogSnr = Scalar<'log-SNR'>
