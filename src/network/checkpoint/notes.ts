/** What had to be assumed about a checkpoint, because its folder does not say it. */
export type CheckpointNote =
  | 'no-card' // nothing says what the network draws, who made it and under which licence
  | 'no-probe' // nothing to test this machine's arithmetic against
  | 'no-scheduler' // diffusers' default schedule is taken
  | 'variance-unread' // the network gives the variance of a step itself, and is asked for no more than the picture
  | 'class-unasked' // it takes a class, but none by its place in a list
  | 'log-time' // the logarithm of the timestep is told, so that the last step, at 0, asks as at 1
  | 'variance-assumed' // twice the channels come out, and the second half is taken for a learned variance
