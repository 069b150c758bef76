import { cpus, loadavg } from 'node:os'
import { dispatches, growth, samplers, steps } from './engine-figures'
import type { Figure, Places } from './figures'
import { bytes, opening, scrubbing, tree } from './page-figures'
import { rivals } from './rivals/rivals'
import { throttled } from './throttled'
import { learning, planeDrawing, planeField, planeMoons } from './plane-figures'

type Say = (line: string) => void

const parts: Readonly<Record<string, (places: Places, say: Say) => Promise<Figure[]>>> = {
  bytes,
  opening,
  scrubbing,
  tree,
  steps,
  dispatches,
  samplers,
  growth,
  'plane-field': planeField,
  'plane-drawing': planeDrawing,
  learning,
  'plane-moons': planeMoons,
  throttled,
  rivals,
}

/** Measured only when it is named: it installs other programs, and takes minutes. */
const ONLY_NAMED = 'rivals'

/** Measures all parts, or the named ones, one after another. Nothing else should run on the machine meanwhile. */
export async function bench(places: Places, say: Say, only: readonly string[] = []) {
  const rows: Figure[] = []
  for (const [name, part] of Object.entries(parts).filter(([each]) =>
    only.length === 0 ? each !== ONLY_NAMED : only.includes(each),
  )) {
    say(`${name} …`)
    rows.push(...(await part(places, say)))
  }
  return {
    date: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg()[0], gpu: places.gpu },
    rows,
  }
}
