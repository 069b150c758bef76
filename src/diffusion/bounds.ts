/** value, if it is an integer in [low, high]; else a RangeError whose one sentence names parameter, value and range. */
export function integerIn(parameter: string, value: number, low: number, high: number): number {
  if (Number.isInteger(value) && value >= low && value <= high) return value
  throw new RangeError(`${parameter} must be an integer in [${low}, ${high}], not ${value}.`)
}

/** value, if it is a real number in [low, high]; else a RangeError whose one sentence names parameter, value and range. */
export function realIn(parameter: string, value: number, low: number, high: number): number {
  if (value >= low && value <= high) return value
  throw new RangeError(`${parameter} must be a number in [${low}, ${high}], not ${value}.`)
}

/** value, if it is a real number in (low, high]; else a RangeError whose one sentence names parameter, value and range. */
export function realAbove(parameter: string, value: number, low: number, high: number): number {
  if (value > low && value <= high) return value
  throw new RangeError(`${parameter} must be a number in (${low}, ${high}], not ${value}.`)
}
