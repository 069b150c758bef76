import type { NetworkSource } from '../engine/protocol/pictures'
import { notifyFault } from './run/notify'
import type { Files } from './shelf/open-network'
import type { Player } from './run/player'

/** Loads the code that looks into files and finds a picture's ink; it is not part of the first load. */
const loadTaker = () => import('./take-files')

/** Loads that code before there is a file, because later there may be no connection. Failures are reported when a file arrives. */
export const fetchTakerAhead = (): void => {
  loadTaker().catch(() => undefined)
}

async function withTaker(
  player: Player,
  take: (part: Awaited<ReturnType<typeof loadTaker>>) => Promise<void>,
): Promise<void> {
  const part = await loadTaker().catch(() => undefined)
  if (part) await take(part)
  else notifyFault(player, { code: 'taker-unreachable', details: {} })
}

/** Takes a chosen file as the picture, or shows a notice that says why it cannot. */
export const takeFile = (player: Player, file: File): Promise<void> =>
  withTaker(player, (part) => part.takeFile(player, file))

/** Takes dropped or pasted files as the picture or the network, or shows a notice that says what they are. */
export const takeFiles = (player: Player, files: Files, openOwn: (source: NetworkSource) => void): Promise<void> =>
  withTaker(player, (part) => part.takeFiles(player, files, openOwn))
