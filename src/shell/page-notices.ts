import { createStore } from 'zustand/vanilla'

/** What concerns the page itself, whichever room is open: a newer version of it, or what its address keeps it from. */
export type PageNotice =
  | { readonly kind: 'update'; readonly take: () => void }
  | { readonly kind: 'insecure' | 'noLanguage' }

export const pageNotices = createStore<readonly PageNotice[]>()(() => [])

export const tell = (notice: PageNotice): void => {
  pageNotices.setState((before) => [...before.filter(({ kind }) => kind !== notice.kind), notice], true)
}

export const dismiss = (notice: PageNotice): void => {
  pageNotices.setState((before) => before.filter((other) => other !== notice), true)
}

const KEY = 'insecure-told'

/** By plain http there is neither WebGPU nor anything kept. That is told once in a browser, since it is the same at every visit. */
export function tellInsecure(): void {
  if (globalThis.isSecureContext) return
  try {
    if (localStorage.getItem(KEY) !== null) return
    localStorage.setItem(KEY, 'yes')
  } catch {
    /* storage is forbidden: then it is told at every visit */
  }
  tell({ kind: 'insecure' })
}
