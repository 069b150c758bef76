import type { Schedule } from '../schedules/schedule'
import { discreteProcess } from './discrete'
import { edmProcess } from './edm'
import { cosineInterpolant, flowProcess } from './flow'
import type { Process, ProcessId } from './process'
import { veProcess } from './ve'
import { subVpProcess, vpProcess } from './vp'

export { discreteProcess } from './discrete'
export { edmProcess } from './edm'
export { cosineInterpolant, flowProcess } from './flow'
export * from './process'
export { veProcess } from './ve'
export { subVpProcess, vpProcess, type Rate } from './vp'

/**
 * A process by its name, with the constants of its paper: what a link carries.
 *
 * @param schedule of the discrete process.
 */
export function makeProcess(id: ProcessId, schedule: Schedule): Process {
  switch (id) {
    case 'discrete':
      return discreteProcess(schedule)
    case 'vp':
      return vpProcess()
    case 'sub-vp':
      return subVpProcess()
    case 've':
      return veProcess()
    case 'edm':
      return edmProcess()
    case 'flow':
      return flowProcess()
    case 'cosine-interpolant':
      return cosineInterpolant()
  }
}
