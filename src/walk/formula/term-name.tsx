import type { LinearTerm } from '../../diffusion'
import { fixed } from '../../i18n/format/numbers'
import { N, O } from './math'

/** t as an index: a whole number, but with a decimal near the data, where levels lie between whole timesteps. */
export const levelIndex = (t: number) => fixed(t, t >= 10 || Number.isInteger(t) ? 0 : 1)

/** The absolute value of a coefficient: 0.981, or 3.2·10⁻⁵ where three decimals would show nothing. */
export function AbsoluteValue({ value }: { value: number }) {
  const size = Math.abs(value)
  if (size >= 0.0995 || size === 0) return <N>{size >= 1000 ? fixed(size, 0) : fixed(size, 3)}</N>
  const power = Math.floor(Math.log10(size))
  if (power >= -3) return <N>{fixed(size, 1 - power)}</N>
  return (
    <>
      <N>{fixed(size / 10 ** power, 1)}</N>
      <O>·</O>
      <msup>
        <mn>10</mn>
        <mn>{fixed(power, 0)}</mn>
      </msup>
    </>
  )
}

const hat = (letter: string) => (
  <mover accent="true">
    <mi>{letter}</mi>
    <mo>^</mo>
  </mover>
)

/** x̂₀, ε̂, xₜ or z. A second evaluation or random draw of the step has a prime; one of an earlier step has its level. */
export function TermName({
  term: { part, index },
  times,
  frame,
}: {
  term: Pick<LinearTerm, 'part' | 'index'>
  times: readonly number[]
  frame: number
}) {
  const earlier = levelIndex(times[frame - 1 + index] ?? NaN)
  const letter = { xt: <mi>x</mi>, x0Hat: hat('x'), epsHat: hat('ε'), z: <mi>z</mi>, fresh: <mi>z</mi> }[part]
  if (part === 'xt')
    return (
      <msub>
        {letter}
        <mn>{earlier}</mn>
      </msub>
    )
  const based =
    part === 'x0Hat' ? (
      <msub>
        {letter}
        <mn>0</mn>
      </msub>
    ) : (
      letter
    )
  if (index < 0)
    return (
      <msup>
        {based}
        <mrow>
          <O>(</O>
          <mn>{earlier}</mn>
          <O>)</O>
        </mrow>
      </msup>
    )
  return index === 0 ? (
    based
  ) : (
    <>
      {based}
      <mi>{'′'.repeat(Math.min(3, index))}</mi>
    </>
  ) // the sign ′ itself is raised
}
