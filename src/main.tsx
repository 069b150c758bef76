import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nProvider } from 'react-aria-components'
import { useStore } from 'zustand'
import './ui/tokens.css'
import './ui/base.css'
import { text } from './i18n'
import { openRooms, RoomsContext } from './rooms/rooms'
import { applyTheme } from './ui/theme'
import { startWalk } from './walk/start'
import { Walk } from './walk/Walk'

applyTheme()
const root = document.getElementById('root')
if (!root) throw new Error('index.html lacks its root element')
const rooms = openRooms()

/** A room is started when it is first visited, and once: what it fetches and computes is not for those who never go there. */
let walk: ReturnType<typeof startWalk> | undefined
function WalkRoom() {
  const { player, retry, openOwn } = walk ??= startWalk(import.meta.env.BASE_URL, rooms)
  return <Walk player={player} onRetry={retry} onOpenOwn={openOwn} />
}
const PlaneRoom = lazy(() => import('./plane/open').then(({ openPlane }) => ({ default: openPlane(rooms) })))

function Page() {
  const room = useStore(rooms.store, (state) => state.room)
  return room === 'walk' ? <WalkRoom /> : <Suspense fallback={<p>{text.rooms.opening}</p>}><PlaneRoom /></Suspense>
}
createRoot(root).render(<StrictMode><I18nProvider locale={text.locale}><RoomsContext value={rooms}><Page /></RoomsContext></I18nProvider></StrictMode>)
