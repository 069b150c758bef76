import type { Operation, Program, Values } from '../../program/operations'
import { attentionDispatch } from './attention'
import { convDispatch, type DispatchContext } from './conv'
import type { Dispatch } from './dispatch'
import { momentsDispatch, normaliseDispatch, resampleDispatch } from './elementwise'

/**
 * The dispatches of each operation of a program: its own, and one more where a normalisation reads its output and its own does not write
 * the moments. Those of the input's moments come with the first operation.
 */
export function dispatchesOf(
  program: Program,
  options: Pick<DispatchContext, 'weights' | 'batch' | 'software'>,
): readonly (readonly Dispatch[])[] {
  const normalised = normalisedValues(program)
  const context: DispatchContext = {
    ...options,
    row: program.projections.width,
    hasMoments: ({ id }) => normalised.has(id),
    headsOf: ({ id }) => (id === program.output.id ? program.heads : 1),
  }
  const moments = (values: Values) => (normalised.has(values.id) ? [momentsDispatch(values, context)] : [])
  return program.operations.map((operation, i) => [
    ...(i === 0 ? moments(program.input) : []),
    dispatchOf(operation, context),
    ...(operation.kind === 'conv' ? [] : moments(operation.output)),
  ])
}

/** The ids of the values that a normalisation reads. */
function normalisedValues({ operations }: Program): ReadonlySet<number> {
  return new Set(
    operations.flatMap((operation) => {
      if (operation.kind === 'conv') return operation.norm ? operation.inputs.map(({ id }) => id) : []
      return operation.kind === 'normalise' ? [operation.input.id] : []
    }),
  )
}

function dispatchOf(operation: Operation, context: DispatchContext): Dispatch {
  switch (operation.kind) {
    case 'conv':
      return convDispatch(operation, context)
    case 'normalise':
      return normaliseDispatch(operation, context)
    case 'resample':
      return resampleDispatch(operation, context)
    case 'attention':
      return attentionDispatch(operation, context)
  }
}
