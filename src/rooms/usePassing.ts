import { useRef, useState } from 'react'
import { text } from '../i18n'
import { copyText } from '../ui/copy'

export interface Passing { readonly text: string; readonly undo?: () => void }

/** A sentence that goes away by itself. */
export function usePassing() {
  const [passing, setPassing] = useState<Passing>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const say = (next: Passing) => {
    clearTimeout(timer.current)
    setPassing(next)
    timer.current = setTimeout(() => { setPassing(undefined) }, next.undo ? 8000 : 3000)
  }
  const clear = () => { setPassing(undefined) }
  return { passing, say, clear }
}

/** Copies the link of a fragment; returns what is to be said. */
export async function copyLink(fragment: string): Promise<string> {
  return (await copyText(new URL(fragment || '#', location.href).href)) ? text.header.copied : text.header.notCopied
}
