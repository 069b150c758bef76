import { exactly } from '../format/numbers'

/** Of number fields: why what was typed was not taken, or not as it stood. */
export const numbers = {
  none: 'This is not a number: write digits, with a full stop or a comma before the decimals.',
  ambiguous: (thousands: number, decimal: number) =>
    `This may be ${exactly(thousands)} or ${exactly(decimal)}: write ${exactly(thousands)}, or ${exactly(decimal)}.`,
  most: (most: number) => `${exactly(most)} is the most.`,
  least: (least: number) => `${exactly(least)} is the least.`,
}
