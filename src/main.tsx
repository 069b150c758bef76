import { StrictMode, useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { createRoot } from 'react-dom/client'
import { useStore } from 'zustand'
import './ui/tokens.css'
import './ui/base.css'
import { text } from './i18n'
import { startLanguage, useLanguage } from './shell/language'
import { later } from './shell/lazy'
import { addPageNotice, addInsecureNotice } from './shell/page-notices'
import { PartBoundary } from './shell/part-boundary'
import { openRooms, RoomsContext } from './shell/rooms'
import { bringFonts } from './ui/fonts'
import { closeGlossary, terms } from './ui/terms'
import { applyTheme } from './ui/theme'
import { FIRST } from './walk/model/models'
import { idOf } from './walk/run/network'
import { startWalk } from './walk/start'
import { Walk } from './walk/walk'

applyTheme()
const root = document.getElementById('root')
if (!root) throw new Error('index.html lacks its root element')
const asked = location.hash // before the rooms write their own address
const rooms = openRooms()

/** A room is started when it is first visited, and once: what it fetches and computes is not for those who never go there. */
let walk: ReturnType<typeof startWalk> | undefined
const openWalk = () => (walk ??= startWalk(import.meta.env.BASE_URL, rooms))
function WalkRoom() {
  const { player, firstMinute, retry, fetchPictures, openOwn } = openWalk()
  return (
    <Walk
      player={player}
      firstMinute={firstMinute}
      onRetry={retry}
      onFetchPictures={fetchPictures}
      onOpenOwn={openOwn}
    />
  )
}
const PlaneRoom = later<{ onClose: () => void }>(
  () => import('./plane/open').then(({ openPlane }) => openPlane(rooms)),
  { place: 'room', placeholder: () => <p>{text.rooms.opening}</p> },
)

const Glossary = later<{ onClose: () => void }>(() =>
  import('./glossary/glossary').then(({ Glossary: Part, startTerms }) => {
    startTerms()
    return Part
  }),
)
/** Symbols explain themselves once the first picture is there; who asks for more is told where that did not arrive. */
function GlossaryLater() {
  const asked = useStore(terms, ({ page, explained }) => (page ?? explained) !== undefined)
  useEffect(() => {
    void import('./glossary/start').then(
      ({ startTerms }) => {
        startTerms()
      },
      () => undefined,
    )
    Glossary.fetchAhead()
  }, [])
  return asked ? <Glossary onClose={closeGlossary} /> : null
}

/** A room that breaks leaves its run where it is: that lives outside React. */
function Page() {
  const room = useStore(rooms.store, (state) => state.room)
  const [attempt, setAttempt] = useState(0)
  return (
    <PartBoundary
      key={`${room} ${attempt}`}
      place="room"
      onRetry={() => {
        setAttempt(attempt + 1)
      }}
    >
      {room === 'walk' ? (
        <WalkRoom />
      ) : (
        <PlaneRoom
          onClose={() => {
            rooms.go('walk')
          }}
        />
      )}
    </PartBoundary>
  )
}
/** All that is seen. Another language renders it anew; stores, engines and runs live outside React and go on. */
function App() {
  const { id, locale } = useLanguage()
  return (
    <I18nProvider key={id} locale={locale}>
      <RoomsContext value={rooms}>
        <Page />
        <GlossaryLater />
      </RoomsContext>
    </I18nProvider>
  )
}
void Promise.all([bringFonts(), startLanguage(asked)]).then(() => {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
})
addInsecureNotice()
// When the first picture's files are there; where a browser refuses, the page works as long as there is a connection.
if (import.meta.env.MODE === 'production' && 'serviceWorker' in navigator) {
  const keeping = {
    first: FIRST.id,
    fetched: () => walk && idOf(walk.player.network),
    onUpdate: (take: () => void) => {
      addPageNotice({ kind: 'update', take })
    },
  }
  window.addEventListener('load', () => {
    void import('./keep-page').then(({ keepPage }) => keepPage(keeping)).catch(() => undefined)
  })
}
