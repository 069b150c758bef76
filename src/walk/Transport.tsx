import { text } from '../i18n'
import { Button } from '../ui/Button'
import { Choice } from '../ui/Choice'
import { DiceIcon, EndLeftIcon, EndRightIcon, PauseIcon, PlayBackIcon, PlayIcon, RestartIcon, StepLeftIcon, StepRightIcon } from '../ui/icons'
import { restart, toEnd, togglePlay, towards } from '../rooms/playback'
import { usePlayer, useWalk } from './context'
import { patchSettings } from './player'
import { MAX_SEED, SPEEDS, type Speed } from './settings'
import styles from './Transport.module.css'

/** Play, step and jump. Left is data and right is noise, as on the timeline, whichever way the walk goes. */
export function Transport() {
  const player = usePlayer()
  const direction = useWalk(({ settings }) => settings.direction)
  const speed = useWalk(({ settings }) => settings.speed)
  const playing = useWalk(({ playing: on, run }) => on || (run.goal ?? 0) > run.recorded + 1)
  const seed = useWalk(({ settings }) => settings.seed)
  const forward = direction === 'forward'
  const words = text.transport
  return (
    <div className={styles.transport}>
      <div className={styles.group}>
        <Button name={words.toData} explain={words.toDataExplain} keyHint="Home" icon={<EndLeftIcon />} onPress={() => { toEnd(player, forward ? 'start' : 'end') }} />
        <Button name={words.stepData} explain={words.stepData} keyHint="ArrowLeft" icon={<StepLeftIcon />} onPress={() => { towards(player, 'data') }} />
        <span className={styles.play}>
          <Button
            kind="primary"
            name={playing ? words.pause : words.play}
            explain={playing ? words.pause : forward ? words.playExplainForward : words.playExplainReverse}
            keyHint="Space"
            icon={playing ? <PauseIcon /> : forward ? <PlayIcon /> : <PlayBackIcon />}
            onPress={() => { togglePlay(player) }}
          />
        </span>
        <Button name={words.stepNoise} explain={words.stepNoise} keyHint="ArrowRight" icon={<StepRightIcon />} onPress={() => { towards(player, 'noise') }} />
        <Button name={words.toNoise} explain={words.toNoiseExplain} keyHint="End" icon={<EndRightIcon />} onPress={() => { toEnd(player, forward ? 'end' : 'start') }} />
      </div>
      <div className={styles.group}>
        <Button name={words.restart} explain={words.restartExplain} keyHint="R" icon={<RestartIcon />} onPress={() => { restart(player) }} />
        <Button name={words.newNoise} explain={words.newNoiseExplain} keyHint="N" icon={<DiceIcon />} onPress={() => { patchSettings(player, { seed: seed >= MAX_SEED ? 0 : seed + 1 }) }} />
      </div>
      <Choice
        name={words.speed}
        value={String(speed)}
        options={SPEEDS.map((each) => ({ value: String(each), label: each === 60 ? words.speedMax : String(each) }))}
        onChange={(value) => { patchSettings(player, { speed: Number(value) as Speed }) }}
      />
    </div>
  )
}
