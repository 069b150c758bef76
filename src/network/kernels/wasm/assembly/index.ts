import * as at from '../layout'
import { packColumns, softmax } from './attention'
import { activateRows } from './gather'
import { affine, sums } from './norm'
import { product, useSums } from './product'
import { resample } from './resample'
import { close, enter, leave, open, useControl } from './share'

export { posterior } from './posterior'

/**
 * Runs the commands from one address to another, in order.
 *
 * @param control address of what threads share
 * @param shared whether helpers may take part
 * @returns whether it came to the end: false if a helper stopped in the middle, and this memory cannot be used any more
 */
export function run(begin: usize, end: usize, control: usize, shared: bool): bool {
  join(control, 0, shared)
  for (let command = begin; command < end; command += load<u32>(command, at.lengthAt)) {
    if (load<i32>(command, at.kindAt) == at.affineKind) {
      affine(command) // it is over before another thread has come
      continue
    }
    open(command)
    runCommand(command)
    if (!close()) return false
  }
  return true
}

/** Takes part in commands, for ever. @param thread its number, from 1 */
export function follow(control: usize, thread: i32): void {
  if (!ASC_FEATURE_THREADS) return
  join(control, thread, true)
  let last = 0
  while (true) {
    last = enter(last)
    runCommand(load<u32>(control, at.commandAt))
    leave()
  }
}

function join(control: usize, thread: i32, shared: bool): void {
  useControl(control, shared)
  useSums(control + at.controlLength + thread * at.sumsBytes)
}

function runCommand(command: usize): void {
  switch (load<i32>(command, at.kindAt)) {
    case at.sumsKind:
      return sums(command)
    case at.gatherKind:
      return activateRows(command)
    case at.productKind:
      return product(command)
    case at.packKind:
      return packColumns(command)
    case at.softmaxKind:
      return softmax(command)
    case at.resampleKind:
      return resample(command)
  }
}
