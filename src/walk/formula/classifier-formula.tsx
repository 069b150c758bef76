import { settingsText } from '../../i18n/settings'
import styles from './equation.module.css'
import { Formula, I, Noise, O, Sub, Term } from './math'

const EpsHat = () => (
  <mover accent="true">
    <mi>ε</mi>
    <mo>^</mo>
  </mover>
)

/** ε̂ ← ε̂ − w·σₜ·∇ₓ log p(y | xₜ): Dhariwal & Nichol 2021, algorithm 2. */
export function ClassifierFormula() {
  return (
    <div className={styles.guided} data-terms>
      <Formula block label={settingsText.classifier.formula}>
        <Noise>
          <Term of="epsilon-hat" first>
            <EpsHat />
          </Term>
        </Noise>
        <O>←</O>
        <Noise>
          <Term of="epsilon-hat">
            <EpsHat />
          </Term>
        </Noise>
        <O>−</O>
        <Term of="w">
          <I>w</I>
        </Term>
        <Term of="sigma">
          <Sub of="σ" at="t" />
        </Term>
        <Term of="classifier-guidance">
          <msub>
            <mo>∇</mo>
            <mi>x</mi>
          </msub>
          <I>{'log\u2009'}</I>
          <I>p</I>
        </Term>
        <O>(</O>
        <Term of="class">
          <I>y</I>
        </Term>
        <O>|</O>
        <Term of="xt">
          <Sub of="x" at="t" />
        </Term>
        <O>)</O>
      </Formula>
    </div>
  )
}
