import type { Weight } from './safetensors'

/** The weight of this name. The checkpoint was checked against the plan, so a missing one is an error of this program. */
export function weight(weights: ReadonlyMap<string, Weight>, name: string): Weight {
  const stored = weights.get(name)
  if (!stored) throw new Error(`No weight ${name}`)
  return stored
}
