import type { StageFrame } from '../player-context'
import type { PlaneState } from '../store'
import type { Field } from './field'
import type { FlowMap } from './flow-map'
import type { Palette } from '../view/palette'
import type { Place, Probe } from './probe'

/** The canvases of a stage, from back to front, all of its size. */
export interface Canvases {
  readonly field: HTMLCanvasElement
  readonly points: HTMLCanvasElement
  readonly trails: HTMLCanvasElement
  readonly particles: HTMLCanvasElement
  readonly overlay: HTMLCanvasElement
}

/** All that one animation frame of a picture is drawn from. */
export interface Moment {
  /** The time of the animation frame, in milliseconds. */
  readonly now: number
  readonly state: PlaneState
  readonly stageFrame: StageFrame | undefined
  readonly half: number
  readonly palette: Palette
  readonly field: Field | undefined
  readonly flow: FlowMap | undefined
}

/** What a picture shows, for captions and legends. */
export interface StageView {
  readonly field?: Field | undefined
  /** The map of the flow's likelihood, if it is shown. */
  readonly flow?: FlowMap | undefined
  readonly probe?: Probe | undefined
  /** x̂₀ of the network at the pointer, if this stage shows a network. */
  readonly network?: Place | undefined
  readonly failed: boolean
}
