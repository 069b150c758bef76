/** What somebody may have meant by a typed number. */
type ParsedNumber =
  | { readonly kind: 'number'; readonly value: number }
  /** A mark with three digits after it: thousands, or decimals. */
  | { readonly kind: 'ambiguous'; readonly values: readonly [number, number] }
  | { readonly kind: 'none' }

export interface NumberBounds {
  readonly min: number
  readonly max: number
  readonly whole: boolean
}

const NONE: ParsedNumber = { kind: 'none' }

/** Digits of any script as 0–9, any minus as -, any space between digits as none, any thousands' apostrophe as none. */
function plain(typed: string): string {
  const digits = typed.trim().replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    let zero = code
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero-- // a script's ten digits stand in a row
    return String((code - zero) % 10)
  })
  return digits
    .replace(/[−–]/g, '-')
    .replace(/[٫]/g, '.')
    .replace(/[٬’'_]|(?<=\d)\s(?=\d{3})/gu, '')
    .replace(/[،]/g, ',')
}

/** Thousands are marked every three digits, and not before a zero. */
const inThousands = (text: string, mark: string) => new RegExp(`^[-+]?[1-9]\\d{0,2}(\\${mark}\\d{3})+$`).test(text)

/** With one mark: decimals, thousands, or either. A whole number has no decimals but by a mark of thousands. */
function withOneMark(text: string, mark: string, { min, max, whole }: NumberBounds): ParsedNumber {
  const decimal = Number(text.replace(mark, '.'))
  if (Number.isNaN(decimal)) return NONE
  const thousands = Number(text.replace(mark, ''))
  const doubtful = inThousands(text, mark) && (mark === ',' || whole)
  const possible = [thousands, decimal].filter((value) => value >= min && value <= max)
  if (!doubtful || possible.length === 0) return { kind: 'number', value: decimal }
  return possible.length === 1
    ? { kind: 'number', value: possible[0] ?? decimal }
    : { kind: 'ambiguous', values: [thousands, decimal] }
}

/** A typed number with a full stop or a comma before its decimals, as far as that is unambiguous within the bounds. */
export function parseNumber(typed: string, bounds: NumberBounds): ParsedNumber {
  const [text = '', power = ''] = plain(typed).split(/(?=e[-+]?\d{1,3}$)/i)
  const marks = text.match(/[.,]/g) ?? []
  const [mark] = marks
  const last = marks.at(-1) ?? '.'
  const number = (of: string): ParsedNumber =>
    /^[-+]?(\d+\.?\d*|\.\d+)$/.test(of) && Number.isFinite(Number(of + power))
      ? { kind: 'number', value: Number(of + power) }
      : NONE
  if (mark === undefined || power !== '') return marks.length > 1 ? NONE : number(text.replace(',', '.'))
  if (marks.length === 1)
    return number(text.replace(mark, '.')).kind === 'none' ? NONE : withOneMark(text, mark, bounds)
  if (marks.every((each) => each === mark)) return inThousands(text, mark) ? number(text.replaceAll(mark, '')) : NONE
  const [before, after] = [text.slice(0, text.lastIndexOf(last)), text.slice(text.lastIndexOf(last) + 1)]
  const thousands = last === '.' ? ',' : '.'
  return inThousands(before, thousands) ? number(`${before.replaceAll(thousands, '')}.${after}`) : NONE
}

/** Decimals of a step: 0.05 has two. */
const decimalsOf = (step: number) => (String(step).split('.')[1] ?? '').length

/** The nearest number that a control offers. */
export function nearestStep(
  value: number,
  { min, max, step }: { readonly min: number; readonly max: number; readonly step: number },
): number {
  const from = Number.isFinite(min) ? min : 0
  const stepped = from + Math.round((Math.min(max, Math.max(min, value)) - from) / step) * step
  const within = stepped > max ? stepped - step : stepped
  return Number(within.toFixed(Math.max(decimalsOf(step), decimalsOf(from))))
}
