import { useShallow } from 'zustand/react/shallow'
import { text } from '../../i18n'
import settingsStyles from '../../runs/settings.module.css'
import { usePlayer, useWalk } from '../run/context'
import { invertedLikeness } from './inverted-noise'
import { StepEquation } from '../formula/step-equation'

/** Warns that an inverted picture is not quite noise where it should be: how far, for the shown frame, and why. */
function InvertedNoiseNote() {
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

/** The step that led to the shown frame, as an equation, and a warning where one is due. */
export function Step() {
  return (
    <>
      <StepEquation />
      <InvertedNoiseNote />
    </>
  )
}
