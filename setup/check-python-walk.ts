import { startEngine } from '../src/engine/page/pictures/client'
import type { Frame, NetworkInfo, NetworkSource } from '../src/engine/protocol/pictures'
import '../src/walk/model/make-schedules'
import { createForward } from '../src/walk/model/forward'
import { ownId } from '../src/walk/model/models'
import { stretchesOf } from '../src/walk/model/past'
import { pathOf, startOfRun } from '../src/walk/model/path'
import { fromText, toValues } from '../src/walk/model/pixels'
import { specOf } from '../src/walk/run/spec'
import { frameTolerance } from '../src/walk/python/python-error'
import type { ProgramSource } from '../src/walk/python/python-parts'
import { raceProgram } from '../src/walk/python/python-race'
import { pythonProgram, stretchesTo } from '../src/walk/python/python-program'
import { choiceOf, defaults, type Settings, withModel } from '../src/walk/model/settings'

// setup/check-python.mjs runs this in the browser: it computes last frames by the page's engine, and the programs that make them.

/** A network of test/golden/unet, to be opened as a visitor's own, and its scheduler_config.json. */
export interface Own {
  readonly golden: string
  readonly scheduler: Readonly<Record<string, unknown>>
}

async function ownSource({ golden, scheduler }: Own): Promise<NetworkSource> {
  const names = ['config.json', 'diffusion_pytorch_model.safetensors']
  const blobs = await Promise.all(
    names.map(async (name) => [name, await (await fetch(`/test/golden/unet/${golden}/${name}`)).blob()] as const),
  )
  return { kind: 'files', files: [...blobs, ['scheduler_config.json', new Blob([JSON.stringify(scheduler)])]] }
}

/** The settings with which the page begins with a network that it has never seen. */
function ownSettings(info: NetworkInfo): Partial<Settings> {
  const ownNetwork = { id: ownId(1), title: 'golden', info }
  return { ...withModel(defaults, { model: ownNetwork.id, own: ownNetwork }), guidance: defaults.guidance }
}

function walkOf(settings: Settings, picture: string): ProgramSource {
  const path = pathOf(settings)
  return {
    settings,
    path,
    frame: path.levels.length - 1,
    picture,
    url: (model) => new URL(`/models/${model}/`, location.href).href,
    link: location.href,
  }
}

function startOf({
  settings,
  path: {
    levels: [first],
  },
  picture,
}: ProgramSource): Float32Array {
  if (!first) throw new Error('a run has levels')
  const here =
    typeof settings.from === 'number'
      ? createForward()(toValues(fromText(picture)), settings, settings.from).xt
      : undefined
  return startOfRun(stretchesOf(settings)[0]?.settings ?? settings, first, here)
}

/** A last frame as the page computes it, and by how much a program's may differ. */
interface LastFrame {
  readonly values: readonly number[]
  readonly tolerance: number
}

export async function walk(
  patch: Partial<Settings>,
  picture: string,
  goldenNetwork?: Own,
): Promise<LastFrame & { readonly program: string }> {
  const source = goldenNetwork
    ? await ownSource(goldenNetwork)
    : { kind: 'shelf' as const, url: new URL(`/models/${patch.model ?? defaults.model}/`, location.href).href }
  return new Promise((resolve, reject) => {
    const fail = (what: unknown) => {
      reject(new Error(JSON.stringify(what)))
    }
    let walk: ProgramSource | undefined
    const step = (last: Pick<Frame, 'index' | 'xt' | 'nfe'>) => {
      if (!walk) return
      const begins = stretchesTo(walk).find(({ since }) => since === last.index)
      if (last.index === walk.frame)
        resolve({ program: pythonProgram(walk), values: [...last.xt], tolerance: frameTolerance(walk) })
      else {
        if (begins) engine.open(specOf(begins.settings), { ...last, history: [] })
        engine.step()
      }
    }
    const engine = startEngine()
    engine.listen({
      progress: () => undefined,
      preparing: () => undefined,
      classifier: () => undefined,
      failed: fail,
      lost: fail,
      ready: ({ network }) => {
        const past = patch.past?.map(({ chosen: choice, until }) => ({
          chosen: choiceOf({ ...defaults, ...choice }),
          until,
        }))
        walk = walkOf({ ...defaults, ...(goldenNetwork && ownSettings(network)), ...patch, past: past ?? [] }, picture)
        step({ index: 0, xt: startOf(walk), nfe: 0 })
      },
      frame: step,
    })
    engine.load(source, 'wasm')
  })
}

/** A race of walks from noise: one program for all of them. */
export async function race(
  lanes: readonly Partial<Settings>[],
  picture: string,
): Promise<{ readonly program: string; readonly frames: readonly LastFrame[] }> {
  const frames: LastFrame[] = []
  for (const lane of lanes) frames.push(await walk(lane, picture))
  const { url, link } = walkOf(defaults, picture)
  const programLanes = lanes.map((lane, i) => ({ settings: { ...defaults, ...lane }, title: String(i + 1) }))
  return { program: raceProgram({ lanes: programLanes, url, link }), frames }
}
