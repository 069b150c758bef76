import type { AskLook, FromLook, Looked, LookFaultCode } from '../../protocol/look'
import type { Fault } from '../../protocol/pictures'
import type { Loaded } from './load'
import { beginLook, endLook, type Look, lookOn } from './look'
import { prepare } from './worker-prepare'

/** What looking needs of the worker. */
interface Looking {
  readonly post: (message: FromLook, transfer: Transferable[]) => void
  /** The network that is there, and the number of the newest load. */
  readonly present: () => { readonly loaded: Loaded | undefined; readonly load: number }
  /** Puts work behind what waits already: a run that plays steps in between. */
  readonly later: (work: () => Promise<void>) => void
  readonly faultOf: (error: unknown) => Fault
}

const failed = (code: LookFaultCode): Looked => ({ status: 'failed', fault: { code, details: {} } })

/** Collects every buffer of a message, each once, to transfer them. */
function buffersOf(value: unknown, buffers = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) buffers.add(value.buffer as ArrayBuffer)
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) buffersOf(part, buffers)
  return buffers
}

const byNetwork = { begin: beginLook, on: lookOn, end: endLook, prepare }

/** Answers questions about recorded steps, the newest alone, one step of it at a time. @param steps how one is taken */
export function createLooking({ post, present, later, faultOf }: Looking, steps = byNetwork) {
  let newest = 0
  const answer = (id: number, looked: Looked) => {
    post({ kind: 'looked', id, looked }, [...buffersOf(looked)])
  }
  /** What there is to say instead of going on: a newer question came, or the network is gone. */
  const ended = (id: number, load: number, loaded: Loaded): Looked | undefined => {
    const now = present()
    if (id !== newest || now.load !== load) return { status: 'dropped' }
    return now.loaded?.unet === loaded.unet ? undefined : failed('look-lost')
  }

  async function goOn({ id, load }: AskLook, look: Look, loaded: Loaded): Promise<boolean> {
    const instead = ended(id, load, loaded)
    if (instead) {
      if (present().loaded?.unet === loaded.unet) steps.end(look) // else it is gone with the device
      answer(id, instead)
      return true
    }
    const step = await steps.on(look, loaded)
    if (!step) return false
    steps.end(look)
    answer(id, ended(id, load, loaded) ?? { status: 'looked', step })
    return true
  }

  /** @param fail what went wrong, unless the device went away meanwhile */
  async function guarded(message: AskLook, loaded: Loaded, look: Look | undefined, work: () => Promise<void>) {
    try {
      await work()
    } catch (error) {
      const isThere = present().loaded?.unet === loaded.unet
      if (look && isThere) steps.end(look)
      answer(message.id, isThere ? { status: 'failed', fault: faultOf(error) } : failed('look-lost'))
    }
  }

  function piece(message: AskLook, look: Look, loaded: Loaded): Promise<void> {
    return guarded(message, loaded, look, async () => {
      if (!(await goOn(message, look, loaded))) later(() => piece(message, look, loaded))
    })
  }

  return {
    /** A question has come, known before the queue gets to it. */
    announce: ({ id }: AskLook) => {
      newest = id
    },
    onLook: async (message: AskLook): Promise<void> => {
      const { id, load, request } = message
      const { loaded, load: now } = present()
      const isWanted = id === newest && load === now
      if (!isWanted || !loaded) {
        answer(id, isWanted ? failed('look-network') : { status: 'dropped' })
        return
      }
      await guarded(message, loaded, undefined, async () => {
        await steps.prepare(loaded, request.spec, () => undefined)
        const instead = ended(id, load, loaded)
        if (instead) answer(id, instead)
        else await piece(message, steps.begin(loaded, request), loaded)
      })
    },
  }
}
