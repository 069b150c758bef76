import type { Shown } from '../player-context'
import type { PlaneState } from '../store'
import type { Field } from './field'
import type { FlowMap } from './flow-map'
import type { Palette } from '../view/palette'
import type { Place, Probe } from './probe'

/** Back to front, each of the stage's size. */
export interface Canvases {
  readonly field: HTMLCanvasElement
  readonly points: HTMLCanvasElement
  readonly trails: HTMLCanvasElement
  readonly particles: HTMLCanvasElement
  readonly overlay: HTMLCanvasElement
}

/** What a frame of the picture is drawn of. */
export interface Moment {
  /** Of the animation frame, in milliseconds. */
  readonly now: number
  readonly state: PlaneState
  readonly shown: Shown | undefined
  readonly half: number
  readonly palette: Palette
  readonly field: Field | undefined
  readonly flow: FlowMap | undefined
}

/** What is seen, for those who put it in words. */
export interface Seen {
  readonly field?: Field | undefined
  /** Where a map of the flow's likelihood is shown. */
  readonly flow?: FlowMap | undefined
  readonly probe?: Probe | undefined
  /** What the answerer of this stage takes for x₀ at the pointer, where it is not the exact answer. */
  readonly network?: Place | undefined
  readonly failed: boolean
}
