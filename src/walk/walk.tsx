import { Fragment, type ReactNode, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { NetworkSource } from '../engine/protocol/pictures'
import { text } from '../i18n'
import { Header, IconAndWord } from '../shell/header'
import { Guided, useControlsHidden } from '../shell/guide'
import layout from '../shell/layout.module.css'
import { later } from '../shell/lazy'
import { nextSeed } from '../runs/seed'
import { Transport as AnyTransport } from '../shell/transport'
import { useCanvasRestores } from '../shell/use-canvas-restores'
import { useRoomKeys } from '../shell/use-room-keys'
import { useUndo } from '../shell/use-undo'
import { copyLink, usePassingMessage } from '../shell/use-passing-message'
import { Button } from '../ui/button'
import { Choice } from '../ui/choice'
import { NetworkIcon } from '../ui/icons'
import { inspect, reset } from './run/actions'
import { PlayerContext, usePlayer, useWalk } from './run/context'
import { FirstMinuteContext } from './first-minute/context'
import { FirstMinute } from './first-minute/first-minute'
import type { FirstMinuteStore } from './first-minute/follow'
import { Foot } from './first-minute/foot'
import { ForwardPanel } from './controls/forward-panel'
import { Incoming } from './incoming'
import { walkKey } from './keys'
import { writeLink } from './run/link'
import { Notices } from './notices'
import { ForwardParts, ReverseParts, Step } from './stage/parts'
import { patchSettings, type Player } from './run/player'
import { walkHistory } from './run/undo'
import { ReversePanel } from './controls/reverse-panel'
import { Stage } from './stage/stage'
import { Failed, Status } from './status'
import { Timeline } from './timeline'

/** What is below the first screen loads after the first picture. */
const Below = later<{ onTake: () => void }>(() => import('./below').then((module) => module.Below))
const KeysList = later(() => import('./keys-list').then((module) => module.KeysList))
const Printed = later(() => import('./on-paper').then((module) => module.Printed))
const Teachers = later<{ onClose: () => void }>(() =>
  import('./first-minute/teachers').then((module) => module.Teachers),
)
const Inspector = later<{ notices: ReactNode; onClose: () => void }>(
  () => import('./inspect/inspector').then((module) => module.Inspector),
  { place: 'inside' },
)
const Tree = later(() => import('./tree/tree').then((module) => module.Tree))
const ShelfDialog = later(() => import('./shelf/shelf-dialog').then((module) => module.ShelfDialog))
const TakeDialog = later<{ onClose: () => void }>(() =>
  import('./take/take-dialog').then((module) => module.TakeDialog),
)

const drawNewNoise = (player: Player) => {
  patchSettings(player, { seed: nextSeed(player.store.getState().settings.seed) })
}
const switchDirection = (player: Player) => {
  patchSettings(player, { direction: player.store.getState().settings.direction === 'forward' ? 'reverse' : 'forward' })
}

function DirectionSwitch() {
  const player = usePlayer()
  const direction = useWalk(({ settings }) => settings.direction)
  return (
    <Choice
      name={text.direction.name}
      nameHidden
      value={direction}
      options={[
        { value: 'forward', label: text.direction.forward },
        { value: 'reverse', label: text.direction.reverse },
      ]}
      onChange={(next) => {
        patchSettings(player, { direction: next })
      }}
    />
  )
}

function Panels({ notices, hint }: { notices: ReactNode; hint: ReactNode }) {
  const player = usePlayer()
  const forward = useWalk(({ settings }) => settings.direction === 'forward')
  const inspecting = useWalk((state) => state.settings.inspecting)
  const restores = useCanvasRestores()
  return (
    <Fragment key={restores}>
      <div className={layout.panel} hidden={inspecting} data-part="panel">
        <Guided>
          {forward ? (
            <ForwardPanel notices={inspecting ? null : notices} />
          ) : (
            <ReversePanel notices={inspecting ? null : notices} />
          )}
        </Guided>
      </div>
      {inspecting && (
        <div className={layout.panel} data-part="panel">
          <Inspector
            notices={notices}
            onClose={() => {
              inspect(player, false)
            }}
          />
        </div>
      )}
      <div className={layout.stage} data-part="stage">
        <Stage>{hint}</Stage>
      </div>
      <div className={layout.parts} data-part="parts">
        {forward ? <ForwardParts /> : <ReverseParts />}
      </div>
    </Fragment>
  )
}

function Transport() {
  const player = usePlayer()
  const direction = useWalk(({ settings }) => settings.direction)
  const speed = useWalk(({ settings }) => settings.speed)
  const playing = useWalk(({ playing: isPlaying, run }) => isPlaying || (run.goal ?? 0) > run.recorded + 1)
  return (
    <AnyTransport
      player={player}
      direction={direction}
      playing={playing}
      speed={speed}
      onSpeed={(next) => {
        patchSettings(player, { speed: next })
      }}
      onNewNoise={() => {
        drawNewNoise(player)
      }}
    />
  )
}

interface WalkProps {
  player: Player
  firstMinute: FirstMinuteStore
  onRetry: () => void
  /** Fetches the starter pictures again after they did not arrive. */
  onFetchPictures: () => void
  onOpenOwn: (source: NetworkSource) => void
}

/** The dialogs of this room, of which one is open at most. */
type DialogId = 'keys' | 'shelf' | 'teachers' | 'take'

/** The picture room: one picture, one timeline, both directions. */
export function Walk({ player, firstMinute, onRetry, onFetchPictures, onOpenOwn }: WalkProps) {
  const restores = useCanvasRestores()
  const [dialog, setDialog] = useState<DialogId>()
  const opener = (id: DialogId) => () => {
    setDialog(id)
  }
  const close = () => {
    setDialog(undefined)
  }
  const isTree = useStore(player.store, ({ settings }) => settings.branches.length > 0)
  const step = useStore(firstMinute.store, ({ kind }) => kind)
  const isPanelHidden = useControlsHidden()
  const { message, say } = usePassingMessage()
  const history = walkHistory(player)
  useUndo(history, say)
  const shareLink = () => {
    void copyLink(writeLink(player.store.getState().settings)).then((answer) => {
      say({ text: answer })
    })
  }
  useEffect(() => {
    for (const part of [Below, KeysList, Teachers, Step, Inspector, Tree]) part.fetchAhead()
  }, [])
  useRoomKeys(
    player,
    {
      switchDirection: () => {
        switchDirection(player)
      },
      drawNewNoise: () => {
        drawNewNoise(player)
      },
      setSpeed: (speed) => {
        patchSettings(player, { speed })
      },
      copyLink: shareLink,
      showKeys: opener('keys'),
    },
    (key) =>
      walkKey(
        player,
        {
          openShelf: opener('shelf'),
          takeAway: opener('take'),
        },
        key,
      ),
  )
  const resetAll = () => {
    reset(player)
    say({
      text: text.header.wasReset,
      undo: () => {
        history.undo()
      },
    })
  }
  const shelfButton = (
    <Button
      kind="quiet"
      name={text.shelf.open}
      explain={text.shelf.openExplain}
      keyHint="M"
      icon={<IconAndWord icon={<NetworkIcon />} word={text.shelf.open} />}
      onPress={opener('shelf')}
    />
  )
  const notices = <Notices message={message} onOpenOwn={onOpenOwn} onFetchPictures={onFetchPictures} />
  return (
    <PlayerContext value={player}>
      <FirstMinuteContext value={firstMinute}>
        <div className={layout.room} data-first-minute={step === 'over' ? undefined : step}>
          <Header
            tagline={text.tagline}
            buttons={shelfButton}
            onShare={shareLink}
            onKeys={opener('keys')}
            onReset={resetAll}
            history={history}
          >
            <DirectionSwitch />
          </Header>
          <main className={layout.main}>
            <div className={layout.fault}>
              <Failed onRetry={onRetry} />
              {isPanelHidden && notices}
            </div>
            <Panels notices={isPanelHidden ? null : notices} hint={<FirstMinute onTeachers={opener('teachers')} />} />
            <div className={layout.timeline}>
              <Transport />
              <Timeline key={restores} />
              <Status onRetry={onRetry} />
              {isTree && <Tree />}
            </div>
            <div className={layout.settings}>
              <Below onTake={opener('take')} />
            </div>
          </main>
          <Printed />
          <Foot onTeachers={opener('teachers')} />
        </div>
        {dialog === 'keys' && <KeysList open onClose={close} />}
        {dialog === 'take' && <TakeDialog onClose={close} />}
        {dialog === 'shelf' && <ShelfDialog onOpenOwn={onOpenOwn} onClose={close} />}
        {dialog === 'teachers' && <Teachers onClose={close} />}
        <Incoming onOpenOwn={onOpenOwn} />
      </FirstMinuteContext>
    </PlayerContext>
  )
}
