import { text } from '../i18n'
import styles from './Equation.module.css'
import { I, Noise, O, Sub } from './math'

const EpsHat = () => <mover accent="true"><mi>ε</mi><mo>^</mo></mover>

/** ε̂ ← ε̂ − w·σₜ·∇ₓ log p(y | xₜ): Dhariwal & Nichol 2021, algorithm 2. */
export function ClassifierFormula() {
  return (
    <div className={styles.guided}>
      <math display="block" aria-label={text.classifier.formula}>
        <Noise><EpsHat /></Noise><O>←</O><Noise><EpsHat /></Noise>
        <O>−</O><I>w</I><Sub of="σ" at="t" />
        <msub><mo>∇</mo><mi>x</mi></msub><I>{'log\u2009'}</I><I>p</I><O>(</O><I>y</I><O>|</O><Sub of="x" at="t" /><O>)</O>
      </math>
    </div>
  )
}
