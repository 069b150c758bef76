import type { ToPlane } from './protocol'

/** What takes long and is waited for with patience: whatever a run shows goes before. */
const patient: ReadonlySet<ToPlane['kind']> = new Set(['sample', 'likelihood'])
/** What others are about: nothing that was asked later goes before it, nothing earlier after. */
const barriers: ReadonlySet<ToPlane['kind']> = new Set(['open', 'points', 'learn'])

/** Takes the next message to handle out of those that wait, oldest first; undefined if there is none. */
export function takeNext(waiting: ToPlane[]): ToPlane | undefined {
  const barrier = waiting.findIndex(({ kind }) => barriers.has(kind))
  const reach = barrier < 0 ? waiting : waiting.slice(0, barrier)
  const urgent = reach.findIndex(({ kind }) => !patient.has(kind))
  return waiting.splice(Math.max(urgent, 0), 1)[0]
}
