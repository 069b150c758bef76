import { memo, type ReactNode, useEffect, useState } from 'react'
import { text } from '../i18n'
import { settingsText } from '../i18n/settings'
import { planeText } from '../i18n/plane'
import { Foot } from '../shell/foot'
import { Guided, useControlsHidden } from '../shell/guide'
import { Header } from '../shell/header'
import { KeysDialog } from '../shell/lazy'
import layout from '../shell/layout.module.css'
import { pause, type Speed } from '../runs/playback'
import { nextSeed } from '../runs/seed'
import { Transport as AnyTransport } from '../shell/transport'
import { copyLink, usePassingMessage } from '../shell/use-passing-message'
import { useCanvasRestores } from '../shell/use-canvas-restores'
import { useRoomKeys } from '../shell/use-room-keys'
import { useUndo } from '../shell/use-undo'
import { Choice } from '../ui/choice'
import { patchPlane, PlaneContext, usePlane } from './context'
import { planeKey } from './keys'
import { writeLink } from './link'
import { MeasurePanel } from './measure/measure-panel'
import { Notices } from './notices'
import { Panel } from './panel'
import type { Player } from './player'
import { PlanePlayerContext } from './player-context'
import { Printed } from './on-paper'
import styles from './room.module.css'
import { RunSettings } from './run-settings'
import { defaults, type RunChoice } from './settings'
import { ShownPanel } from './shown-panel'
import { ParticleNumbers } from './stage/particle-numbers'
import { Stage } from './stage/stage'
import { Failed, Status } from './status'
import { Timeline } from './timeline'
import { planeHistory } from './undo'

/** The actions that controls and keys share. */
const actionsOf = ({ plane }: Player) => ({
  switchDirection: () => {
    patchPlane(plane, { direction: plane.store.getState().settings.direction === 'forward' ? 'reverse' : 'forward' })
  },
  drawNewNoise: () => {
    patchPlane(plane, { seed: nextSeed(plane.store.getState().settings.seed) })
  },
  setSpeed: (speed: Speed) => {
    patchPlane(plane, { speed })
  },
})

function DirectionSwitch({ onTurn }: { onTurn: () => void }) {
  const direction = usePlane(({ settings }) => settings.direction)
  return (
    <Choice
      name={text.direction.name}
      nameHidden
      value={direction}
      options={[
        { value: 'forward', label: text.direction.forward },
        { value: 'reverse', label: text.direction.reverse },
      ]}
      onChange={onTurn}
    />
  )
}

const captionOf = ({ sampler, process, steps }: RunChoice) =>
  planeText.compare.caption(settingsText.samplers.titles[sampler], planeText.settings.processTitles[process], steps)

/** One large picture, or two side by side, each under a line that names its run. */
function Stages() {
  const caption = usePlane(({ settings }) => captionOf(settings))
  const beside = usePlane(({ settings }) => settings.beside)
  if (!beside) return <Stage slot={0} />
  return (
    <div className={styles.two}>
      <div>
        <h3>{caption}</h3>
        <Stage slot={0} />
      </div>
      <div>
        <h3>{captionOf(beside)}</h3>
        <Stage slot={1} />
      </div>
    </div>
  )
}

function Transport({ player }: { player: Player }) {
  const direction = usePlane(({ settings }) => settings.direction)
  const speed = usePlane(({ settings }) => settings.speed)
  const playing = usePlane(({ playing: on, run }) => on || run.goal !== undefined)
  const { setSpeed, drawNewNoise } = actionsOf(player)
  return (
    <AnyTransport
      player={player}
      direction={direction}
      playing={playing}
      speed={speed}
      onSpeed={setSpeed}
      onNewNoise={drawNewNoise}
    />
  )
}

/** Puts all settings back to the defaults. */
function reset(player: Player): void {
  pause(player)
  player.plane.store.setState({ settings: defaults, notices: [] })
}

/** All but the panel, memoised: a notice in the panel does not render it again. */
const Rest = memo(function Rest({ player }: { player: Player }) {
  const isParticleChosen = usePlane(({ settings }) => settings.chosen !== null)
  const restored = useCanvasRestores()
  return (
    <>
      <div className={layout.stage} data-part="stage">
        <Stages key={restored} />
      </div>
      <div className={layout.parts} data-part="parts">
        {isParticleChosen && <ParticleNumbers />}
        <ShownPanel />
        {!isParticleChosen && <ParticleNumbers />}
      </div>
      <div className={layout.timeline}>
        <Transport player={player} />
        <Timeline key={restored} player={player} />
        <Status />
      </div>
      <div className={layout.settings} data-part="settings">
        <RunSettings />
      </div>
      <div className={layout.measure} data-part="measure">
        <MeasurePanel />
      </div>
    </>
  )
})

/** The parts of the room, laid out as its width allows. */
function Layout({ player, notices }: { player: Player; notices: ReactNode }) {
  const beside = usePlane(({ settings }) => settings.beside !== null)
  const isParticleChosen = usePlane(({ settings }) => settings.chosen !== null)
  const isPanelHidden = useControlsHidden()
  return (
    <main className={layout.main} data-beside={beside} data-chosen={isParticleChosen}>
      <div className={layout.fault}>
        <Failed />
        {isPanelHidden && notices}
      </div>
      <div className={layout.panel} data-part="panel">
        <Guided>
          <Panel player={player} notices={isPanelHidden ? null : notices} />
        </Guided>
      </div>
      <Rest player={player} />
    </main>
  )
}

/** The two-dimensional laboratory: one plane, one timeline, both directions. */
export function PlaneLayout({ player }: { player: Player }) {
  const { plane } = player
  const [keysOpen, setKeysOpen] = useState(false)
  const { message: passing, say } = usePassingMessage()
  const history = planeHistory(plane)
  useUndo(history, say)
  const share = () => {
    void copyLink(writeLink(plane.store.getState().settings)).then((message) => {
      say({ text: message })
    })
  }
  const actions = actionsOf(player)
  useEffect(() => {
    KeysDialog.fetchAhead()
  }, [])
  useRoomKeys(
    player,
    {
      ...actions,
      copyLink: share,
      showKeys: () => {
        setKeysOpen(true)
      },
    },
    (key) => planeKey(player, key),
  )
  const putBack = () => {
    reset(player)
    say({
      text: text.header.wasReset,
      undo: () => {
        history.undo()
      },
    })
  }
  return (
    <PlaneContext value={plane}>
      <PlanePlayerContext value={player}>
        <div className={layout.room} data-room="plane">
          <Header
            tagline={planeText.tagline}
            onShare={share}
            onKeys={() => {
              setKeysOpen(true)
            }}
            onReset={putBack}
            history={history}
          >
            <DirectionSwitch onTurn={actions.switchDirection} />
          </Header>
          <Layout player={player} notices={<Notices passing={passing} />} />
          <Printed />
          <Foot />
        </div>
        {keysOpen && (
          <KeysDialog
            list={planeText.keys}
            open
            onClose={() => {
              setKeysOpen(false)
            }}
          />
        )}
      </PlanePlayerContext>
    </PlaneContext>
  )
}
