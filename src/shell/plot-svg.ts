/** What a plot's stylesheet decides of its looks: in a file of its own it must say so itself. */
const LOOKS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const

/** What an element has that no style says. */
const USUAL: Readonly<Partial<Record<(typeof LOOKS)[number], string>>> = {
  'fill-opacity': '1',
  'stroke-opacity': '1',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  stroke: 'none',
  'paint-order': 'normal',
  opacity: '1',
  'text-anchor': 'start',
}

/** Elements that are drawn themselves. */
const DRAWN = 'line, polyline, polygon, path, circle, ellipse, rect, text, tspan'
const OF_TEXT = /^(font|text)-/
const NAMESPACE = 'http://www.w3.org/2000/svg'

/** Does something while the page has light colours on white: they are read, and nothing is painted meanwhile. */
function inLight<Result>(read: () => Result): Result {
  const { dataset, style } = document.documentElement
  const { theme } = dataset
  dataset.theme = 'light'
  style.setProperty('--wall', '#fff')
  try {
    return read()
  } finally {
    style.removeProperty('--wall')
    if (theme === undefined) delete dataset.theme
    else dataset.theme = theme
  }
}

/** Writes into a copy of an element how the element looks. */
function writeLooks(element: Element, copy: Element): void {
  copy.removeAttribute('class')
  copy.removeAttribute('style')
  if (element.matches(DRAWN)) {
    const computed = getComputedStyle(element)
    for (const look of LOOKS) {
      const value = computed.getPropertyValue(look)
      if (value === USUAL[look] || (OF_TEXT.test(look) && !element.matches('text, tspan'))) copy.removeAttribute(look)
      else copy.setAttribute(look, value)
    }
  }
  Array.from(element.children).forEach((child, i) => {
    const copied = copy.children[i]
    if (copied) writeLooks(child, copied)
  })
}

/** Puts the light border of letters behind them as letters of its own, since many programs do not know which is painted first. */
function separateBorders(copy: Element): void {
  for (const text of copy.querySelectorAll('text[paint-order^="stroke"][stroke]')) {
    const border = text.cloneNode(true) as Element
    border.setAttribute('fill', text.getAttribute('stroke') ?? '')
    border.setAttribute('aria-hidden', 'true')
    text.before(border)
    for (const each of [border, text]) each.removeAttribute('paint-order')
    for (const look of ['stroke', 'stroke-width', 'stroke-linejoin']) text.removeAttribute(look)
  }
}

const makeElement = (name: string, text: string): Element =>
  Object.assign(document.createElementNS(NAMESPACE, name), { textContent: text })

/**
 * A plot as an SVG file of its own, in light colours on white.
 *
 * @param plot with a viewBox
 * @param link that opens what shows it: it stands in the file
 */
export function plotSvg(plot: SVGSVGElement, link: string): string {
  const copy = plot.cloneNode(true) as SVGSVGElement
  inLight(() => {
    writeLooks(plot, copy)
  })
  separateBorders(copy)
  const [left = 0, top = 0, width = 0, height = 0] = (plot.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number)
  const ground = document.createElementNS(NAMESPACE, 'rect')
  for (const [name, value] of Object.entries({ x: left, y: top, width, height, fill: '#fff' }))
    ground.setAttribute(name, String(value))
  copy.prepend(makeElement('title', plot.getAttribute('aria-label') ?? ''), makeElement('metadata', link), ground)
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  return new XMLSerializer().serializeToString(copy)
}
