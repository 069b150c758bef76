import type { CDPSession, Page } from 'playwright'

/** A task of the main thread that is longer than this, in milliseconds, is a fault. */
const LONGEST_TASK = 1000
/** A visible fault counts if it is still there after so many milliseconds, because pictures and dialogs move into place. */
const SETTLING = 700

declare global {
  interface Window {
    faultLog: { errors: string[]; longest: () => number }
  }
}

/** Runs in the page before its own scripts. */
function listen(): void {
  const tasks: number[] = []
  const observer = new PerformanceObserver((list) => {
    tasks.push(...list.getEntries().map(({ duration }) => duration))
  })
  observer.observe({ type: 'longtask' })
  const faultLog = {
    errors: [] as string[],
    /** The longest task since the last call, in milliseconds. */
    longest: () => Math.max(0, ...tasks.splice(0), ...observer.takeRecords().map(({ duration }) => duration)),
  }
  window.faultLog = faultLog
  window.addEventListener('error', (event) => {
    if (event.message) faultLog.errors.push(`error: ${event.message}`)
  })
  window.addEventListener('unhandledrejection', (event) => {
    faultLog.errors.push(`rejection: ${String(event.reason)}`)
  })
}

/** Runs in the page. Returns what is visible and should not be. */
function visibleFaults(): string[] {
  const faults = new Set<string>()
  const { clientWidth, scrollWidth } = document.documentElement
  if (scrollWidth > clientWidth) faults.add(`scrolls sideways: ${scrollWidth} of ${clientWidth}`)
  const scrolls = (value: string) => value === 'auto' || value === 'scroll'
  const isNarrow = ({ width, height }: DOMRect) => width <= 1 || height <= 1
  /** What an element makes of the lines within it: hides or scrolls them (null), shows them whole (undefined), or cuts them at its box. */
  const frameOf = (element: Element): DOMRect | null | undefined => {
    const { overflowX, textOverflow, visibility, opacity } = getComputedStyle(element)
    const box = element.getBoundingClientRect()
    if (isNarrow(box) || visibility === 'hidden' || opacity === '0') return null // text for screen readers only, or hidden text
    if (scrolls(overflowX) || (overflowX !== 'visible' && textOverflow === 'ellipsis')) return null
    return overflowX === 'visible' ? undefined : box
  }
  const frames = new Map<Element, DOMRect | null | undefined>()
  /** The element that cuts off a part of a line of text: it neither scrolls nor shows an ellipsis. Or the edge of the page. */
  const cutter = (from: Element, { left, right }: DOMRect): string | undefined => {
    for (let element: Element | null = from; element; element = element.parentElement) {
      if (!frames.has(element)) frames.set(element, frameOf(element))
      const frame = frames.get(element)
      if (frame === null) return undefined
      if (frame && (right > frame.right + 1.5 || left < frame.left - 1.5)) return element.tagName
    }
    return right > clientWidth + 1.5 || left < -1.5 ? 'the page' : undefined
  }
  const nonsense = (words: string) =>
    /\b(NaN|undefined|Infinity)\b|\[object /.exec(words.replace(/“[^]*?”/g, '“…”'))?.[0]
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const [words, parent] = [(node.textContent ?? '').trim(), node.parentElement]
    if (!words || !parent || parent.closest('script, style, textarea, option, noscript')) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0)
    if (rects.length === 0) continue
    const badWord = nonsense(words)
    if (badWord) faults.add(`says ${badWord}: ${words.slice(0, 200)}`)
    const by = rects.map((rect) => cutter(parent, rect)).find(Boolean)
    if (by)
      faults.add(
        `${by} cuts “${words.slice(0, 80)}” (${parent.tagName}.${(parent.getAttribute('class') ?? '').slice(0, 40)})`,
      )
  }
  for (const element of document.querySelectorAll('[aria-label], [aria-valuetext], [title], [alt]')) {
    for (const name of ['aria-label', 'aria-valuetext', 'title', 'alt']) {
      const badWord = nonsense(element.getAttribute(name) ?? '')
      if (badWord) faults.add(`${name} says ${badWord}: ${(element.getAttribute(name) ?? '').slice(0, 200)}`)
    }
  }
  return [...faults]
}

/** Seconds that the page's thread has computed, without the time in which the machine did something else. */
async function computed(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'ThreadTime')?.value ?? 0
}

export interface Watch {
  /** All faults since the last call. */
  faults: () => Promise<readonly string[]>
}

/** Watches a page for faults. Call it before the page opens. */
export async function watch(page: Page): Promise<Watch> {
  const pageErrors: string[] = []
  const site = () => page.url().split('#')[0]?.split('?')[0] ?? ''
  page.on('console', (message) => {
    // The browser itself reports typed addresses that do not exist.
    const isExpected =
      message.text().startsWith('Failed to load resource') || message.text().startsWith('Access to fetch')
    if (message.type() === 'error' && !(isExpected && !message.location().url.startsWith(site())))
      pageErrors.push(`console: ${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => {
    pageErrors.push(`threw: ${error.stack ?? error.message}`)
  })
  page.on('crash', () => {
    pageErrors.push('crashed')
  })
  await page.addInitScript(listen)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  let before = 0

  /** A long task, if the thread itself was busy for as long: the observer's clock also counts the time of other programs. */
  const longTask = async (): Promise<string[]> => {
    const after = await computed(session)
    const busy = 1000 * (after >= before ? after - before : after) // the counter begins again with each page
    before = after
    const longest = await page.evaluate(() => window.faultLog.longest())
    return Math.min(longest, busy) > LONGEST_TASK
      ? [`a task of ${Math.round(longest)} ms, in ${Math.round(busy)} ms of the thread`]
      : []
  }

  const findLastingFaults = async (): Promise<readonly string[]> => {
    const first = await page.evaluate(visibleFaults)
    if (first.length === 0) return []
    await page.waitForTimeout(SETTLING)
    const still = new Set(await page.evaluate(visibleFaults))
    return first.filter((fault) => still.has(fault))
  }

  return {
    faults: async () => {
      const tasks = await longTask()
      const errors = await page.evaluate(() => window.faultLog.errors.splice(0))
      return [...pageErrors.splice(0), ...errors, ...tasks, ...(await findLastingFaults())]
    },
  }
}
