/** Warnings about settings that spoil the picture together, given before the walk. */
export const advice = {
  fromPureNoise:
    'From pure noise at t = 1000 the first step is enormously long, and this sampler magnifies its error until nothing else is left. Skip one step, or take the grid “Leading”, “Even in log SNR” or “Karras”.',
  noSignal:
    'The reverse SDE cannot begin where no signal at all is left: its drift is infinite there. Skip one step, or take another grid.',
  evenSigma:
    'Even in time means even in σ here: nearly all steps go where there is hardly anything but noise, and the last one jumps to the data from far away. The picture blurs or breaks; “Karras” is the grid for it.',
  unclipped:
    'At t = 1000 the smallest error of the network is magnified some twenty thousand times, and without clipping nothing stops it. Skip one step, or clip.',
  few: 'With so few steps this sampler leaves noise and fragments behind; fifty or more do better.',
}
