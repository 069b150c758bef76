import type { Plane } from '../context'
import { openNetwork, startAgain } from './follow'
import { browserShelf, type KeptNetwork, type Shelf } from './kept-network'
import { isOther } from './learner-settings'
import { networkFile } from './network-file'

type Kept = ReturnType<Plane['store']['getState']>['kept']

const say = ({ store }: Plane, kept: Kept): void => {
  store.setState({ kept })
}

/** Each newer copy of the network that learns is kept, one after the other; of those that come meanwhile, the last. */
function keepCopies(plane: Plane, shelf: Shelf): void {
  let writing = false
  const write = async () => {
    const { copy } = plane.store.getState().learning
    if (writing || !copy || copy.saved.step === 0) return
    writing = true
    const { shape, step } = copy.saved
    const kept = await shelf.write({ file: networkFile(copy.saved), shape, step }).then(
      () => ({ status: 'kept', step }) as const,
      () => ({ status: 'impossible' }) as const,
    )
    writing = false
    say(plane, kept)
    if (plane.store.getState().learning.copy !== copy) await write()
  }
  plane.store.subscribe(({ learning: { copy } }, { learning: { copy: before } }) => {
    if (copy !== before) void write()
  })
}

/** Takes the place of the network that is there, which can be brought back in turn. */
const bring = (plane: Plane, { file }: KeptNetwork): void => {
  openNetwork(plane, 'kept.safetensors', file)
}

/** What an earlier visit left comes back, if the link asks for no other; else it is offered. @param onBack when it is there */
async function bringBackKept(plane: Plane, shelf: Shelf, onBack: () => void): Promise<void> {
  const { store } = plane
  const kept = await shelf.read()
  if (!kept) return
  say(plane, { status: 'kept', step: kept.step })
  const { settings, learning } = store.getState()
  const offered = isOther(settings, kept.shape) || learning.shape !== undefined
  store.setState(({ notices }) => ({ notices: [...notices, { kind: 'kept', step: kept.step, offered }] }))
  if (offered) return
  const end = store.subscribe((now) => {
    if (now.learning.shape === undefined) return
    end()
    onBack()
  })
  bring(plane, kept)
}

/** The network that was offered. */
export async function bringOffered(plane: Plane, shelf: Shelf = browserShelf): Promise<void> {
  const kept = await shelf.read().catch(() => undefined)
  if (kept) bring(plane, kept)
}

/** Nothing of it stays on this machine; where it is the one that learns here, another begins. */
export async function forgetNetwork(plane: Plane, shelf: Shelf = browserShelf): Promise<void> {
  await shelf.forget().catch(() => undefined)
  say(plane, { status: 'none' })
  plane.store.setState(({ notices }) => ({ notices: notices.filter(({ kind }) => kind !== 'kept') }))
  if (plane.store.getState().learning.step > 0) startAgain(plane)
}

/** Whether leaving would lose what has been learned. */
export const wouldLose = ({ store }: Plane): boolean =>
  store.getState().kept.status === 'impossible' && store.getState().learning.step > 0

/**
 * Keeps the network that learns here from visit to visit. Where it cannot be kept, leaving is asked about.
 *
 * @param onBack when the one of an earlier visit is there again
 */
export function followKeeping(plane: Plane, onBack: () => void, shelf: Shelf = browserShelf): void {
  keepCopies(plane, shelf)
  void bringBackKept(plane, shelf, onBack).catch(() => undefined) // whether one can be kept, is seen when one is to be
}

/** Has the browser ask before the page is left, where that would lose what has been learned. */
export const askBeforeLeaving = (plane: Plane): void => {
  window.addEventListener('beforeunload', (event) => {
    if (wouldLose(plane)) event.preventDefault()
  })
}
