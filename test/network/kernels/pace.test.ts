import { expect, test } from 'vitest'
import { createPace } from '../../../src/network/kernels/wasm/pace'

/** Milliseconds of pictures that take `together` with helpers and `alone` without. */
function times(pace: ReturnType<typeof createPace>, pictures: number, together: number, alone: number): number[] {
  return Array.from({ length: pictures }, () => {
    const took = pace.shared() ? together : alone
    pace.took(took)
    return took
  })
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

test('helpers compute where they pay, and nearly never where they do not', () => {
  expect(mean(times(createPace(), 500, 5, 9))).toBeLessThan(5.3)
  expect(mean(times(createPace(), 500, 12, 9))).toBeLessThan(9.3)
})

test('when another program takes their core, and when it ends, the quicker way is found again', () => {
  const pace = createPace()
  times(pace, 100, 5, 9)
  expect(mean(times(pace, 200, 14, 9).slice(50))).toBeLessThan(9.4)
  times(pace, 200, 5, 9)
  expect(mean(times(pace, 200, 5, 9))).toBeLessThan(5.4)
})
