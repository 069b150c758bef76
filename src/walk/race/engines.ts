import { type LaneEngine, lanesLost, type LaneOptions, startLaneEngine } from '../../engine/page/pictures/lane-engine'
import type { Advanced, LaneStep } from '../../engine/protocol/lanes'
import type { Fault, NetworkSource } from '../../engine/protocol/pictures'

/** A network that lanes walk by, and the classifier that leads some of them. */
export interface Wanted {
  /** Its name. */
  readonly model: string
  readonly source: NetworkSource
  readonly classifier?: string | undefined
}

/** Networks side by side, each in a worker of its own. */
export interface Engines {
  /** Loads a network unless it is there. @returns why it is not */
  ready(wantedNetwork: Wanted): Promise<Fault | undefined>
  /** One step of each of these lanes of a network. */
  advance(model: string, steps: readonly LaneStep[]): Promise<Advanced>
  /** Ends all workers; what is wanted later is loaded anew. */
  end(): void
}

interface Held {
  readonly engine: LaneEngine
  classifier?: string
  /** The device was lost, and the network with it. */
  isLost: boolean
  isLoaded: boolean
}

/** How the worker says that there is no network: its device was lost, now or before. */
const LOST: ReadonlySet<string> = new Set([lanesLost.code, 'ask-network'])

/** @param start starts a worker */
export function createEngines(options: LaneOptions, start: typeof startLaneEngine = startLaneEngine): Engines {
  const heldByModel = new Map<string, Held>()
  const drop = (model: string) => {
    heldByModel.get(model)?.engine.end()
    heldByModel.delete(model)
  }
  const load = async ({ model, source, classifier }: Wanted, one: Held): Promise<Fault | undefined> => {
    if (!one.isLoaded || one.isLost) {
      const loaded = await one.engine.load(source, one.isLost)
      if (loaded.status === 'failed') {
        drop(model)
        return loaded.fault
      }
      ;[one.isLoaded, one.isLost] = [true, false]
      delete one.classifier
    }
    if (classifier === undefined || one.classifier === classifier) return undefined
    const led = await one.engine.classifier(classifier)
    if (led.status === 'ready') one.classifier = classifier // without it, the lanes that need it say so
    return undefined
  }
  return {
    ready: (wantedNetwork) => {
      const one = heldByModel.get(wantedNetwork.model) ?? { engine: start(options), isLost: false, isLoaded: false }
      heldByModel.set(wantedNetwork.model, one)
      return load(wantedNetwork, one)
    },
    advance: async (model, steps) => {
      const one = heldByModel.get(model)
      if (!one) return { status: 'failed', fault: lanesLost }
      const advanced = await one.engine.advance(steps)
      if (advanced.status === 'failed' && LOST.has(advanced.fault.code)) {
        one.isLost = true
        return { status: 'failed', fault: lanesLost }
      }
      if (advanced.status === 'failed') drop(model) // it may stand still
      return advanced
    },
    end: () => {
      for (const model of [...heldByModel.keys()]) drop(model)
    },
  }
}
