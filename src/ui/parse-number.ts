/** What a visitor may have meant by a typed number. */
type ParsedNumber =
  | { readonly kind: 'number'; readonly value: number }
  /** One mark with three digits after it: it may separate thousands or decimals. */
  | { readonly kind: 'ambiguous'; readonly values: readonly [number, number] }
  | { readonly kind: 'none' }

export interface NumberBounds {
  readonly min: number
  readonly max: number
  readonly integersOnly: boolean
}

const NONE: ParsedNumber = { kind: 'none' }

/** Writes digits of any script as 0–9 and any minus as -; removes spaces and apostrophes between thousands. */
function normalized(input: string): string {
  const digits = input.trim().replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    let zero = code
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero-- // each script has its ten digits in one row
    return String((code - zero) % 10)
  })
  return digits
    .replace(/[−–]/g, '-')
    .replace(/[٫]/g, '.')
    .replace(/[٬’'_]|(?<=\d)\s(?=\d{3})/gu, '')
    .replace(/[،]/g, ',')
}

/** Whether the mark separates thousands: it stands before every three digits, and the number does not begin with 0. */
const inThousands = (text: string, mark: string) => new RegExp(`^[-+]?[1-9]\\d{0,2}(\\${mark}\\d{3})+$`).test(text)

/** Reads a number with one mark, which separates decimals, thousands, or either. In a whole number a full stop may separate thousands too. */
function withOneMark(text: string, mark: string, { min, max, integersOnly: isInteger }: NumberBounds): ParsedNumber {
  const decimal = Number(text.replace(mark, '.'))
  if (Number.isNaN(decimal)) return NONE
  const thousands = Number(text.replace(mark, ''))
  const isDoubtful = inThousands(text, mark) && (mark === ',' || isInteger)
  const possible = [thousands, decimal].filter((value) => value >= min && value <= max)
  if (!isDoubtful || possible.length === 0) return { kind: 'number', value: decimal }
  return possible.length === 1
    ? { kind: 'number', value: possible[0] ?? decimal }
    : { kind: 'ambiguous', values: [thousands, decimal] }
}

/** Reads a typed number with a full stop or a comma before its decimals, if only one reading lies within the bounds. */
export function parseNumber(input: string, bounds: NumberBounds): ParsedNumber {
  const [text = '', power = ''] = normalized(input).split(/(?=e[-+]?\d{1,3}$)/i)
  const marks = text.match(/[.,]/g) ?? []
  const [mark] = marks
  const last = marks.at(-1) ?? '.'
  const number = (digits: string): ParsedNumber =>
    /^[-+]?(\d+\.?\d*|\.\d+)$/.test(digits) && Number.isFinite(Number(digits + power))
      ? { kind: 'number', value: Number(digits + power) }
      : NONE
  if (mark === undefined || power !== '') return marks.length > 1 ? NONE : number(text.replace(',', '.'))
  if (marks.length === 1)
    return number(text.replace(mark, '.')).kind === 'none' ? NONE : withOneMark(text, mark, bounds)
  if (marks.every((each) => each === mark)) return inThousands(text, mark) ? number(text.replaceAll(mark, '')) : NONE
  const [integerPart, decimals] = [text.slice(0, text.lastIndexOf(last)), text.slice(text.lastIndexOf(last) + 1)]
  const thousands = last === '.' ? ',' : '.'
  return inThousands(integerPart, thousands) ? number(`${integerPart.replaceAll(thousands, '')}.${decimals}`) : NONE
}

/** How many decimals a step has: 0.05 has two. */
const decimalsOf = (step: number) => (String(step).split('.')[1] ?? '').length

/** The number nearest to `value` that a control with these bounds and step offers. */
export function nearestStep(
  value: number,
  { min, max, step }: { readonly min: number; readonly max: number; readonly step: number },
): number {
  const from = Number.isFinite(min) ? min : 0
  const stepped = from + Math.round((Math.min(max, Math.max(min, value)) - from) / step) * step
  const inBounds = stepped > max ? stepped - step : stepped
  return Number(inBounds.toFixed(Math.max(decimalsOf(step), decimalsOf(from))))
}
