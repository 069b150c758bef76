/** An assumption that the page makes about a checkpoint whose folder does not give the answer. */
export type PlainNote =
  | 'no-card' // nothing says what the network draws, who made it and under which licence
  | 'no-probe' // nothing to test this machine's arithmetic against
  | 'no-scheduler' // diffusers' default schedule is taken
  | 'variance-unread' // the network gives the variance of a step itself, and is asked for no more than the picture
  | 'class-unasked' // it takes a class, but none by its place in a list
  | 'log-time' // the logarithm of the timestep is told, so that the last step, at 0, asks as at 1
  | 'variance-assumed' // twice the channels come out, and the second half is taken for a learned variance

/** A value that the page read differently from what its file says; the names are the file's, short and safe to show. */
export interface NamedNote {
  readonly code:
    | 'null-default' // keys are null where something has to be said: what diffusers takes then is taken
    | 'unused-keys' // keys that say nothing to a network are left out
    | 'size-chosen' // the visitor said how large the pictures are
  readonly details: { readonly file: string; readonly found: string }
}

export type CheckpointNote = PlainNote | NamedNote
