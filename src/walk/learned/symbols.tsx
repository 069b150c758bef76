import type { ReactNode } from 'react'
import { I, Noise, O, Signal, Sub, Term } from '../formula/math'
import styles from './learned.module.css'

// The signs that both algorithms share.

export const AlphaBar = () => (
  <msub>
    <mover accent="true">
      <mi>α</mi>
      <mo>¯</mo>
    </mover>
    <mi>t</mi>
  </msub>
)
export const Normal = () => (
  <>
    <I>N</I>
    <O>(</O>
    <mn>0</mn>
    <O>,</O>
    <mtext>I</mtext>
    <O>)</O>
  </>
)
export const X0 = () => (
  <Term id="x0">
    <Sub base="x" index="0" />
  </Term>
)
export const Xt = ({ index = 't' }: { index?: string }) => (
  <Term id="xt">
    <Sub base="x" index={index} />
  </Term>
)
export const Z = () => (
  <Term id="z">
    <I>z</I>
  </Term>
)
export const T = () => (
  <Term id="t">
    <I>t</I>
  </Term>
)
export const Eps = () => (
  <Term id="epsilon">
    <I>ε</I>
  </Term>
)
/** √ᾱₜ·x₀ + √(1 − ᾱₜ)·ε */
export const Mixed = () => (
  <>
    <Signal>
      <Term id="alpha-bar">
        <msqrt>
          <AlphaBar />
        </msqrt>
      </Term>
      <X0 />
    </Signal>
    <O>+</O>
    <Noise>
      <Term id="sigma">
        <msqrt>
          <mn>1</mn>
          <mo>−</mo>
          <AlphaBar />
        </msqrt>
      </Term>
      <Eps />
    </Noise>
  </>
)
/** The network's answer, which is in both algorithms: it is marked in both. */
export const Answer = ({ children }: { children: ReactNode }) => (
  <mrow className={styles.asked}>
    <Term id="epsilon-hat">
      <Sub base="ε" index="θ" />
    </Term>
    <O>(</O>
    {children}
    <O>,</O>
    <I>t</I>
    <O>)</O>
  </mrow>
)

/** A bar of a norm. It does not stretch, so that both bars are of one size. */
export const NormBar = () => <mo stretchy="false">‖</mo>
