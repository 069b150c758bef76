import type { ReactNode } from 'react'
import styles from './Equation.module.css'

/** Short MathML: an identifier, a number, an operator, a subscript; what is signal and what is noise has its colour. */
export const I = ({ children }: { children: string }) => <mi>{children}</mi>
export const N = ({ children }: { children: string }) => <mn>{children}</mn>
export const O = ({ children }: { children: string }) => <mo>{children}</mo>
export const Sub = ({ of, at }: { of: string; at: string }) => <msub><mi>{of}</mi><mi>{at}</mi></msub>
export const Signal = ({ children }: { children: ReactNode }) => <mrow className={styles.signal}>{children}</mrow>
export const Noise = ({ children }: { children: ReactNode }) => <mrow className={styles.noise}>{children}</mrow>
