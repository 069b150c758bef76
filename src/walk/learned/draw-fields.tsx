import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { text } from '../../i18n'
import { learnedText } from '../../i18n/learned'
import { integer } from '../../i18n/format/numbers'
import { MAX_SEED } from '../../runs/seed'
import { T } from '../../runs/timeline'
import { Button } from '../../ui/button'
import { DiceIcon } from '../../ui/icons'
import { NumberInput } from '../../ui/number-input'
import { Range } from '../../ui/range'
import { usePlayer } from '../run/context'
import type { Draws, Pictures } from './draws'
import styles from './learned.module.css'
import { type LessonStore, redraw } from './lesson'

/** A control of one of the three draws, with a button that draws it again. */
interface DrawnProps {
  store: LessonStore
  what: keyof Draws
  name: string
  children: ReactNode
}

function Drawn({ store, what, name, children }: DrawnProps) {
  const player = usePlayer()
  const words = learnedText.training
  return (
    <div className={styles.drawn} data-wide={what === 't'}>
      {children}
      <Button
        name={words.again(name)}
        icon={<DiceIcon />}
        onPress={() => {
          redraw(player, store, [what])
        }}
      />
    </div>
  )
}

/** The picture, the time and the noise of the round: each can be set, or drawn again. */
export function DrawFields({ store, pictures }: { store: LessonStore; pictures: Pictures }) {
  const draws = useStore(store, (state) => state.draws)
  const words = learnedText.training
  const set = (patch: Partial<Draws>) => {
    store.setState({ draws: { ...draws, ...patch } })
  }
  const steppers = { less: text.less, more: text.more }
  return (
    <div className={styles.draws}>
      <Drawn store={store} what="picture" name={words.picture}>
        <NumberInput
          name={words.picture}
          {...steppers}
          value={draws.picture + 1}
          min={1}
          max={pictures.x0.length}
          onChange={(place) => {
            set({ picture: place - 1 })
          }}
        />
      </Drawn>
      <Drawn store={store} what="noise" name={words.noise}>
        <NumberInput
          name={words.noise}
          {...steppers}
          value={draws.noise}
          min={0}
          max={MAX_SEED}
          onChange={(noise) => {
            set({ noise })
          }}
        />
      </Drawn>
      <Drawn store={store} what="t" name={words.t}>
        <Range
          name={words.t}
          value={draws.t}
          min={1}
          max={T}
          step={1}
          format={integer}
          onChange={(t) => {
            set({ t })
          }}
        />
      </Drawn>
    </div>
  )
}
