import { settingsText } from '../../i18n/settings'
import styles from './equation.module.css'
import { Formula, I, Noise, O, Sub, Term } from './math'

const EpsHat = () => (
  <mover accent="true">
    <mi>ε</mi>
    <mo>^</mo>
  </mover>
)

/** Classifier guidance, ε̂ ← ε̂ − w·σₜ·∇ₓ log p(y | xₜ): Dhariwal & Nichol 2021, algorithm 2. */
export function ClassifierFormula() {
  return (
    <div className={styles.guided} data-terms>
      <Formula block label={settingsText.classifier.formula}>
        <Noise>
          <Term id="epsilon-hat" first>
            <EpsHat />
          </Term>
        </Noise>
        <O>←</O>
        <Noise>
          <Term id="epsilon-hat">
            <EpsHat />
          </Term>
        </Noise>
        <O>−</O>
        <Term id="w">
          <I>w</I>
        </Term>
        <Term id="sigma">
          <Sub base="σ" index="t" />
        </Term>
        <Term id="classifier-guidance">
          <msub>
            <mo>∇</mo>
            <mi>x</mi>
          </msub>
          <I>{'log\u2009'}</I>
          <I>p</I>
        </Term>
        <O>(</O>
        <Term id="class">
          <I>y</I>
        </Term>
        <O>|</O>
        <Term id="xt">
          <Sub base="x" index="t" />
        </Term>
        <O>)</O>
      </Formula>
    </div>
  )
}
