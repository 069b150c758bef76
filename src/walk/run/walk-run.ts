import { mostMemory, type Past, rises } from '../../diffusion'
import type { EngineReady, Frame, RunSpec } from '../../engine/protocol/pictures'
import { type Run, withFrame } from '../../runs/run'
import type { PictureShape } from '../../ui/paint'
import { modelOf } from '../model/models'
import { type RunStretch, stretchesOf } from '../model/past'
import { pathOf } from '../model/path'
import { toBytes } from '../model/pixels'
import type { Settings } from '../model/settings'
import { specOf } from './spec'

/** What the page keeps of a frame: xt exactly (a run can go on from it), the other parts as they are shown. */
export interface KeptFrame {
  readonly index: number
  /** [samples·C·H·W], exact. */
  readonly xt: Float32Array
  /** Bytes over the range that `shownRange` says; absent where the step had no such part. */
  readonly x0Hat?: Uint8ClampedArray
  readonly epsHat?: Uint8ClampedArray
  readonly added?: Uint8ClampedArray
  readonly addedRange: number
  /** What a classifier reads of xt, [samples·classes] probabilities, where it was asked. */
  readonly reading?: Float32Array
  readonly ms: number
  readonly nfe: number
  /** What computed it (`computerOf`); absent of a start and of a recording. */
  readonly computedBy?: string | undefined
}

/** What computes frames of so many pictures, as text: where texts are equal, frames of one run are equal bit for bit. */
export const computerOf = ({ backend, device, kernels }: EngineReady, { samples }: Pick<WalkRun, 'samples'>): string =>
  [backend, device, kernels, samples].join()

/** Values at which a part's picture is black and white. ε reaches 3 in 99.7 % of its pixels. */
export const shownRange = { xt: 1, x0Hat: 1, epsHat: 3 } as const

/** A run of the picture room. Its frames stay out of React: drawing reads them, nothing renders again for them. */
export interface WalkRun extends Run<RunSpec, KeptFrame> {
  /** What the visitor had set when it began. */
  readonly settings: Settings
  /** Computed here and now, or stored: a recording, to look at before the network has arrived. */
  readonly source: 'live' | 'recording'
  readonly samples: number
  /** Of each picture. */
  readonly shape: PictureShape
  /** The last steps exactly, newest first: what a multistep sampler needs to go on. It begins anew with each stretch. */
  readonly past: readonly Past<Float32Array>[]
  /** Its stretches, oldest first, of which the last goes to the end; one, unless it is a branch. */
  readonly stretches: readonly WalkStretch[]
}

/** A stretch of a run, and what the engine is asked for there. */
interface WalkStretch extends RunStretch {
  readonly spec: RunSpec
}

/** An empty run of these settings: it has no frame yet, not even its start. */
export function emptyRun(settings: Settings): WalkRun {
  const { levels, times } = pathOf(settings)
  const { channels, size } = modelOf(settings)
  const spec = specOf(settings)
  return {
    settings,
    spec,
    stretches: stretchesOf(settings).map((stretch) => ({
      ...stretch,
      spec: stretch.settings === settings ? spec : specOf(stretch.settings),
    })),
    levels,
    times,
    source: 'live',
    samples: settings.samples,
    shape: { channels, size },
    frames: [],
    past: [],
  }
}

/** Whether a stretch ends at a frame: the engine goes on from there with other settings. */
export const endsStretch = ({ stretches }: Pick<WalkRun, 'stretches'>, frame: number): boolean =>
  stretches.some(({ until }) => until === frame)

const largest = (values: Float32Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

/** A frame of the engine, and what the engine computes with. */
type ComputedFrame = Frame & Pick<KeptFrame, 'computedBy'>

/** A frame of the engine as the page keeps it. */
function keptFrame({ index, xt, x0Hat, epsHat, added, reading, ms, nfe, computedBy }: ComputedFrame): KeptFrame {
  const addedRange = added ? Math.max(largest(added), 1e-6) : 0
  return {
    index,
    xt,
    ...(x0Hat && { x0Hat: toBytes(x0Hat, shownRange.x0Hat) }),
    ...(epsHat && { epsHat: toBytes(epsHat, shownRange.epsHat) }),
    ...(added && { added: toBytes(added, addedRange) }),
    addedRange,
    ...(reading && { reading }),
    ms,
    nfe,
    ...(computedBy && { computedBy }),
  }
}

/** The run with a frame more that the engine has computed. */
export const withEngineFrame = (run: WalkRun, frame: ComputedFrame): WalkRun => ({
  ...withFrame(run, keptFrame(frame)),
  past: pastAfter(run, frame),
})

/** What is remembered after a frame: nothing of the way up, if the run went up first, nor of a stretch before. */
function pastAfter(run: WalkRun, { index, x0Hat, epsHat, corrected }: Frame): readonly Past<Float32Array>[] {
  const { levels, frames, past } = run
  const [at, to] = [levels[index - 1], levels[index]]
  const xt = corrected ?? frames[index - 1]?.xt
  if (!at || !to || !xt || !x0Hat || !epsHat || rises(at, to) || endsStretch(run, index)) return []
  return [{ at, xt, x0Hat, epsHat }, ...past.filter((other) => other.at !== at)].slice(0, mostMemory)
}

/** What a step changed, x_{t'} − x_t, of a frame against the one before. */
export function change({ frames }: Pick<WalkRun, 'frames'>, index: number): Float32Array | undefined {
  const now = frames[index]?.xt
  const before = frames[index - 1]?.xt
  return now && before && now.map((value, i) => value - (before[i] ?? 0))
}
