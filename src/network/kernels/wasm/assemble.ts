import type { Operation, Program, Resample } from '../../program/operations'
import { attend } from './attend'
import { encode, type Command } from './commands'
import { convolve } from './convolve'
import * as at from './layout'
import { gather } from './normalise'
import type { Places } from './places'

/** Compiles each operation of a program to commands for the module. */
export const assemble = (places: Places, { operations }: Program): readonly (readonly Command[])[] =>
  operations.map((operation) => commandsOf(places, operation))

function commandsOf(places: Places, operation: Operation): readonly Command[] {
  switch (operation.kind) {
    case 'conv':
      return convolve(places, operation)
    case 'normalise':
      return gather(places, [operation.input], operation.norm, { before: 0, after: 0 }, places.of(operation.output))
    case 'resample':
      return [resample(places, operation)]
    case 'attention':
      return attend(places, operation)
  }
}

const resamplings: Readonly<Record<Resample['by'], number>> = {
  down: at.byDown,
  'fir-down': at.byFirDown,
  'fir-up': at.byFirUp,
}

function resample(places: Places, { input, by, output }: Resample): Command {
  return encode(at.resampleKind, at.resampleLength, [
    [at.resampleInputAt, places.of(input)],
    [at.resampleHeightAt, input.height],
    [at.resampleWidthAt, input.width],
    [at.resampleChannelsAt, input.channels],
    [at.resampleByAt, resamplings[by]],
    [at.resampleOutputAt, places.of(output)],
  ])
}
