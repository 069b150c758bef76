import { createStore } from 'zustand/vanilla'

/** A notice on the page itself, in whichever room: a newer version, a language that did not arrive, what an address without encryption prevents, or what of a link the page could not follow. */
export type PageNotice =
  | { readonly kind: 'update'; readonly take: () => void }
  | { readonly kind: 'insecure' | 'noLanguage' | 'noLesson' }
  | { readonly kind: 'link'; readonly sentences: () => readonly string[] }

export const pageNotices = createStore<readonly PageNotice[]>()(() => [])

export const addPageNotice = (notice: PageNotice): void => {
  pageNotices.setState((before) => [...before.filter(({ kind }) => kind !== notice.kind), notice], true)
}

export const dismissPageNotice = (notice: PageNotice): void => {
  pageNotices.setState((before) => before.filter((other) => other !== notice), true)
}

const KEY = 'insecure-told'

/** Over plain http a browser gives neither WebGPU nor storage. The page says so once per browser, since nothing changes between visits. */
export function addInsecureNotice(): void {
  if (globalThis.isSecureContext) return
  try {
    if (localStorage.getItem(KEY) !== null) return
    localStorage.setItem(KEY, 'yes')
  } catch {
    /* storage is forbidden, so every visit says it again */
  }
  addPageNotice({ kind: 'insecure' })
}
