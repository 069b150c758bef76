/** What had to be assumed about a checkpoint, because its folder does not say it. */
export type PlainNote =
  | 'no-card' // nothing says what the network draws, who made it and under which licence
  | 'no-probe' // nothing to test this machine's arithmetic against
  | 'no-scheduler' // diffusers' default schedule is taken
  | 'variance-unread' // the network gives the variance of a step itself, and is asked for no more than the picture
  | 'class-unasked' // it takes a class, but none by its place in a list
  | 'log-time' // the logarithm of the timestep is told, so that the last step, at 0, asks as at 1
  | 'variance-assumed' // twice the channels come out, and the second half is taken for a learned variance

/** What was read otherwise than it stands in a file, by the names there: short, and safe to show as text. */
export interface NamedNote {
  readonly code:
    | 'null-default' // keys are null where something has to be said: what diffusers takes then is taken
    | 'unused-keys' // keys that say nothing to a network are left out
    | 'size-chosen' // the visitor said how large the pictures are
  readonly details: { readonly file: string; readonly found: string }
}

export type CheckpointNote = PlainNote | NamedNote
