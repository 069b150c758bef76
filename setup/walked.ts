import { type Engine, startEngine } from '../src/engine/client'
import type { Frame } from '../src/engine/protocol'
import { createForward } from '../src/walk/forward'
import { pathOf, startOfRun } from '../src/walk/path'
import { fromText, toValues } from '../src/walk/pixels'
import { specOf } from '../src/walk/player'
import { pythonProgram } from '../src/walk/python-program'
import { defaults, type Settings } from '../src/walk/settings'

// What setup/check-python.mjs runs in the browser: the last frame of a walk by the page's own engine, and its program.

export async function walked(patch: Partial<Settings>, picture: string): Promise<{ program: string; values: number[] }> {
  const settings: Settings = { ...defaults, ...patch }
  const path = pathOf(settings)
  const frame = path.levels.length - 1
  const url = new URL(`/models/${settings.model}/`, location.href).href
  const here = typeof settings.from === 'number' ? createForward()(toValues(fromText(picture)), settings, settings.from).xt : undefined
  const [first] = path.levels
  if (!first) throw new Error('a run has levels')
  const last = await new Promise<Frame>((resolve, reject) => {
    const fail = (what: unknown) => { reject(new Error(JSON.stringify(what))) }
    const engine: Engine = startEngine({
      progress: () => undefined, preparing: () => undefined, failed: fail, lost: fail,
      ready: () => {
        engine.open(specOf(settings), { index: 0, xt: startOfRun(settings, first, here), history: [], nfe: 0 })
        engine.step()
      },
      frame: (found) => {
        if (found.index === frame) resolve(found)
        else engine.step()
      },
    })
    engine.load({ kind: 'shelf', url }, 'wasm')
  })
  return { program: pythonProgram({ settings, path, frame, picture, url, link: location.href }), values: [...last.xt] }
}
