import { startEngine } from '../src/engine/page/pictures/client'
import type { Fault, Frame } from '../src/engine/protocol/pictures'
import { specOf } from '../src/walk/run/spec'
import { defaults, RUN_KEYS } from '../src/walk/model/settings'
import { SIZE } from '../src/walk/picture/mnist-shape'
import { pathOf, startOfRun } from '../src/walk/model/path'
import { emptyRun, withEngineFrame, shownRange, type WalkRun } from '../src/walk/run/walk-run'
import { toBytes } from '../src/walk/model/pixels'

// setup/record.mjs runs this in the browser: it makes the default run by the page's engine.

async function run(model: string): Promise<WalkRun> {
  const spec = specOf(defaults)
  const [first] = spec.levels
  if (!first) throw new Error('the default run has no levels')
  const start = startOfRun(defaults, first, undefined)
  let recording = withEngineFrame(emptyRun(defaults), { index: 0, xt: start, ms: 0, nfe: 0 })
  await new Promise<void>((resolve, reject) => {
    const engine = startEngine()
    engine.listen({
      progress: () => undefined,
      preparing: () => undefined,
      ready: () => {
        engine.open(spec, { index: 0, xt: start, history: [], nfe: 0 })
        engine.step()
      },
      frame: (frame: Frame) => {
        recording = withEngineFrame(recording, frame)
        if (frame.index === spec.levels.length - 1) resolve()
        else engine.step()
      },
      failed: ({ code, details }: Fault) => {
        reject(new Error(`${code} ${JSON.stringify(details)}`))
      },
      lost: (reason) => {
        reject(new Error(reason))
      },
    })
    engine.load({ kind: 'shelf', url: new URL(model, location.href).href }, 'wasm')
  })
  return recording
}

/** Bytes [3, frames, 28·28]: all xₜ, all x̂₀, all ε̂. Frame 0 has neither x̂₀ nor ε̂; both are black. */
function bytesOf({ frames }: WalkRun): Uint8Array {
  const pixels = SIZE * SIZE
  const bytes = new Uint8Array(3 * frames.length * pixels)
  for (const { index, xt, x0Hat, epsHat } of frames) {
    ;[toBytes(xt, shownRange.xt), x0Hat, epsHat].forEach((part, row) => {
      if (part) bytes.set(part, (row * frames.length + index) * pixels)
    })
  }
  return bytes
}

/** The run's bytes and its description. */
export async function record(model: string) {
  const bytes = bytesOf(await run(model))
  const settings = Object.fromEntries(RUN_KEYS.map((key) => [key, defaults[key]]))
  return { settings, times: pathOf(defaults).times, bytes: [...bytes] }
}
