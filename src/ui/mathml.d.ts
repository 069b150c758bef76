import type { DetailedHTMLProps, HTMLAttributes } from 'react'

// React renders MathML, but its types do not know it yet.
type MathML<Own = object> = DetailedHTMLProps<HTMLAttributes<MathMLElement>, MathMLElement> & Own

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      math: MathML<{ display?: 'block' | 'inline' }>
      mfrac: MathML
      mi: MathML
      mn: MathML
      mo: MathML<{ stretchy?: 'false' }> // a string, as accent is
      mrow: MathML
      mover: MathML<{ accent?: 'true' }> // a string, because React would drop a boolean here
      msqrt: MathML
      msub: MathML
      msubsup: MathML
      msup: MathML
      mtext: MathML
    }
  }
}
