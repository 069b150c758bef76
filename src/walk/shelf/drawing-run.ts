import type { RunSpec } from '../../engine/protocol/pictures'
import { withSampler } from '../../runs/sampler-settings'
import { classOf } from '../model/classes'
import type { Model } from '../model/models'
import { startOfRun } from '../model/path'
import { defaults, withModel } from '../model/settings'
import { specOf } from '../run/spec'

/** A network that shows what it draws draws so many pictures in so many steps. */
export const PICTURES = 9
export const STEPS = 10

/** A class for each picture, spread evenly over each menu; small menus take turns. */
export const classesOf = ({ menus }: Pick<Model, 'menus'>): readonly number[] =>
  Array.from(
    { length: PICTURES },
    (_, i) =>
      classOf(
        menus,
        menus.map(({ labels: { length } }) => (length < PICTURES ? i % length : Math.floor((i * length) / PICTURES))),
      ) ?? 0,
  )

/** The run that draws a network's pictures, always the same: DPM-Solver++ 2M, with the page's default seed and the network's guidance. */
export function drawingOf(model: Model): { spec: RunSpec; start: Float32Array } {
  const settings = {
    ...defaults,
    ...withModel(defaults, { model: model.id, own: null }),
    ...withSampler('dpm-solver++'),
    steps: STEPS,
    samples: PICTURES,
  } as const
  const spec = specOf(settings)
  const [first] = spec.levels
  if (!first) throw new RangeError('A run has levels.')
  return { spec: { ...spec, labels: classesOf(model) }, start: startOfRun(settings, first, undefined) }
}
