import type { ReactNode } from 'react'
import { learnedText } from '../../i18n/learned'
import { Formula, I, N, O, Sub, Term } from '../formula/math'
import { AlphaBar, Answer, Eps, Mixed, Normal, NormBar, T, X0, Xt, Z } from './symbols'

// The lines of DDPM's two algorithms, as they stand on page 4 of Ho et al. 2020. Long ones are in pieces, between which they break.

/** A line of an algorithm: its number, how far it is indented, and what stands in it. */
export interface Line {
  readonly number: number
  readonly inner?: boolean
  readonly content: ReactNode
}

/** Algorithm 1, training. */
export function trainingLines(): readonly Line[] {
  const words = learnedText.training.lines
  return [
    { number: 1, content: <b>{words.repeat}</b> },
    {
      number: 2,
      inner: true,
      content: (
        <Formula label="x₀ ∼ q(x₀)">
          <X0 />
          <O>∼</O>
          <I>q</I>
          <O>(</O>
          <Sub base="x" index="0" />
          <O>)</O>
        </Formula>
      ),
    },
    {
      number: 3,
      inner: true,
      content: (
        <Formula label="t ∼ Uniform({1, …, T})">
          <T />
          <O>∼</O>
          <mi>Uniform</mi>
          <O>(</O>
          <O>{'{'}</O>
          <N>1</N>
          <O>,</O>
          <mi>…</mi>
          <O>,</O>
          <Term id="T">
            <I>T</I>
          </Term>
          <O>{'}'}</O>
          <O>)</O>
        </Formula>
      ),
    },
    {
      number: 4,
      inner: true,
      content: (
        <Formula label="ε ∼ N(0, I)">
          <Eps />
          <O>∼</O>
          <Normal />
        </Formula>
      ),
    },
    {
      number: 5,
      inner: true,
      content: (
        <>
          <span>{words.step}</span>
          <Formula label="∇_θ ‖ε − ε_θ(√ᾱₜ·x₀ + √(1 − ᾱₜ)·ε, t)‖²">
            <msub>
              <mo>∇</mo>
              <mi>θ</mi>
            </msub>
            <NormBar />
            <Eps />
            <O>−</O>
            <Answer>
              <Mixed />
            </Answer>
            <msup>
              <NormBar />
              <mn>2</mn>
            </msup>
          </Formula>
        </>
      ),
    },
    { number: 6, content: <b>{words.until}</b> },
  ]
}

/** The step of algorithm 2, in three pieces. */
const SamplingStep = () => (
  <>
    <Formula label="x_{t−1} = 1/√αₜ·(xₜ − (1 − αₜ)/√(1 − ᾱₜ)·ε_θ(xₜ, t)) + σₜ·z">
      <msub>
        <mi>x</mi>
        <mrow>
          <mi>t</mi>
          <mo>−</mo>
          <mn>1</mn>
        </mrow>
      </msub>
      <O>=</O>
    </Formula>
    <Formula>
      <mfrac>
        <mn>1</mn>
        <msqrt>
          <Sub base="α" index="t" />
        </msqrt>
      </mfrac>
      <mo>(</mo>
      <Xt />
      <O>−</O>
      <mfrac>
        <mrow>
          <mn>1</mn>
          <mo>−</mo>
          <Sub base="α" index="t" />
        </mrow>
        <msqrt>
          <mn>1</mn>
          <mo>−</mo>
          <AlphaBar />
        </msqrt>
      </mfrac>
      <Answer>
        <Sub base="x" index="t" />
      </Answer>
      <mo>)</mo>
    </Formula>
    <Formula>
      <mo>+</mo>
      <Term id="beta-tilde">
        <Sub base="σ" index="t" />
      </Term>
      <Z />
    </Formula>
  </>
)

/** Algorithm 2, sampling. */
export function samplingLines(): readonly Line[] {
  const words = learnedText.sampling.lines
  return [
    {
      number: 1,
      content: (
        <Formula label="x_T ∼ N(0, I)">
          <Term id="x-end">
            <Sub base="x" index="T" />
          </Term>
          <O>∼</O>
          <Normal />
        </Formula>
      ),
    },
    {
      number: 2,
      content: (
        <>
          <b>{words.for}</b>
          <Formula label="t = T, …, 1">
            <T />
            <O>=</O>
            <I>T</I>
            <O>,</O>
            <mi>…</mi>
            <O>,</O>
            <N>1</N>
          </Formula>
          <b>{words.do}</b>
        </>
      ),
    },
    {
      number: 3,
      inner: true,
      content: (
        <>
          <Formula label="z ∼ N(0, I)">
            <Z />
            <O>∼</O>
            <Normal />
          </Formula>
          <b>{words.if}</b>
          <Formula label="t > 1">
            <I>t</I>
            <O>&gt;</O>
            <N>1</N>
          </Formula>
          <b>{words.else}</b>
          <Formula label="z = 0">
            <I>z</I>
            <O>=</O>
            <N>0</N>
          </Formula>
        </>
      ),
    },
    { number: 4, inner: true, content: <SamplingStep /> },
    { number: 5, content: <b>{words.endFor}</b> },
    {
      number: 6,
      content: (
        <>
          <b>{words.return}</b>
          <Formula label="x₀">
            <X0 />
          </Formula>
        </>
      ),
    },
  ]
}
