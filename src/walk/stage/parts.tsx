import { watchedRun } from '../run/player'
import { memo, type MouseEvent, type ReactNode } from 'react'
import { level, noiseToSignal } from '../../diffusion'
import { text } from '../../i18n'
import { later } from '../../shell/lazy'
import { inspect } from '../run/actions'
import { useModel, usePlayer, useSchedule, useWalk } from '../run/context'
import { ForwardEquation } from '../formula/equation'
import equation from '../formula/equation.module.css'
import styles from '../../shell/panel.module.css'
import { painterOf, Part } from './part'
import { change } from '../run/walk-run'
import { changeRange, currentFrame, forwardPart, reversePart } from '../run/stage-pictures'
import { Words } from '../../ui/words'

/** The equation of the reverse step loads after the first picture. */
export const Step = later(() => import('./step').then((module) => module.Step), {
  placeholder: () => <div className={equation.wrapping} />,
})

/** The button of the inspector, likewise. It stands beside what changes with every frame. */
const LookInside = memo(
  later(() => import('./look-inside').then((module) => module.LookInside), {
    placeholder: () => <div className={equation.button} />,
  }),
)

/** An equation, and what opens the inspector of its step: a press on it, but for its symbols, and the button beside it. */
function Inspectable({ children }: { children: ReactNode }) {
  const player = usePlayer()
  const press = ({ target }: MouseEvent) => {
    if (target instanceof Element && !target.closest('[data-term]')) inspect(player, true)
  }
  return (
    <div>
      <div className={equation.pressed} onClick={press}>
        {children}
      </div>
      <LookInside />
    </div>
  )
}

const paintX0 = painterOf((player, state) => forwardPart(player, state, 'x0'))
const paintEps = painterOf((player, state) => forwardPart(player, state, 'eps'))
const paintX0Hat = painterOf((player, state) => reversePart(player, state, 'x0Hat'))
const paintEpsHat = painterOf((player, state) => reversePart(player, state, 'epsHat'))
const paintChange = painterOf((player, state) => reversePart(player, state, 'change'))
const paintAdded = painterOf((player, state) => reversePart(player, state, 'added'))

/** The two pictures that the forward walk mixes, and the equation that mixes them. */
export function ForwardParts() {
  const t = useWalk(({ settings }) => settings.t)
  const { signal, noise } = level(useSchedule().schedule, t)
  const words = text.forward
  return (
    <section className={styles.parts} aria-label={words.equation}>
      <Inspectable>
        <ForwardEquation />
      </Inspectable>
      <Part
        name={words.x0}
        explain={<Words>{words.signalPart(signal, signal ** 2)}</Words>}
        paint={paintX0}
        tone="signal"
      />
      <Part
        name={words.eps}
        explain={
          <>
            <Words>{words.noisePart(noise, noise ** 2)}</Words>
            <br />
            {words.epsScale}
          </>
        }
        paint={paintEps}
        tone="noise"
      />
    </section>
  )
}

/** From this σ/α on, the error of an ε-network hides what its x̂₀ should show. */
const MOST_AMPLIFICATION = 30

function usePartWords() {
  const player = usePlayer()
  const { prediction } = useModel()
  const words = text.reverse
  const frame = useWalk((state) => currentFrame(player, state))
  const recording = useWalk(({ run }) => run.source === 'recording')
  const index = useWalk(({ settings }) => settings.frame)
  if (index === 0)
    return {
      x0Hat: words.x0HatBefore,
      epsHat: words.epsHatBefore,
      change: words.changeBefore,
      added: words.addedBefore,
    }
  const stepChange = recording ? undefined : change(watchedRun(player), index)
  const t = watchedRun(player).times[index - 1] ?? 0
  const from = watchedRun(player).levels[index - 1]
  const amplification = from ? noiseToSignal(from) : 0
  const isAmplified = prediction === 'epsilon' && amplification > MOST_AMPLIFICATION
  return {
    x0Hat: isAmplified ? words.x0HatAmplified(t, amplification) : words.x0HatExplain(t),
    epsHat: words.epsHatExplain,
    change: stepChange ? words.changeExplain(changeRange(stepChange)) : words.notStored,
    added: frame?.added ? words.addedExplain(frame.addedRange) : words.addedNone,
  }
}

/** What the network predicted, and what the step made of it, for the frame of the large picture. */
export function ReverseParts() {
  const explain = usePartWords()
  const words = text.reverse
  return (
    <section className={styles.parts} aria-label={words.equation}>
      <Inspectable>
        <Step />
      </Inspectable>
      <Part name={words.x0Hat} explain={<Words>{explain.x0Hat}</Words>} paint={paintX0Hat} tone="signal" />
      <Part name={words.epsHat} explain={<Words>{explain.epsHat}</Words>} paint={paintEpsHat} tone="noise" />
      <Part name={words.change} explain={<Words>{explain.change}</Words>} paint={paintChange} />
      <Part name={words.added} explain={<Words>{explain.added}</Words>} paint={paintAdded} />
    </section>
  )
}
