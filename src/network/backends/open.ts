import { engine } from '@tensorflow/tfjs-core'
import { count } from '../counters'
import { BackendUnavailable } from '../errors'
import type { Backend, BackendName, BackendOptions } from './backend'
import { openWasm } from './wasm'
import { openWebGL } from './webgl'
import { openWebGPU } from './webgpu'

/** One attempt: which back end, and whether an emulated GPU will do. */
export interface Candidate {
  readonly name: BackendName
  readonly allowSoftware: boolean
}

const order: readonly BackendName[] = ['webgpu', 'webgl', 'wasm']

/**
 * The back ends to try, in order. The one that the visitor asks for comes first, emulated or not; the others follow on real
 * GPUs only, because WebAssembly is several times faster than an emulated GPU.
 */
export function candidates(want: 'auto' | BackendName): readonly Candidate[] {
  const others = order.filter((name) => name !== want).map((name) => ({ name, allowSoftware: false }))
  return want === 'auto' ? others : [{ name: want, allowSoftware: true }, ...others]
}

/**
 * Opens one back end and makes it TensorFlow.js's current one. Nothing of an earlier one survives: its tensors are invalid,
 * and no longer counted, whether it was disposed, lost, or left.
 *
 * @throws BackendUnavailable
 */
export async function openBackend(name: BackendName, options: BackendOptions): Promise<Backend> {
  engine().reset()
  count.programBytes = 0
  try {
    return await openers[name](options)
  } catch (cause) {
    if (cause instanceof BackendUnavailable) throw cause
    throw new BackendUnavailable(isMissingModule(cause) ? 'not-fetched' : failures[name], messageOf(cause), { cause })
  }
}

const openers = { webgpu: openWebGPU, webgl: openWebGL, wasm: openWasm } as const
const failures = { webgpu: 'no-device', webgl: 'no-webgl', wasm: 'no-wasm' } as const

/** Matches the errors of Chromium, Firefox and WebKit for a part of the program that could not be loaded when it was needed. */
const isMissingModule = (cause: unknown) =>
  /dynamically imported module|importing a module script failed/i.test(messageOf(cause))

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
