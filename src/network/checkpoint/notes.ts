/** What had to be assumed about a checkpoint, because its folder does not say it. */
export type CheckpointNote =
  | 'no-card' // nothing says what the network draws, who made it and under which licence
  | 'no-probe' // nothing to test this machine's arithmetic against
  | 'no-scheduler' // diffusers' default schedule is taken
  | 'variance-assumed' // twice the channels come out, and the second half is taken for a learned variance
