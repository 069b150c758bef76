/** Of number fields: why what was typed was not taken, or not as it stood. */
export const numbers = {
  none: 'This is no number: write digits, with a full stop or a comma before decimals.',
  ambiguous: (thousands: string, decimal: string) =>
    `This may be ${thousands} or ${decimal}: write ${thousands}, or ${decimal}.`,
  most: (most: string) => `${most} is the most.`,
  least: (least: string) => `${least} is the least.`,
}
