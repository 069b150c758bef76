import type { ReactNode } from 'react'
import { text } from '../../i18n'
import { later } from '../../shell/lazy'
import { Button } from '../../ui/button'
import { paintPicture } from '../../ui/paint'
import { PixelCanvas } from '../../ui/pixel-canvas'
import { useWalk, usePlayer } from '../run/context'
import { Readings } from '../formula/equation'
import { goLive } from '../run/begin'
import { type Player, watchedRun } from '../run/player'
import { T } from '../../runs/timeline'
import { modelOf } from '../model/models'
import { mainPicture } from '../run/stage-pictures'
import { PICTURE_WORDS, STAGE } from '../run/show-stage'
import styles from './stage.module.css'
import type { WalkState } from '../run/store'
import { usePainter } from '../run/use-painter'
import { Words } from '../../ui/words'

/** The picture in words, for those who do not see it, loads after the first picture. */
const Spoken = later(() => import('./spoken').then((module) => module.Spoken), { place: 'picture' })

/** A step that takes longer than this, in milliseconds, is announced. */
const SLOW_STEP_MS = 250

function paintMain(canvas: HTMLCanvasElement, player: Player, state: WalkState) {
  const picture = mainPicture(player, state)
  paintPicture(canvas, picture?.bytes, picture?.shape ?? modelOf(state.settings), picture?.samples)
}

function useCaption(): string {
  const player = usePlayer()
  const direction = useWalk(({ settings }) => settings.direction)
  const t = useWalk(({ settings }) => settings.t)
  const frame = useWalk(({ settings }) => settings.frame)
  const total = useWalk(({ run }) => run.total)
  if (direction === 'forward') return text.stage.forwardCaption(t, T)
  return text.stage.reverseCaption(frame, total, watchedRun(player).times[frame] ?? T)
}

/**
 * The large picture, and a caption that says where in the walk it stands.
 * @param children the guide of a first visit, between the two
 */
export function Stage({ children }: { children?: ReactNode }) {
  const player = usePlayer()
  const canvas = usePainter(paintMain)
  const caption = useCaption()
  const noPicture = useWalk(
    ({ settings, pictures }) =>
      settings.direction === 'forward' && pictures === 0 && settings.picture.kind === 'gallery',
  )
  const recording = useWalk(({ settings, run }) => settings.direction === 'reverse' && run.source === 'recording')
  const canGoLive = useWalk(({ engine }) => engine.status === 'ready')
  const computing = useWalk(
    ({ settings, run }) =>
      settings.direction === 'reverse' && run.pending && run.recorded <= settings.frame && run.msPerStep > SLOW_STEP_MS,
  )
  const recorded = useWalk(({ run }) => run.recorded)
  return (
    <figure id={STAGE} className={styles.stage}>
      <div className={styles.frame}>
        <PixelCanvas
          ref={canvas}
          label={text.stage.picture(caption)}
          describedBy={PICTURE_WORDS}
          className={styles.picture ?? ''}
        />
        {noPicture && <p className={styles.empty}>{text.stage.noPicture}</p>}
        {recording && (
          <p className={styles.badge} title={text.stage.recordingExplain}>
            {text.stage.recording}
          </p>
        )}
        {recording && canGoLive && (
          <div className={styles.live}>
            <Button
              name={text.stage.goLive}
              explain={text.stage.goLiveExplain}
              onPress={() => {
                goLive(player)
              }}
            />
          </div>
        )}
        {computing && (
          <p className={styles.badge} data-at="bottom">
            {text.stage.computing(recorded + 1)}
          </p>
        )}
      </div>
      <Spoken />
      {children}
      <figcaption className={styles.caption}>
        <span>
          <Words>{caption}</Words>
        </span>
        <Readings />
      </figcaption>
    </figure>
  )
}
