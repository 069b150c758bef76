import type { NetworkSource } from '../engine/protocol/pictures'
import { notifyFault } from './run/notify'
import type { Files } from './shelf/open-network'
import type { Player } from './run/player'

/** What looks into files and finds a picture's ink comes after the first picture. */
const taker = () => import('./take-files')

/** Fetches it before there is a file: later there may be no connection. */
export const takerAhead = (): void => {
  taker().catch(() => undefined)
} // asked for again, and then told, when there is a file

async function withTaker(
  player: Player,
  take: (part: Awaited<ReturnType<typeof taker>>) => Promise<void>,
): Promise<void> {
  const part = await taker().catch(() => undefined)
  if (part) await take(part)
  else notifyFault(player, { code: 'taker-unreachable', details: {} })
}

/** A file that was chosen as the picture, or a notice of why it is none. */
export const takeFile = (player: Player, file: File): Promise<void> =>
  withTaker(player, (part) => part.takeFile(player, file))

/** What was dropped or pasted, as the picture or the network, or a notice of what it is. */
export const takeFiles = (player: Player, files: Files, openOwn: (source: NetworkSource) => void): Promise<void> =>
  withTaker(player, (part) => part.takeFiles(player, files, openOwn))
