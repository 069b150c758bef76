import { useShallow } from 'zustand/react/shallow'
import { text } from '../../i18n'
import settingsStyles from '../../runs/settings.module.css'
import { usePlayer, useWalk } from '../run/context'
import { invertedLikeness } from './inverted-noise'
import { StepEquation } from '../formula/step-equation'

/** Where an inverted picture should be noise and is not: by how much, of the frame that is shown, and why. */
function InvertedNote() {
  const player = usePlayer()
  const likeness = useWalk(useShallow((state) => invertedLikeness(player, state)))
  if (!likeness) return null
  const { correlation, byChance, deviation } = likeness
  return (
    <p className={settingsStyles.advice} role="note">
      {text.reverse.invertedNoise(correlation, byChance, deviation)}
    </p>
  )
}

/** The step that led to the frame that is shown, as a sum, and what is to be said of it. */
export function Step() {
  return (
    <>
      <StepEquation />
      <InvertedNote />
    </>
  )
}
