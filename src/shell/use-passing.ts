import { useRef, useState } from 'react'
import { text } from '../i18n'
import { copyText } from '../ui/copy'
import { inLanguage } from './language'

export interface Passing {
  readonly text: string
  readonly undo?: () => void
}

export type ShownPassing = Passing & { readonly count: number }

/** A sentence that goes away by itself. `count` tells it from an equal one before it, which is then said again. */
export function usePassing() {
  const [passing, setPassing] = useState<ShownPassing>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const say = (next: Passing) => {
    clearTimeout(timer.current)
    setPassing((before) => ({ ...next, count: (before?.count ?? 0) + 1 }))
    timer.current = setTimeout(
      () => {
        setPassing(undefined)
      },
      next.undo ? 8000 : 3000,
    )
  }
  return { passing, say }
}

/** Copies the link of a fragment; returns what is to be said. */
export async function copyLink(fragment: string): Promise<string> {
  return (await copyText(new URL(inLanguage(fragment) || '#', location.href).href))
    ? text.header.copied
    : text.header.notCopied
}
