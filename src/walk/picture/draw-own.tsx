import { later } from '../../shell/lazy'
import { usePlayer } from '../run/context'
import { startFrom } from './own-picture'

const DrawDialog = later(() => import('./draw-dialog').then((module) => module.DrawDialog))

/** Fetches the drawing pad before the visitor opens it, because later there may be no connection. */
export const fetchPadAhead = (): void => {
  DrawDialog.fetchAhead()
}

/** The drawing pad over the page. The forward walk then starts from the drawing. */
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
