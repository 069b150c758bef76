import type { Answered, AskAnswers, AskFaultCode, FromAsk, Question } from '../../protocol/ask'
import type { Fault } from '../../protocol/pictures'
import { answer } from './ask'
import type { Loaded } from './load'
import { prepare } from './worker-prepare'

/** What asking needs of the worker. */
interface Asking {
  readonly post: (message: FromAsk, transfer: Transferable[]) => void
  /** The network that is there, and the number of the newest load. */
  readonly present: () => { readonly loaded: Loaded | undefined; readonly load: number }
  readonly faultOf: (error: unknown) => Fault
}

const failed = (code: AskFaultCode): Answered => ({ status: 'failed', fault: { code, details: {} } })

const byNetwork = {
  prepare: (loaded: Loaded, states: number) => prepare(loaded, { samples: states, changes: [] }, () => undefined),
  answer: (loaded: Loaded, question: Question) => answer(loaded, question),
}

/** Answers questions to the network outside any run, each in one piece of the worker's queue. @param network how it is asked */
export function createAsking({ post, present, faultOf }: Asking, network = byNetwork) {
  async function answerTo({ load, states, timesteps, labels }: AskAnswers): Promise<Answered> {
    const { loaded, load: now } = present()
    if (load !== now) return { status: 'dropped' }
    if (!loaded) return failed('ask-network')
    try {
      await network.prepare(loaded, timesteps.length)
      return await network.answer(loaded, { states, timesteps, labels })
    } catch (error) {
      const isThere = present().loaded?.unet === loaded.unet
      return isThere ? { status: 'failed', fault: faultOf(error) } : failed('ask-lost')
    }
  }
  return async (message: AskAnswers): Promise<void> => {
    const answered = await answerTo(message)
    const parts = answered.status === 'answered' ? [answered.output, answered.variance] : []
    const buffers = parts.flatMap((part) => (part ? [part.buffer as ArrayBuffer] : []))
    post({ kind: 'answered', id: message.id, answered }, buffers)
  }
}
