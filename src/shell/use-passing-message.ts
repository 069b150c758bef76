import { useRef, useState } from 'react'
import { text } from '../i18n'
import { copyText } from '../ui/copy'
import { pageLink } from './page-link'
import { withPagePairs } from './page-pairs'

export interface PassingMessage {
  readonly text: string
  readonly undo?: () => void
}

export type ShownMessage = PassingMessage & { readonly count: number }

/** A message that goes away by itself. `count` tells it from an equal message before it, so that screen readers read it again. */
export function usePassingMessage() {
  const [message, setMessage] = useState<ShownMessage>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const say = (next: PassingMessage) => {
    clearTimeout(timer.current)
    setMessage((before) => ({ ...next, count: (before?.count ?? 0) + 1 }))
    timer.current = setTimeout(
      () => {
        setMessage(undefined)
      },
      next.undo ? 8000 : 3000,
    )
  }
  return { message, say }
}

/** Copies the link of a fragment. @returns the sentence that says whether it could */
export async function copyLink(fragment: string): Promise<string> {
  return (await copyText(pageLink(withPagePairs(fragment)))) ? text.header.copied : text.header.notCopied
}
