/** Functions that run in the page: each stands alone. */

/** A text that a visitor sees or hears, and where it stands. */
export interface ShownText {
  readonly text: string
  readonly where: string
}

/**
 * Every visible text, and every name, title and hint of the page's elements. What is marked as English by `lang` (citations, a
 * program), formulas, and addresses that lead out of the page are in no language of the page.
 */
export function shownTexts(): ShownText[] {
  const isInPageLanguage = (element: Element | null) =>
    element !== null &&
    !element.closest('script, style, noscript, math, a[target]') &&
    element.closest('[lang]') === document.documentElement
  const description = document.querySelector('meta[name="description"]')?.getAttribute('content') ?? ''
  const texts: ShownText[] = [
    { text: document.title, where: 'title' },
    { text: description, where: 'description' },
  ]
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { currentNode: node } = walker
    const parent = node.parentElement
    const text = (node.nodeValue ?? '').trim()
    if (text && isInPageLanguage(parent) && parent?.checkVisibility()) texts.push({ text, where: parent.tagName })
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (!isInPageLanguage(element)) continue
    for (const name of ['aria-label', 'aria-valuetext', 'aria-description', 'title', 'placeholder', 'alt']) {
      const text = element.getAttribute(name)
      if (text) texts.push({ text, where: `${element.tagName} ${name}` })
    }
  }
  return texts
}

/** Texts that leave the window or what they stand in, and texts that lie over each other; of a dialog, where one is open. */
export function crowdedTexts(): string[] {
  const root = document.querySelector('[role="dialog"]') ?? document.body
  const isHidden = (element: Element) =>
    element.closest('script, style, noscript, math, svg, .visually-hidden') !== null ||
    !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })
  const parents = function* (element: Element | null) {
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) yield at
  }
  const clips = (element: Element) => getComputedStyle(element).overflow !== 'visible'
  /** What of a rectangle is to be seen within everything that clips it. */
  const clipBox = ({ left, right, top, bottom }: DOMRect, of: Element) => {
    const box = { left, right, top, bottom }
    for (const parent of [...parents(of)].filter(clips)) {
      const edge = parent.getBoundingClientRect()
      box.top = Math.max(box.top, edge.top)
      box.bottom = Math.min(box.bottom, edge.bottom)
      if (getComputedStyle(parent).position === 'fixed') break
    }
    return box
  }
  const texts: { text: string; parent: Element; boxes: ReturnType<typeof clipBox>[] }[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { currentNode: node } = walker
    const parent = node.parentElement
    const text = (node.nodeValue ?? '').trim()
    if (!text || !parent || isHidden(parent)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 1).map((box) => clipBox(box, parent))
    texts.push({ text: text.slice(0, 40), parent, boxes: boxes.filter(({ top, bottom }) => bottom - top > 3) })
  }
  const crowded = texts.flatMap(({ text, parent, boxes }) => {
    if (boxes.length === 0) return []
    const [left, right] = [Math.min(...boxes.map((box) => box.left)), Math.max(...boxes.map((box) => box.right))]
    for (const at of parents(parent)) {
      const { display, position, overflowX } = getComputedStyle(at)
      if (/auto|scroll/.test(overflowX)) return []
      if (display === 'inline' || display === 'contents') continue
      const edge = at.getBoundingClientRect()
      if (right > edge.right + 2 || left < edge.left - 2) return [`“${text}” leaves its ${at.tagName}.${at.className}`]
      if (position === 'absolute' || position === 'fixed') break
    }
    return right > innerWidth + 1 || left < -1 ? [`“${text}” leaves the window`] : []
  })
  for (const [i, a] of texts.entries()) {
    for (const b of texts.slice(i + 1)) {
      if (a.parent.contains(b.parent) || b.parent.contains(a.parent)) continue
      const meet = a.boxes.some((one) =>
        b.boxes.some(
          (other) =>
            Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
            Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 5,
        ),
      )
      if (meet) crowded.push(`“${a.text}” and “${b.text}” lie over each other`)
    }
  }
  return [...new Set(crowded)]
}
