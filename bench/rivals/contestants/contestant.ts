import type { Checkpoint } from '../../../src/network'

/** A program that computes the network's forward pass on a back end, in a worker of its own. */
export interface Contestant {
  /** Opens the back end, builds the network, and runs what runs only once. Returns the device's name. */
  prepare(): Promise<string>
  /** One forward pass, from numbers in this thread's memory to numbers there, [B, out_channels, H, W]. */
  run(): Promise<Float32Array>
  dispose(): Promise<void>
}

/** Who competes, on what. */
export interface Entry {
  readonly program: 'stock' | 'group-norm' | 'onnxruntime' | 'ours'
  readonly backend: 'wasm' | 'webgpu'
  readonly threads: number
}

/** What is computed: the stored inputs of the checkpoint's self-test, repeated to a batch. */
export interface Task {
  readonly checkpoint: Checkpoint
  readonly batch: number
  readonly x: Float32Array // [B, in_channels, H, W]
  readonly timesteps: readonly number[] // [B]
  readonly classes: readonly number[] // [B]
  /** What PyTorch computed. */
  readonly expected: Float32Array // [B, out_channels, H, W]
}

export function taskOf(checkpoint: Checkpoint, batch: number): Task {
  const { cases } = checkpoint.probe
  const rows = Array.from({ length: batch }, (_, i) => cases[i % cases.length] as (typeof cases)[number])
  return {
    checkpoint,
    batch,
    x: Float32Array.from(rows.flatMap(({ x }) => [...x])),
    timesteps: rows.map(({ t }) => t),
    classes: rows.map((row) => row.class),
    expected: Float32Array.from(rows.flatMap(({ output }) => [...output])),
  }
}
