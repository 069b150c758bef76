import type { ReactNode } from 'react'
import styles from './equation.module.css'

// Short names for MathML: an identifier, a number, an operator, a subscript; and the colours of signal and noise.
export const I = ({ children }: { children: string }) => <mi>{children}</mi>
export const N = ({ children }: { children: string }) => <mn>{children}</mn>
export const O = ({ children }: { children: string }) => <mo>{children}</mo>
export const Sub = ({ base, index }: { base: string; index: string }) => (
  <msub>
    <mi>{base}</mi>
    <mi>{index}</mi>
  </msub>
)
/**
 * A formula whose terms can have the focus one by one. The role of <math> would hide them from screen readers, so the formula is a
 * group, and `label` reads out the whole.
 */
export const Formula = ({
  label,
  block = false,
  children,
}: {
  label?: string
  block?: boolean
  children: ReactNode
}) => (
  <math role="group" {...(label && { 'aria-label': label })} {...(block && { display: 'block' })}>
    {children}
  </math>
)
/**
 * A part of a formula that explains itself.
 * @param id of its entry in the glossary
 * @param first whether Tab stops at it; arrows lead to the formula's other terms
 */
export const Term = ({ id, first = false, children }: { id: string; first?: boolean; children: ReactNode }) => (
  <mrow data-term={id} role="button" aria-haspopup="dialog" tabIndex={first ? 0 : -1}>
    {children}
  </mrow>
)
export const Signal = ({ children }: { children: ReactNode }) => <mrow className={styles.signal}>{children}</mrow>
export const Noise = ({ children }: { children: ReactNode }) => <mrow className={styles.noise}>{children}</mrow>
