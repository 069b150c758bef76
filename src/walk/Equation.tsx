import { level, levelAt, snr } from '../diffusion'
import { fixed, text } from '../i18n'
import { useModel, usePlayer, useWalk } from './context'
import styles from './Equation.module.css'
import { I, N, Noise, O, Signal, Sub } from './math'
import { T } from '../rooms/timeline'

const AlphaBar = ({ at }: { at: string }) => <msub><mover accent="true"><mi>α</mi><mo>¯</mo></mover><mi>{at}</mi></msub>

/** xₜ = √ᾱₜ·x₀ + √(1−ᾱₜ)·ε with its coefficients at the playhead. */
export function ForwardEquation() {
  const t = useWalk(({ settings }) => settings.t)
  const { signal, noise } = level(useModel().schedule, t)
  return (
    <div className={styles.equation}>
      <math display="block">
        <Sub of="x" at="t" /><O>=</O>
        <Signal><msqrt><AlphaBar at="t" /></msqrt><Sub of="x" at="0" /></Signal>
        <O>+</O>
        <Noise><msqrt><mn>1</mn><mo>−</mo><AlphaBar at="t" /></msqrt><I>ε</I></Noise>
      </math>
      <math display="block">
        <msub><mi>x</mi><mn>{fixed(t, 0)}</mn></msub><O>=</O>
        <Signal><N>{fixed(signal, 3)}</N><O>·</O><Sub of="x" at="0" /></Signal>
        <O>+</O>
        <Noise><N>{fixed(noise, 3)}</N><O>·</O><I>ε</I></Noise>
      </math>
    </div>
  )
}

/** ᾱₜ and log-SNR at the playhead, in the words of the curves. */
export function Readings() {
  const player = usePlayer()
  const t = useWalk(({ settings }) => (settings.direction === 'forward' ? settings.t : (player.trajectory.times[settings.frame] ?? T)))
  const at = levelAt(useModel().training, t)
  return (
    <span className={styles.readings}>
      <span className={styles.signalText}>{text.timeline.alphaBarShort} = {fixed(at.signal ** 2, 3)}</span>
      <span>{text.timeline.logSnrShort} = {fixed(Math.log(snr(at)), 2)}</span>
    </span>
  )
}
