import type { Plane } from '../context'
import { openNetwork, startAgain } from './follow'
import { browserShelf, type KeptNetwork, type Shelf } from './kept-network'
import { isOther } from './learner-settings'
import { networkFile } from './network-file'

type Keeping = ReturnType<Plane['store']['getState']>['keeping']

const setKeeping = ({ store }: Plane, keeping: Keeping): void => {
  store.setState({ keeping })
}

/** Writes each newer copy of the network to the shelf, one after the other; of the copies that arrive during a write, only the last. */
function keepCopies(plane: Plane, shelf: Shelf): void {
  let isWriting = false
  const write = async () => {
    const { copy } = plane.store.getState().learning
    if (isWriting || !copy || copy.saved.step === 0) return
    isWriting = true
    const { shape, step } = copy.saved
    const outcome = await shelf.write({ file: networkFile(copy.saved), shape, step }).then(
      () => ({ status: 'kept', step }) as const,
      () => ({ status: 'impossible' }) as const,
    )
    isWriting = false
    setKeeping(plane, outcome)
    if (plane.store.getState().learning.copy !== copy) await write()
  }
  plane.store.subscribe(({ learning: { copy } }, { learning: { copy: before } }) => {
    if (copy !== before) void write()
  })
}

/** Puts a kept network in the place of the present one, which the visitor can bring back in turn. */
const bringIn = (plane: Plane, { file }: KeptNetwork): void => {
  openNetwork(plane, 'kept.safetensors', file)
}

/** Brings back the network of an earlier visit, or offers it if the link asks for another one. @param onBack called when it is back */
async function bringBackKept(plane: Plane, shelf: Shelf, onBack: () => void): Promise<void> {
  const { store } = plane
  const network = await shelf.read()
  if (!network) return
  setKeeping(plane, { status: 'kept', step: network.step })
  const { settings, learning } = store.getState()
  const isOnlyOffered = isOther(settings, network.shape) || learning.shape !== undefined
  store.setState(({ notices }) => ({
    notices: [...notices, { kind: 'kept', step: network.step, offered: isOnlyOffered }],
  }))
  if (isOnlyOffered) return
  const end = store.subscribe((now) => {
    if (now.learning.shape === undefined) return
    end()
    onBack()
  })
  bringIn(plane, network)
}

/** Brings in the network that was offered. */
export async function bringOffered(plane: Plane, shelf: Shelf = browserShelf): Promise<void> {
  const network = await shelf.read().catch(() => undefined)
  if (network) bringIn(plane, network)
}

/** Deletes the kept network from this machine. If a network has learned here, another one begins. */
export async function forgetNetwork(plane: Plane, shelf: Shelf = browserShelf): Promise<void> {
  await shelf.forget().catch(() => undefined)
  setKeeping(plane, { status: 'none' })
  plane.store.setState(({ notices }) => ({ notices: notices.filter(({ kind }) => kind !== 'kept') }))
  if (plane.store.getState().learning.step > 0) startAgain(plane)
}

/** Whether leaving would lose what has been learned. */
export const wouldLose = ({ store }: Plane): boolean =>
  store.getState().keeping.status === 'impossible' && store.getState().learning.step > 0

/**
 * Keeps the network that learns here for the next visit, and brings back that of an earlier one.
 *
 * @param onBack called when the network of an earlier visit is back
 */
export function followKeeping(plane: Plane, onBack: () => void, shelf: Shelf = browserShelf): void {
  keepCopies(plane, shelf)
  void bringBackKept(plane, shelf, onBack).catch(() => undefined) // an unusable shelf shows when a network is written
}

/** Lets the browser ask before the visitor leaves the page, if a network would be lost. */
export const askBeforeLeaving = (plane: Plane): void => {
  window.addEventListener('beforeunload', (event) => {
    if (wouldLose(plane)) event.preventDefault()
  })
}
