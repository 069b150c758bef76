import { useSyncExternalStore } from 'react'
import { type Palette, palette } from '../view/palette'

function whenThemed(changed: () => void): () => void {
  const themes = new MutationObserver(changed)
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => {
    themes.disconnect()
  }
}

/** The colours of the theme that is on. */
export const usePalette = (): Palette => useSyncExternalStore(whenThemed, palette)
