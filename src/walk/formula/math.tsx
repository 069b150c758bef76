import type { ReactNode } from 'react'
import styles from './equation.module.css'

/** Short MathML: an identifier, a number, an operator, a subscript; what is signal and what is noise has its colour. */
export const I = ({ children }: { children: string }) => <mi>{children}</mi>
export const N = ({ children }: { children: string }) => <mn>{children}</mn>
export const O = ({ children }: { children: string }) => <mo>{children}</mo>
export const Sub = ({ of, at }: { of: string; at: string }) => (
  <msub>
    <mi>{of}</mi>
    <mi>{at}</mi>
  </msub>
)
/**
 * A formula with parts that can be reached one by one. By its own role it would be one thing, whose parts nobody may reach: it is
 * a group of them instead, and `label` says the whole.
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
/** A part of a formula that explains itself, by its entry in the glossary. `first`: the formula's stop of the Tab key. */
export const Term = ({ of, first = false, children }: { of: string; first?: boolean; children: ReactNode }) => (
  <mrow data-term={of} role="button" aria-haspopup="dialog" tabIndex={first ? 0 : -1}>
    {children}
  </mrow>
)
export const Signal = ({ children }: { children: ReactNode }) => <mrow className={styles.signal}>{children}</mrow>
export const Noise = ({ children }: { children: ReactNode }) => <mrow className={styles.noise}>{children}</mrow>
