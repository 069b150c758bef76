import * as at from '../layout'
import { activateRows } from './gather'
import { affine, sums } from './norm'
import { packColumns, softmax } from './attention'
import { product } from './product'
import { resample } from './resample'

/** Runs the commands from one address to another, in order. */
export function run(begin: usize, end: usize): void {
  for (let command = begin; command < end; command += load<u32>(command, at.lengthAt)) {
    switch (load<i32>(command, at.kindAt)) {
      case at.sumsKind:
        sums(command)
        break
      case at.affineKind:
        affine(command)
        break
      case at.gatherKind:
        activateRows(command)
        break
      case at.productKind:
        product(command)
        break
      case at.packKind:
        packColumns(command)
        break
      case at.softmaxKind:
        softmax(command)
        break
      case at.resampleKind:
        resample(command)
        break
    }
  }
}

/** The first address that the module itself does not use. */
export function memoryBegin(): usize {
  return __heap_base
}
