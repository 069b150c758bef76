import { watchedRun } from '../run/player'
import { level, levelAt, snr } from '../../diffusion'
import { text } from '../../i18n'
import { fixed } from '../../i18n/format/numbers'
import { usePlayer, useSchedule, useWalk } from '../run/context'
import styles from './equation.module.css'
import { Formula, I, N, Noise, O, Signal, Sub, Term } from './math'
import { T } from '../../runs/timeline'
import { Words } from '../../ui/words'

const AlphaBar = ({ index }: { index: string }) => (
  <msub>
    <mover accent="true">
      <mi>α</mi>
      <mo>¯</mo>
    </mover>
    <mi>{index}</mi>
  </msub>
)

/** The forward equation, xₜ = √ᾱₜ·x₀ + √(1−ᾱₜ)·ε, in letters and with its coefficients at the playhead. */
export function ForwardEquation() {
  const t = useWalk(({ settings }) => settings.t)
  const { signal, noise } = level(useSchedule().schedule, t)
  return (
    <div className={styles.equation} data-part="equation" data-terms>
      <Formula block label="xₜ = √ᾱₜ·x₀ + √(1 − ᾱₜ)·ε">
        <Term id="xt" first>
          <Sub base="x" index="t" />
        </Term>
        <O>=</O>
        <Signal>
          <Term id="alpha-bar">
            <msqrt>
              <AlphaBar index="t" />
            </msqrt>
          </Term>
          <Term id="x0">
            <Sub base="x" index="0" />
          </Term>
        </Signal>
        <O>+</O>
        <Noise>
          <Term id="sigma">
            <msqrt>
              <mn>1</mn>
              <mo>−</mo>
              <AlphaBar index="t" />
            </msqrt>
          </Term>
          <Term id="epsilon">
            <I>ε</I>
          </Term>
        </Noise>
      </Formula>
      <Formula block label={`x = ${fixed(signal, 3)}·x₀ + ${fixed(noise, 3)}·ε`}>
        <Term id="xt">
          <msub>
            <mi>x</mi>
            <mn>{fixed(t, 0)}</mn>
          </msub>
        </Term>
        <O>=</O>
        <Signal>
          <Term id="alpha">
            <N>{fixed(signal, 3)}</N>
          </Term>
          <O>·</O>
          <Term id="x0">
            <Sub base="x" index="0" />
          </Term>
        </Signal>
        <O>+</O>
        <Noise>
          <Term id="sigma">
            <N>{fixed(noise, 3)}</N>
          </Term>
          <O>·</O>
          <Term id="epsilon">
            <I>ε</I>
          </Term>
        </Noise>
      </Formula>
    </div>
  )
}

/** The values of ᾱₜ and of the log-SNR at the playhead. */
export function Readings() {
  const player = usePlayer()
  const t = useWalk(({ settings }) =>
    settings.direction === 'forward' ? settings.t : (watchedRun(player).times[settings.frame] ?? T),
  )
  const at = levelAt(useSchedule().process, t)
  return (
    <span className={styles.readings}>
      <span className={styles.signalText}>
        <Words>{`${text.timeline.alphaBarShort} = ${fixed(at.signal ** 2, 3)}`}</Words>
      </span>
      <span>
        <Words>{`${text.timeline.logSnrShort} = ${fixed(Math.log(snr(at)), 2)}`}</Words>
      </span>
    </span>
  )
}
