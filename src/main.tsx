import { type ComponentType, StrictMode, useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { createRoot } from 'react-dom/client'
import { useStore } from 'zustand'
import './ui/tokens.css'
import './ui/base.css'
import { text } from './i18n'
import { followPage } from './shell/follow-page'
import { hidden } from './shell/hidden'
import { startLanguage, useLanguage } from './shell/language'
import type { Course } from './lessons/page/start'
import { closeLessons, lessonList } from './shell/guide'
import { later } from './shell/lazy'
import { pagePair } from './shell/page-pairs'
import { addPageNotice, addInsecureNotice } from './shell/page-notices'
import { PartBoundary } from './shell/part-boundary'
import { openRooms, RoomsContext } from './shell/rooms'
import { closeShare, share } from './shell/share'
import { loadFonts } from './ui/fonts'
import { closeGlossary, terms } from './ui/terms'
import { applyTheme } from './ui/theme'
import { FIRST } from './walk/model/models'
import { partsFor } from './walk/link-parts'
import { idOf } from './walk/run/network'
import type { openPlane } from './plane/open'
import { startWalk } from './walk/start'
import { Walk } from './walk/walk'

applyTheme()
const root = document.getElementById('root')
if (!root) throw new Error('index.html lacks its root element')
const fragment = location.hash // before the rooms write their own address
const rooms = openRooms()

/** Starts the picture room when it is first visited, so that visitors who never go there fetch and compute nothing for it. */
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
let plane: ReturnType<typeof openPlane> | undefined
const PlaneRoom = later<{ onClose: () => void }>(
  async () => (plane ??= (await import('./plane/open')).openPlane(rooms)).PlaneRoom,
  { place: 'room', placeholder: () => <p>{text.rooms.opening}</p> },
)

const Glossary = later<{ onClose: () => void }>(() =>
  import('./glossary/glossary').then(({ Glossary: Part, startTerms }) => {
    startTerms()
    return Part
  }),
)
/** Loads the glossary after the first picture. If it does not arrive, the page says so when the visitor asks for it. */
function GlossaryLater() {
  const isWanted = useStore(terms, ({ glossary, explanation }) => (glossary ?? explanation) !== undefined)
  useEffect(() => {
    void import('./glossary/start').then(
      ({ startTerms }) => {
        startTerms()
      },
      () => undefined,
    )
    Glossary.fetchAhead()
  }, [])
  return isWanted ? <Glossary onClose={closeGlossary} /> : null
}

/** The second window of somebody who presents a lesson. */
const isNotes = pagePair(fragment, 'present') === 'notes'
const NotesWindow = later(() => import('./lessons/presenter/notes-window').then((module) => module.NotesWindow))

/** Starts the course when a lesson or the list of lessons is first wanted. */
let course: Promise<Course> | undefined
const openCourse = () =>
  (course ??= import('./lessons/page/start').then(
    ({ startCourse }) => startCourse(rooms, { walk: () => walk?.player, plane: () => plane?.player }),
    (error: unknown) => {
      course = undefined // fetched again the next time it is wanted
      throw error
    },
  ))
const LessonList = later<{ onClose: () => void }>(() => openCourse().then(({ List }) => List))
function LessonListLater() {
  const isWanted = useStore(lessonList, ({ isOpen }) => isOpen)
  return isWanted ? <LessonList onClose={closeLessons} /> : null
}

/** Opens the lesson that a link names; a link to something else ends the one that is open. */
const followLesson = (link: string): Promise<void> | undefined =>
  course === undefined && pagePair(link, 'lesson') === undefined && pagePair(link, 'course') === undefined
    ? undefined
    : openCourse().then(
        ({ follow }) => follow(link),
        () => {
          addPageNotice({ kind: 'noLesson' })
        },
      )
rooms.store.subscribe(({ arrived }, before) => {
  if (!arrived || arrived === before.arrived) return
  void followPage(arrived.link)
  void followLesson(arrived.link)
})

/** Loads what explains the buttons after the first picture. Without it they have their names alone. */
function TooltipsLater() {
  const [Part, setPart] = useState<ComponentType>()
  useEffect(() => {
    void import('./ui/tooltips').then(
      ({ Tooltips }) => {
        setPart(() => Tooltips)
      },
      () => undefined,
    )
  }, [])
  return Part && <Part />
}

const ShareDialog = later<{ onClose: () => void }>(() =>
  import('./shell/share-dialog').then((module) => module.ShareDialog),
)
const PageCorner = later(() => import('./shell/page-corner').then((module) => module.PageCorner))
/** What a teacher makes of a link, and what always stays where a link hides parts of the page. */
function SharedLater() {
  const isOpen = useStore(share)
  const isHiding = useStore(hidden, ({ byLink }) => byLink.length > 0)
  useEffect(() => {
    ShareDialog.fetchAhead()
  }, [])
  return (
    <>
      {isHiding && <PageCorner />}
      {isOpen && <ShareDialog onClose={closeShare} />}
    </>
  )
}

/** The visited room. When it breaks, its run is not lost, because runs live outside React. */
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
/** The whole page. A change of language mounts it again; stores, engines and runs live outside React and continue. */
function App() {
  const { id, locale } = useLanguage()
  return (
    <I18nProvider key={id} locale={locale}>
      <RoomsContext value={rooms}>
        {isNotes ? <NotesWindow /> : <Page />}
        <SharedLater />
        <GlossaryLater />
        <LessonListLater />
        <TooltipsLater />
      </RoomsContext>
    </I18nProvider>
  )
}
void Promise.all([
  loadFonts(),
  startLanguage(fragment),
  partsFor(fragment),
  followLesson(fragment),
  followPage(fragment),
]).then(() => {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
  if (window.parent !== window)
    void import('./shell/embedding').then(
      ({ answerParent }) => {
        answerParent(rooms)
      },
      () => undefined,
    )
})
addInsecureNotice()
// After the first picture's files. Where a browser refuses a service worker, the page needs a connection.
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
