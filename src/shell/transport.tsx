import { text } from '../i18n'
import { integer } from '../i18n/format/numbers'
import { Button } from '../ui/button'
import { Choice } from '../ui/choice'
import {
  DiceIcon,
  EndLeftIcon,
  EndRightIcon,
  PauseIcon,
  PlayIcon,
  RestartIcon,
  StepLeftIcon,
  StepRightIcon,
} from '../ui/icons'
import {
  type Direction,
  type Playable,
  restart,
  type Speed,
  SPEEDS,
  togglePlay,
  toSide,
  towards,
} from '../runs/playback'
import styles from './transport.module.css'

interface TransportProps {
  player: Playable
  direction: Direction
  /** True while it plays, and while it computes its way to a frame. */
  playing: boolean
  speed: Speed
  onSpeed: (speed: Speed) => void
  onNewNoise: () => void
}

/**
 * Play, step and jump. Steps and jumps point to their ends of the timeline, in both directions: left is data and right is noise.
 * Play points right in both directions, because turned round it would mean “rewind”; an arrow beside the film that is on says where
 * time goes.
 */
export function Transport({ player, direction, playing, speed, onSpeed, onNewNoise }: TransportProps) {
  const words = text.transport
  const forward = direction === 'forward'
  return (
    <div className={styles.transport} data-part="transport">
      <div className={styles.group}>
        <Button
          name={words.toData}
          explain={words.toDataExplain}
          keyHint="Home"
          icon={<EndLeftIcon />}
          onPress={() => {
            toSide(player, 'data')
          }}
        />
        <Button
          name={words.stepData}
          explain={words.stepData}
          keyHint="ArrowLeft"
          icon={<StepLeftIcon />}
          onPress={() => {
            towards(player, 'data')
          }}
        />
        <span className={styles.play}>
          <Button
            kind="primary"
            name={playing ? words.pause : words.play}
            explain={playing ? words.pause : forward ? words.playExplainForward : words.playExplainReverse}
            keyHint="Space"
            icon={playing ? <PauseIcon /> : <PlayIcon />}
            onPress={() => {
              togglePlay(player)
            }}
          />
        </span>
        <Button
          name={words.stepNoise}
          explain={words.stepNoise}
          keyHint="ArrowRight"
          icon={<StepRightIcon />}
          onPress={() => {
            towards(player, 'noise')
          }}
        />
        <Button
          name={words.toNoise}
          explain={words.toNoiseExplain}
          keyHint="End"
          icon={<EndRightIcon />}
          onPress={() => {
            toSide(player, 'noise')
          }}
        />
      </div>
      <div className={styles.group}>
        <Button
          name={words.restart}
          explain={words.restartExplain}
          keyHint="R"
          icon={<RestartIcon />}
          onPress={() => {
            restart(player)
          }}
        />
        <Button
          name={words.newNoise}
          explain={words.newNoiseExplain}
          keyHint="N"
          icon={<DiceIcon />}
          onPress={onNewNoise}
        />
      </div>
      <Choice
        name={words.speed}
        value={String(speed)}
        options={SPEEDS.map((each) => ({ value: String(each), label: each === 60 ? words.speedMax : integer(each) }))}
        onChange={(value) => {
          onSpeed(Number(value) as Speed)
        }}
      />
    </div>
  )
}
