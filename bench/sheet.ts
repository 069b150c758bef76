import { type Engine, startEngine } from '../src/engine/page/pictures/client'
import type { Fault, Frame } from '../src/engine/protocol/pictures'
import { pathOf, startOfRun } from '../src/walk/model/path'
import { toBytes } from '../src/walk/model/pixels'
import { specOf } from '../src/walk/run/spec'
import { SAMPLERS, withSampler } from '../src/runs/sampler-settings'
import { defaults, type Settings } from '../src/walk/model/settings'
import { shownRange } from '../src/walk/run/walk-run'

// What setup/sheet.mjs runs in the browser: finished pictures of every sampler, by the page's own engine and settings.

/** A row of the contact sheet: pictures of every digit by one sampler. */
export interface SheetRow {
  readonly name: string
  readonly settings: Partial<Settings>
}

const row = (name: string, settings: Partial<Settings>): SheetRow => ({ name, settings })

/**
 * Every sampler as its menu entry sets it, at a budget of about so many network evaluations a picture. Annealed Langevin
 * needs its many levels, and RK45 takes what its tolerance asks between a few.
 */
export function rows(nfe: number): SheetRow[] {
  const cost: Partial<Record<string, number>> = {
    heun: 2,
    midpoint: 2,
    rk4: 4,
    'flow-midpoint': 2,
    'flow-heun': 2,
    'predictor-corrector': 2,
  }
  const fixed: Partial<Record<string, number>> = { 'annealed-langevin': 40, rk45: 8 }
  const steps = (sampler: string) => fixed[sampler] ?? Math.max(2, Math.round(nfe / (cost[sampler] ?? 1)))
  return [
    ...SAMPLERS.map((sampler) => row(sampler, { ...withSampler(sampler), steps: steps(sampler) })),
    row('ddim, η = 1', { ...withSampler('ddim'), eta: 1, steps: nfe }),
    row('ddpm, β̃', { ...withSampler('ddpm'), variance: 'beta-tilde', steps: nfe }),
    row('dpm-solver++, order 3', { ...withSampler('dpm-solver++'), order: 3, steps: nfe }),
    row('heun, γ = 0.2', { ...withSampler('heun'), churn: 0.2, steps: nfe / 2 }),
    row('ddim, guided by 3', { ...withSampler('ddim'), guidance: 3, steps: nfe / 2 }),
  ]
}

let engine: Promise<Engine> | undefined
let arrived: (frame: Frame) => void = () => undefined
let broke: (fault: Fault) => void = () => undefined

/** The engine with the network in it, loaded once. */
const ready = (model: string): Promise<Engine> =>
  (engine ??= new Promise((resolve, reject) => {
    broke = ({ code, details }) => {
      reject(new Error(`${code} ${JSON.stringify(details)}`))
    }
    const started = startEngine()
    started.listen({
      progress: () => undefined,
      preparing: () => undefined,
      ready: () => {
        resolve(started)
      },
      frame: (frame) => {
        arrived(frame)
      },
      failed: (fault) => {
        broke(fault)
      },
      lost: (reason) => {
        broke({ code: 'lost', details: { reason } })
      },
    })
    started.load({ kind: 'shelf', url: new URL(model, location.href).href }, 'wasm')
  }))

/** Finished pictures as bytes, [10 digits · perDigit · H · W], and the network evaluations that each took. */
export async function pictures(
  model: string,
  { settings: patch }: SheetRow,
  perDigit: number,
): Promise<{ bytes: number[]; nfe: number }> {
  const running = await ready(model)
  const bytes: number[] = []
  let nfe = 0
  for (let label = 0; label < 10; label++) {
    const settings: Settings = { ...defaults, ...patch, label, seed: 100 + label }
    const spec = { ...specOf(settings), samples: perDigit }
    const [first] = pathOf(settings).levels
    if (!first) throw new Error('a run has levels')
    const xt = startOfRun(
      { model: settings.model, seed: settings.seed, samples: perDigit as Settings['samples'] },
      first,
      undefined,
    )
    running.open(spec, { index: 0, xt, history: [], nfe: 0 })
    for (let step = 1; step < spec.levels.length; step++) {
      const frame = await new Promise<Frame>((resolve, reject) => {
        arrived = resolve
        broke = ({ code, details }) => {
          reject(new Error(`${code} ${JSON.stringify(details)}`))
        }
        running.step()
      })
      nfe = frame.nfe
      if (step === spec.levels.length - 1) bytes.push(...toBytes(frame.xt, shownRange.xt))
    }
  }
  return { bytes, nfe }
}
