import { later } from '../../shell/lazy'
import { usePlayer } from '../run/context'
import { startFrom } from './own-picture'

const DrawDialog = later(() => import('./draw-dialog').then((module) => module.DrawDialog))

/** Fetches the pad before it is wanted: later there may be no connection. */
export const padAhead = (): void => {
  DrawDialog.fetchAhead()
}

/** The drawing pad over the page: the forward walk begins from what is drawn. */
export function DrawOwn({ onClose }: { onClose: () => void }) {
  const player = usePlayer()
  return (
    <DrawDialog
      open
      onClose={onClose}
      onUse={(bytes) => {
        startFrom(player, bytes)
        onClose()
      }}
    />
  )
}
