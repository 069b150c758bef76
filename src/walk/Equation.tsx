import type { ReactNode } from 'react'
import { level, posterior, snr } from '../diffusion'
import { fixed, text } from '../i18n'
import { usePlayer, useWalk } from './context'
import styles from './Equation.module.css'
import { schedule } from './forward'
import { T } from './settings'

/** Short MathML: an identifier, a number, an operator; subscripts and roots. */
const I = ({ children }: { children: string }) => <mi>{children}</mi>
const N = ({ children }: { children: string }) => <mn>{children}</mn>
const O = ({ children }: { children: string }) => <mo>{children}</mo>
const Sub = ({ of, at }: { of: string; at: string }) => <msub><mi>{of}</mi><mi>{at}</mi></msub>
const AlphaBar = ({ at }: { at: string }) => <msub><mover accent><mi>α</mi><mo>¯</mo></mover><mi>{at}</mi></msub>
const Signal = ({ children }: { children: ReactNode }) => <mrow className={styles.signal}>{children}</mrow>
const Noise = ({ children }: { children: ReactNode }) => <mrow className={styles.noise}>{children}</mrow>

/** xₜ = √ᾱₜ·x₀ + √(1−ᾱₜ)·ε with its coefficients at the playhead. */
export function ForwardEquation() {
  const t = useWalk(({ settings }) => settings.t)
  const { signal, noise } = level(schedule, t)
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

const Hat = ({ of, at }: { of: string; at?: string }) => {
  const hat = <mover accent><mi>{of}</mi><mo>^</mo></mover>
  return at ? <msub>{hat}<mn>{at}</mn></msub> : hat
}

/** Before the first step: the update in symbols, from level t to the lower level s. */
const DdimSymbols = ({ fresh }: { fresh: boolean }) => (
  <math display="block" className={styles.equation}>
    <Sub of="x" at="s" /><O>=</O>
    <Signal><msqrt><AlphaBar at="s" /></msqrt><Hat of="x" at="0" /></Signal><O>+</O>
    <Noise><msqrt><mn>1</mn><O>−</O><AlphaBar at="s" />{fresh && <><O>−</O><msup><mi>σ</mi><mn>2</mn></msup></>}</msqrt><Hat of="ε" /></Noise>
    {fresh && <><O>+</O><I>σ</I><I>z</I></>}
  </math>
)

const DdpmSymbols = () => (
  <math display="block" className={styles.equation}>
    <Sub of="x" at="s" /><O>=</O>
    <Signal><I>a</I><Hat of="x" at="0" /></Signal><O>+</O><I>b</I><Sub of="x" at="t" /><O>+</O><Noise><I>σ</I><I>z</I></Noise>
  </math>
)

/** The update of the sampler in use, with the coefficients of the step that led to the present frame. */
export function StepEquation() {
  const { trajectory, runOf } = usePlayer()
  const frame = useWalk(({ settings }) => settings.frame)
  useWalk(({ run }) => run.recorded) // another run has other levels
  const fromT = trajectory.times[frame - 1]
  const toT = trajectory.times[frame]
  if (!runOf) return null
  if (fromT === undefined || toT === undefined) return runOf.sampler === 'ddim' ? <DdimSymbols fresh={runOf.eta > 0} /> : <DdpmSymbols />
  const from = level(schedule, fromT)
  const to = level(schedule, toT)
  const q = posterior(from, to)
  const target = <><msub><mi>x</mi><mn>{fixed(toT, 0)}</mn></msub><O>=</O></>
  if (runOf.sampler === 'ddpm') {
    const sigma = { learned: undefined, beta: Math.sqrt(q.beta), 'beta-tilde': Math.sqrt(q.betaTilde) }[runOf.variance]
    return (
      <math display="block" className={styles.equation}>
        {target}
        <Signal><N>{fixed(q.x0, 3)}</N><O>·</O><Hat of="x" at="0" /></Signal><O>+</O>
        <N>{fixed(q.xt, 3)}</N><O>·</O><msub><mi>x</mi><mn>{fixed(fromT, 0)}</mn></msub>
        {to.noise > 0 && <><O>+</O><Noise>{sigma === undefined ? <Sub of="σ" at="θ" /> : <N>{fixed(sigma, 3)}</N>}<O>·</O><I>z</I></Noise></>}
      </math>
    )
  }
  const sigma = runOf.eta * Math.sqrt(q.betaTilde)
  return (
    <math display="block" className={styles.equation}>
      {target}
      <Signal><N>{fixed(to.signal, 3)}</N><O>·</O><Hat of="x" at="0" /></Signal><O>+</O>
      <Noise><N>{fixed(Math.sqrt(Math.max(0, to.noise ** 2 - sigma ** 2)), 3)}</N><O>·</O><Hat of="ε" /></Noise>
      {sigma > 0 && <><O>+</O><N>{fixed(sigma, 3)}</N><O>·</O><I>z</I></>}
    </math>
  )
}

/** ᾱₜ and log-SNR at the playhead, in the words of the curves. */
export function Readings() {
  const player = usePlayer()
  const t = useWalk(({ settings }) => (settings.direction === 'forward' ? settings.t : (player.trajectory.times[settings.frame] ?? T)))
  const at = level(schedule, t)
  return (
    <span className={styles.readings}>
      <span className={styles.signalText}>{text.timeline.alphaBarShort} = {fixed(at.signal ** 2, 3)}</span>
      <span>{text.timeline.logSnrShort} = {fixed(Math.log(snr(at)), 2)}</span>
    </span>
  )
}
