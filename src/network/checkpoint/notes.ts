/** An assumption that the page makes about a checkpoint whose folder does not give the answer. */
export type PlainNote =
  | 'no-card' // nothing says what the network draws, who made it and under which licence
  | 'no-probe' // nothing tests this machine's arithmetic
  | 'no-scheduler' // the page takes diffusers' default schedule
  | 'variance-unread' // the network predicts the variance of a step, which the page does not use
  | 'class-unasked' // the network takes a class, but not by its index in a list
  | 'log-time' // the network takes the logarithm of the timestep, so the last step, at 0, is evaluated at 1
  | 'variance-assumed' // the output has twice the channels; the page takes the second half for a learned variance

/** A value that the page read differently from what its file says; the names are the file's, short and safe to show. */
export interface NamedNote {
  readonly code:
    | 'null-default' // required keys are null; the page takes the defaults of diffusers
    | 'unused-keys' // the page ignores keys without a meaning for a network
    | 'size-chosen' // the visitor chose the size of the pictures
  readonly details: { readonly file: string; readonly found: string }
}

export type CheckpointNote = PlainNote | NamedNote
